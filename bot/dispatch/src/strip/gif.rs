//! GIF: a screen, then pictures with extensions between them.

use super::{Left, Picture};

/// The picture and its movement without comments, words and what programs left.
pub(super) fn strip(bytes: &[u8]) -> Option<Picture> {
    let mut left = Left(bytes);
    let mut out = Vec::with_capacity(bytes.len());
    let head = left.take(6)?;
    if head != b"GIF87a" && head != b"GIF89a" {
        return None;
    }
    let screen: [u8; 7] = left.array()?;
    out.extend_from_slice(head);
    out.extend_from_slice(&screen);
    out.extend_from_slice(left.take(table(screen[4]))?);
    let side = |low: u8, high: u8| u32::from(u16::from_le_bytes([low, high]));
    let mut drawn = false;
    loop {
        let start = left;
        let keep = match left.byte()? {
            0x3b => break,
            0x2c => {
                let place: [u8; 9] = left.array()?;
                left.take(table(place[8]) + 1)?;
                blocks(&mut left)?;
                drawn = true;
                true
            }
            0x21 => {
                let label = left.byte()?;
                let body = left.0;
                blocks(&mut left)?;
                let loops = [b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0"];
                label == 0xf9 || label == 0xff && loops.iter().any(|name| body.starts_with(*name))
            }
            _ => return None,
        };
        if keep {
            out.extend_from_slice(&start.0[..start.0.len() - left.0.len()]);
        }
    }
    out.push(0x3b);
    drawn.then(|| Picture {
        width: side(screen[0], screen[1]),
        height: side(screen[2], screen[3]),
        bytes: out,
    })
}

/// Bytes of a colour table, as its flags tell.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// Passes over a row of blocks, each with its length, up to the empty one.
fn blocks(left: &mut Left<'_>) -> Option<()> {
    loop {
        let length = usize::from(left.byte()?);
        if length == 0 {
            return Some(());
        }
        left.take(length)?;
    }
}
