//! The size of a picture, from its head.

/// Width and height as a PNG or a JPEG says in its head.
pub(super) fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let side = |at: usize| {
            let side = bytes.get(at..at + 4)?;
            Some(u32::from_be_bytes(side.try_into().ok()?))
        };
        return Some((side(16)?, side(20)?));
    }
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, high, low, tail @ ..] = rest else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // Frames of any kind; C4, C8 and CC are tables.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let [_, h1, h2, w1, w2, ..] = tail else {
                return None;
            };
            let side = |pair: [u8; 2]| u32::from(u16::from_be_bytes(pair));
            return Some((side([*w1, *w2]), side([*h1, *h2])));
        }
        rest = tail.get(length.checked_sub(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jpeg_says_its_size_in_its_frame() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc2\x00\x0b\x08\x01\x95\x04\xb0\x03";
        assert_eq!(picture_size(jpeg), Some((1_200, 405)));
        for end in 0..jpeg.len() - 1 {
            assert_eq!(picture_size(&jpeg[..end]), None, "{end}");
        }
        assert_eq!(picture_size(b"\xff\xd8\xff\xe0\x00\x00"), None);
    }
}
