//! WebP: chunks in a RIFF file.

use super::{Left, Picture};

/// What makes up the picture, its colours and its movement.
const KEPT: [&[u8; 4]; 7] = [
    b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];
/// In the extended head: there is XMP, there is Exif.
const RECORDED: u8 = 0b0000_1100;

/// The picture without Exif, XMP and whatever else stands between.
pub(super) fn strip(bytes: &[u8]) -> Option<Picture> {
    let mut left = Left(bytes);
    if left.take(4)? != b"RIFF" {
        return None;
    }
    let length = u32::from_le_bytes(left.array()?);
    let mut left = Left(left.take(usize::try_from(length).ok()?)?);
    if left.take(4)? != b"WEBP" {
        return None;
    }
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let (mut size, mut data) = (None, false);
    while !left.0.is_empty() {
        let name: [u8; 4] = left.array()?;
        let length: [u8; 4] = left.array()?;
        let count = usize::try_from(u32::from_le_bytes(length)).ok()?;
        let body = left.take(count)?;
        if count % 2 == 1 {
            left.take(1)?;
        }
        if !KEPT.contains(&&name) {
            continue;
        }
        data |= matches!(&name, b"VP8 " | b"VP8L" | b"ANMF");
        if size.is_none() {
            size = dimensions(&name, body);
        }
        out.extend_from_slice(&name);
        out.extend_from_slice(&length);
        let begin = out.len();
        out.extend_from_slice(body);
        if &name == b"VP8X" {
            *out.get_mut(begin)? &= !RECORDED;
        }
        if count % 2 == 1 {
            out.push(0);
        }
    }
    let whole = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&whole.to_le_bytes());
    let (width, height) = size.filter(|_| data)?;
    Some(Picture {
        width,
        height,
        bytes: out,
    })
}

/// Width and height, as the first chunk tells them.
fn dimensions(name: &[u8; 4], body: &[u8]) -> Option<(u32, u32)> {
    let mut body = Left(body);
    match name {
        b"VP8X" => {
            body.take(4)?;
            let mut side = || {
                let [a, b, c] = body.array()?;
                Some(u32::from_le_bytes([a, b, c, 0]) + 1)
            };
            Some((side()?, side()?))
        }
        b"VP8L" => {
            if body.byte()? != 0x2f {
                return None;
            }
            let packed = u32::from_le_bytes(body.array()?);
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => {
            body.take(3)?;
            if body.take(3)? != [0x9d, 0x01, 0x2a] {
                return None;
            }
            let mut side = || Some(u32::from(u16::from_le_bytes(body.array()?) & 0x3fff));
            Some((side()?, side()?))
        }
        _ => None,
    }
}
