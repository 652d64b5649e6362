//! Each file as hosts send it: with brotli and with gzip.

use std::fs;
use std::io::Write;
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::Outcome;

/// Writes `.br` and `.gz` beside each file of `folder` and of the folders in it.
pub(crate) fn compress(folder: &Path) -> Outcome {
    // Listed whole first: what is written here is not to be packed again.
    let files = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    for path in files.iter().map(fs::DirEntry::path) {
        if path.is_dir() {
            compress(&path)?;
            continue;
        }
        let contents = fs::read(&path)?;
        let beside = |suffix: &str| {
            let mut name = path.clone().into_os_string();
            name.push(suffix);
            name
        };
        fs::write(beside(".br"), brotli(&contents)?)?;
        fs::write(beside(".gz"), gzip(&contents)?)?;
    }
    Ok(())
}

/// As `brotli -q 11 --lgwin=24`: built once, sent often.
fn brotli(contents: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: contents.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &contents[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

/// As `gzip -9`.
pub(crate) fn gzip(contents: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(contents)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_both_beside_it() {
        let folder = std::env::temp_dir().join(format!("pack-compress-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let text = "gradient ".repeat(100);
        fs::write(folder.join("page.css"), &text).expect("a file");
        compress(&folder).expect("compressed");
        let mut unpacked = String::new();
        let gz = fs::read(folder.join("page.css.gz")).expect("gzip");
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&gz[..]), &mut unpacked).expect("it unpacks");
        assert_eq!(unpacked, text, "what was packed");
        let br = fs::read(folder.join("page.css.br")).expect("brotli");
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &br[..], &mut unpacked).expect("it unpacks");
        assert_eq!(unpacked, text.as_bytes(), "what was packed");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
