//! PNG: a signature, then chunks.

use super::{Left, Picture};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What makes up the picture, its colours and its movement.
const KEPT: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// The picture without words, times, Exif and whatever else stands between.
pub(super) fn strip(bytes: &[u8]) -> Option<Picture> {
    let mut left = Left(bytes);
    if left.take(SIGNATURE.len())? != SIGNATURE {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    let (mut size, mut data) = (None, false);
    loop {
        let length: [u8; 4] = left.array()?;
        let name: [u8; 4] = left.array()?;
        let body = left.take(usize::try_from(u32::from_be_bytes(length)).ok()?)?;
        let sum: [u8; 4] = left.array()?;
        if size.is_none() {
            let mut head = Left(body);
            let (width, height) = (head.array()?, head.array()?);
            if &name != b"IHDR" {
                return None;
            }
            size = Some((u32::from_be_bytes(width), u32::from_be_bytes(height)));
        }
        data |= &name == b"IDAT";
        if KEPT.contains(&&name) {
            for part in [&length[..], &name, body, &sum] {
                out.extend_from_slice(part);
            }
        }
        if &name == b"IEND" {
            break;
        }
    }
    let (width, height) = size.filter(|_| data)?;
    Some(Picture {
        width,
        height,
        bytes: out,
    })
}
