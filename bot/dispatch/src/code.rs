//! Codes on letters: eight signs, made so that a slip of the finger shows and ordinary words are never taken for one.
//!
//! The alphabet has no vowels (no words appear by chance) and no O, I, L, U; who types them for 0 and 1 means those. The last sign is
//! a check. 29 signs, a prime: any one wrong sign and any two that changed places are noticed without asking the store.

use tsunagi_flow::Occasion;
use tsunagi_model::Span;
use tsunagi_store::Invitation;

use crate::turn::{Occurrence, Work};

const SIGNS: &[u8; 29] = b"0123456789BCDFGHJKMNPQRSTVWXZ";
const LENGTH: usize = 8;
/// So many wrong codes in an hour, and this conversation is not listened to for codes until the hour is over.
const TRIES: usize = 5;
/// What remembers a wrong code; like everything under `said.` it is no answer of the person.
const WRONG: &str = "said.code_unknown";

/// What a text is, read as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    /// A code in its one spelling, whose check is right.
    Code(String),
    /// It has the shape of a code, and no code can be so.
    Slip,
}

/// Reads a text as a code: width, case, hyphens and spaces do not matter. `None` for everything that was not meant as one.
pub(crate) fn read(text: &str) -> Option<Typed> {
    // Long words are never a code; they need not be folded twice.
    if text.len() > 64 {
        return None;
    }
    let mut code = String::with_capacity(LENGTH);
    let (mut letters, mut digits) = (0, 0);
    for sign in tsunagi_flow::fold(text).to_uppercase().chars() {
        let sign = match sign {
            ' ' | '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | 'ー' | '_' | '.' => {
                continue;
            }
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if sign.is_ascii_digit() {
            digits += usize::from(sign > '1');
        } else {
            letters += 1;
        }
        value(sign)?;
        code.push(sign);
    }
    // Eight digits are a date or a telephone number; eight letters are somebody's name.
    if code.len() != LENGTH || letters == 0 || digits == 0 {
        return None;
    }
    Some(if check(&code[..LENGTH - 1]) == code.chars().last() {
        Typed::Code(code)
    } else {
        Typed::Slip
    })
}

/// A new code in its one spelling, from bytes of chance.
pub fn make(mut chance: impl FnMut() -> u8) -> String {
    loop {
        let mut code = String::with_capacity(LENGTH);
        while code.len() < LENGTH - 1 {
            let byte = usize::from(chance());
            // 232 is the greatest multiple of 29 in a byte: beyond it the first signs would come more often.
            if byte < 232 {
                code.push(char::from(SIGNS[byte % SIGNS.len()]));
            }
        }
        code.extend(check(&code));
        if matches!(read(&code), Some(Typed::Code(_))) {
            return code;
        }
    }
}

/// As it is printed: `K7QX-M3P2`.
pub fn printed(code: &str) -> String {
    let (front, back) = code.split_at(LENGTH / 2);
    format!("{front}-{back}")
}

fn value(sign: char) -> Option<usize> {
    SIGNS.iter().position(|known| char::from(*known) == sign)
}

fn check(front: &str) -> Option<char> {
    let mut sum = 0;
    for (place, sign) in front.chars().enumerate() {
        sum += (place + 1) * value(sign)?;
    }
    SIGNS.get(sum % SIGNS.len()).copied().map(char::from)
}

