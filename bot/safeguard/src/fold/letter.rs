//! What a single letter is folded to, and which marks are none.

/// Marks and digits that stand for a Latin letter between two of them: k1ll, su!cide.
pub(super) fn standing_for_letter(before: char, c: char, after: char) -> char {
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, 'ａ'..='ｚ');
    if !(latin(before) && latin(after)) {
        return c;
    }
    match c {
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '0' => 'o',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        _ => c,
    }
}

/// The plain form of one letter: hiragana, full-sized vowels, Latin for look-alikes.
pub(crate) fn plain(c: char) -> char {
    let c = match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    };
    match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'đ' => 'd',
        'ı' => 'i',
        'ø' => 'o',
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'х' => 'x',
        'у' => 'y',
        'і' => 'i',
        'ѕ' => 's',
        _ => c,
    }
}

/// Marks that only stretch a sound: シーニーターイ.
pub(crate) fn is_stretch(c: char) -> bool {
    matches!(c, 'ー' | '〜' | '～' | '~' | '∼' | '‐'..='―' | '−' | 'ｰ')
}

pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{180B}'..='\u{180E}'
        | '\u{E0000}'..='\u{E0FFF}')
}

pub(super) fn is_censor(c: char) -> bool {
    matches!(
        c,
        '○' | '◯' | '〇' | '●' | '⚪' | '⭕' | '×' | '✕' | '✖' | '❌' | '*' | '＊'
    )
}

pub(super) fn is_cjk_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '・' | '\u{2000}'..='\u{206F}' | '«' | '»' | '¿' | '¡')
}
