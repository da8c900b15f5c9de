//! Films and sounds in boxes (MP4, QuickTime, M4A): boxes that hold what was recorded besides picture and sound are made empty where
//! they are, because everything in such a file says how many bytes from its beginning something else is.

/// How many boxes stand in one another.
const DEEPEST: usize = 8;

/// Blanks place, names, telephone; whether the file came apart as it should, so that nothing was overlooked.
pub(super) fn blank(bytes: &mut [u8]) -> bool {
    inside(bytes, DEEPEST).is_some()
}

fn inside(bytes: &mut [u8], deep: usize) -> Option<()> {
    let deep = deep.checked_sub(1)?;
    let mut at = 0;
    while at < bytes.len() {
        let head = bytes.get(at..at.checked_add(8)?)?;
        let name: [u8; 4] = head[4..].try_into().ok()?;
        let (start, size) = match u32::from_be_bytes(head[..4].try_into().ok()?) {
            // To the end of the file.
            0 => (8, bytes.len() - at),
            1 => {
                let long = bytes.get(at + 8..at + 16)?.try_into().ok()?;
                (16, usize::try_from(u64::from_be_bytes(long)).ok()?)
            }
            size => (8, usize::try_from(size).ok()?),
        };
        let end = at.checked_add(size)?;
        let body = at + start..end;
        match &name {
            b"udta" | b"meta" | b"uuid" => {
                bytes.get_mut(body)?.fill(0);
                bytes[at + 4..at + 8].copy_from_slice(b"free");
            }
            b"moov" | b"trak" | b"mdia" | b"minf" | b"stbl" | b"edts" | b"moof" | b"traf" => {
                let body = bytes.get_mut(body)?;
                inside(body, deep)?;
            }
            _ => _ = bytes.get(body)?,
        }
        at = end;
    }
    Some(())
}