impl Work<'_> {
    /// Takes a text as a code of a letter; whether it was meant as one, so that nothing else answers it.
    pub(crate) fn take_code(&mut self, at: usize, text: &str, occurrence: &Occurrence) -> bool {
        let Some(typed) = read(text) else {
            return false;
        };
        let thread = &self.changes.threads[at];
        let Some(contact) = thread.contact.as_ref() else {
            return false;
        };
        let recent = contact.memory.history.get(WRONG).map_or(0, |past| {
            past.iter()
                .filter(|(when, _)| self.now.since(*when) < Span::hours(1))
                .count()
        });
        // Who guesses is told the same as before, whether the guess is right or not.
        let known = match typed {
            Typed::Code(code) if recent < TRIES => self
                .codes
                .get(&self.service.store().code_hash(&code))
                .cloned(),
            _ => None,
        };
        let contact = contact.id;
        match known {
            Some(code) if code.contact == Some(contact) && code.used_at.is_some() => {
                self.code_answer(at, "anytime-code_used", occurrence);
            }
            Some(code) if code.used_at.is_some() || code.expires_at <= self.now => {
                self.wrong_code(at);
                self.code_answer(at, "anytime-code_used", occurrence);
            }
            Some(code) => self.use_code(at, &code, occurrence),
            None => {
                self.wrong_code(at);
                self.code_answer(at, "anytime-code_unknown", occurrence);
            }
        }
        true
    }

    fn use_code(&mut self, at: usize, code: &Invitation, occurrence: &Occurrence) {
        let now = self.now;
        let thread = &mut self.changes.threads[at];
        let Some(contact) = thread.contact.as_mut() else {
            return;
        };
        contact
            .memory
            .save("contact.came_from", &code.came_from, now);
        contact.memory.save("contact.area", &code.area_slug, now);
        if let Some(entry) = &code.entry {
            contact.memory.save("contact.entry", entry, now);
        }
        thread.contact_changed = true;
        self.changes.codes.push((code.hash.clone(), contact.id));
        // Good once, also for who types it twice in one breath.
        if let Some(known) = self.codes.get_mut(&code.hash) {
            known.used_at = Some(now);
            known.contact = Some(contact.id);
        }
        self.reschedule(at);
        metrics::counter!("tsunagi_codes_used", "letter" => code.letter.clone()).increment(1);
        let occasion = Occasion::Code(code.letter.clone());
        if self.program.start_for(&occasion).is_some() {
            self.start(at, &occasion, occurrence);
        } else {
            self.start(at, &Occasion::Follow, occurrence);
        }
    }

    fn wrong_code(&mut self, at: usize) {
        metrics::counter!("tsunagi_codes_refused").increment(1);
        let thread = &mut self.changes.threads[at];
        if let Some(contact) = thread.contact.as_mut() {
            contact.memory.record(WRONG, "yes", self.now);
            thread.contact_changed = true;
        }
    }

    fn code_answer(&mut self, at: usize, text: &str, occurrence: &Occurrence) {
        let say = self.with_person_button(text);
        self.say(at, &[say], occurrence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn made(seed: u64) -> String {
        let mut state = seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3);
        make(|| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 40) as u8
        })
    }

    #[test]
    fn however_it_is_typed_it_is_the_same_code() {
        let code = made(7);
        let code_read = Some(Typed::Code(code.clone()));
        let wide: String = code
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap())
            .collect();
        for typed in [
            printed(&code),
            code.to_lowercase(),
            wide,
            format!(" {} ", printed(&code).replace('-', " ー ")),
            code.replace('0', "o").replace('1', "l"),
            code.replace('0', "O").replace('1', "I"),
        ] {
            assert_eq!(read(&typed), code_read, "{typed}");
        }
    }

    #[test]
    fn what_people_write_is_no_code() {
        for words in [
            "こんにちは",
            "saturday",
            "20261120",
            "090-1234",
            "12歳です",
            "OK",
            "",
            "BCDFGHJK",
            "2年3組です",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_sign_is_a_slip(seed: u64, place in 0_usize..8, other in 0_usize..29) {
            let code = made(seed);
            let mut signs: Vec<char> = code.chars().collect();
            let wrong = char::from(SIGNS[other]);
            prop_assume!(signs[place] != wrong);
            signs[place] = wrong;
            let typed: String = signs.iter().collect();
            prop_assert_ne!(read(&typed).unwrap_or(Typed::Slip), Typed::Code(typed));
        }

        #[test]
        fn nothing_typed_is_a_panic(text in "\\PC{0,40}") {
            _ = read(&text);
        }
    }
}
