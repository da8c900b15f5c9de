//! JPEG: a row of segments, then compressed data, again and again until the end mark.

use super::{Left, Picture};

/// Bytes of a JFIF head without a small picture.
const PLAIN_JFIF: usize = 14;

/// The picture from its tables and data; of what was recorded with it only which way is up.
pub(super) fn strip(bytes: &[u8]) -> Option<Picture> {
    let mut left = Left(bytes);
    if left.take(2)? != [0xff, 0xd8] {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&[0xff, 0xd8]);
    let (mut size, mut scanned, mut turned) = (None, false, false);
    loop {
        if left.byte()? != 0xff {
            return None;
        }
        let mut marker = left.byte()?;
        // Any number of filling bytes may stand before a mark.
        while marker == 0xff {
            marker = left.byte()?;
        }
        match marker {
            0xd9 => break,
            0x01 | 0xd0..=0xd7 => continue,
            0x00 | 0xd8 => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(left.array()?)).checked_sub(2)?;
        let body = left.take(length)?;
        match marker {
            0xe0 if body.starts_with(b"JFIF\0") => {
                // A small picture of the picture may follow: it is older than what was cut away.
                let mut plain = body.get(..PLAIN_JFIF)?.to_vec();
                plain[12..].fill(0);
                segment(&mut out, marker, &plain);
            }
            0xe1 if !turned && body.starts_with(b"Exif\0\0") => {
                if let Some(way) = orientation(&body[6..]).filter(|way| *way != 1) {
                    segment(&mut out, marker, &upright(way));
                    turned = true;
                }
            }
            0xe2 if body.starts_with(b"ICC_PROFILE\0") => segment(&mut out, marker, body),
            0xee if body.starts_with(b"Adobe") => segment(&mut out, marker, body),
            // Tables, frame, restart interval, number of lines.
            0xc0..=0xc7 | 0xc9..=0xcf | 0xdb..=0xdd => {
                if !matches!(marker, 0xc4 | 0xcc | 0xdb..=0xdd) {
                    let (height, width) = (body.get(1..3)?, body.get(3..5)?);
                    let number = |two: &[u8]| u32::from(two[0]) << 8 | u32::from(two[1]);
                    size = Some((number(width), number(height)));
                }
                segment(&mut out, marker, body);
            }
            0xda => {
                segment(&mut out, marker, body);
                out.extend_from_slice(data(&mut left)?);
                scanned = true;
            }
            _ => {}
        }
    }
    out.extend_from_slice(&[0xff, 0xd9]);
    let (width, height) = size.filter(|_| scanned)?;
    Some(Picture {
        width,
        height,
        bytes: out,
    })
}

fn segment(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    // It came out of a segment, or is shorter than one.
    let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(body);
}

/// Compressed data up to the next mark that is not part of it.
fn data<'a>(left: &mut Left<'a>) -> Option<&'a [u8]> {
    let all = left.0;
    let mut at = 0;
    loop {
        at += all.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match all.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return left.take(at),
        }
    }
}

/// Which way is up, 1 to 8, from the first directory of an Exif block.
fn orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let two = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let directory = usize::try_from(if little {
        u32::from_le_bytes(four)
    } else {
        u32::from_be_bytes(four)
    })
    .ok()?;
    let count = usize::from(two(directory)?);
    (0..count)
        .map_while(|entry| {
            let at = directory.checked_add(2 + entry * 12)?;
            Some((two(at)?, two(at.checked_add(8)?)?))
        })
        .find(|(tag, _)| *tag == 0x0112)
        .map(|(_, way)| way)
        .filter(|way| (1..=8).contains(way))
}

/// An Exif block that says nothing but which way is up.
fn upright(way: u16) -> Vec<u8> {
    let mut block = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    block.extend_from_slice(&way.to_be_bytes());
    block.extend_from_slice(&[0; 6]);
    block
}
