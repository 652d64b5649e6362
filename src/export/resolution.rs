//! How large a PNG is on paper: browsers write none, and programs then take 72 or 96 dots an inch.

/// The length of the signature that every PNG begins with.
const SIGNATURE: usize = 8;
/// The length of the first chunk, which says width and height.
const HEADER: usize = 25;

/// `png` with so many dots an inch, in the place of any that it says. What is no PNG stays as it is.
pub fn with_dots_per_inch(png: &[u8], dots: f64) -> Vec<u8> {
    let Some((beginning, mut rest)) = png.split_at_checked(SIGNATURE + HEADER) else { return png.to_vec() };
    if &beginning[SIGNATURE + 4..SIGNATURE + 8] != b"IHDR" {
        return png.to_vec();
    }
    let mut whole = beginning.to_vec();
    whole.extend(resolution(dots));
    while let Some((chunk, after)) = first_chunk(rest) {
        if &chunk[4..8] != b"pHYs" {
            whole.extend_from_slice(chunk);
        }
        rest = after;
    }
    whole.extend_from_slice(rest);
    whole
}

/// The chunk that says pixels a metre.
fn resolution(dots_per_inch: f64) -> Vec<u8> {
    const METRE: u8 = 1;
    let per_metre = ((dots_per_inch / 0.0254).round() as u32).to_be_bytes();
    let named = [&b"pHYs"[..], &per_metre, &per_metre, &[METRE]].concat();
    let length = (named.len() as u32 - 4).to_be_bytes();
    [&length[..], &named, &check_sum(&named).to_be_bytes()].concat()
}

/// The first chunk with its length and its check sum, and what comes after it.
fn first_chunk(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32::from_be_bytes(*bytes.first_chunk()?) as usize;
    bytes.split_at_checked(length.checked_add(12)?)
}

/// CRC-32 as PNG has it, bit by bit: twenty bytes need no table.
fn check_sum(bytes: &[u8]) -> u32 {
    let bit = |sum: u32, _| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), bit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_resolution_stands_after_the_header_once() {
        assert_eq!(check_sum(b"IEND"), 0xae42_6082, "as in every PNG");
        let chunk = |name: &[u8; 4], content: &[u8]| {
            let named = [&name[..], content].concat();
            [&(content.len() as u32).to_be_bytes()[..], &named, &check_sum(&named).to_be_bytes()].concat()
        };
        let header = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13])].concat();
        let rest = [chunk(b"IDAT", b"pixels"), chunk(b"IEND", b"")].concat();
        let plain = [header.clone(), rest.clone()].concat();
        let marked = with_dots_per_inch(&plain, 300.0);
        let resolution = &marked[header.len()..marked.len() - rest.len()];
        assert_eq!(resolution, chunk(b"pHYs", &[0, 0, 46, 35, 0, 0, 46, 35, 1]), "11,811 dots a metre");
        assert_eq!(with_dots_per_inch(&marked, 300.0), marked, "another one gives way");
        for broken in [&b""[..], b"\x89PNG", &[0; 60]] {
            assert_eq!(with_dots_per_inch(broken, 300.0), broken, "no PNG");
        }
    }
}
