//! A folder as one zip file, the same bytes on every machine.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::Outcome;

/// Writes everything in `folder` into `file`, under the folder's own name.
pub(crate) fn zip(folder: &Path, file: &Path) -> Outcome {
    let mut writer = ZipWriter::new(File::create(file)?);
    let name = folder.file_name().ok_or("the folder has no name")?.to_string_lossy().into_owned();
    add(&mut writer, folder, &name)?;
    writer.finish()?;
    Ok(())
}

/// Unpacks what `file` holds into `folder`.
pub(crate) fn unzip(file: &Path, folder: &Path) -> Outcome {
    zip::ZipArchive::new(File::open(file)?)?.extract(folder)?;
    Ok(())
}

fn add(writer: &mut ZipWriter<File>, folder: &Path, name: &str) -> Outcome {
    // Without times, and in the order of their names.
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(9));
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            add(writer, &entry.path(), &name)?;
        } else {
            writer.start_file(name, options)?;
            io::copy(&mut File::open(entry.path())?, writer)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_zip_opens_again_and_is_the_same_twice() {
        let folder = std::env::temp_dir().join(format!("pack-zip-{}", std::process::id()));
        fs::create_dir_all(folder.join("site/article")).expect("a folder");
        fs::write(folder.join("site/index.html"), "page ".repeat(100)).expect("a file");
        fs::write(folder.join("site/article/index.html"), "article").expect("a file");
        let [one, two] = ["one.zip", "two.zip"].map(|name| folder.join(name));
        zip(&folder.join("site"), &one).expect("zipped");
        zip(&folder.join("site"), &two).expect("zipped");
        assert!(fs::read(&one).expect("a zip") == fs::read(&two).expect("a zip"), "the same bytes");
        let mut archive = zip::ZipArchive::new(File::open(&one).expect("a zip")).expect("it opens");
        let index = 0..archive.len();
        let names: Vec<String> = index
            .map(|index| archive.by_index(index).expect("an entry").name().expect("a name").into_owned())
            .collect();
        assert_eq!(names, ["site/article/index.html", "site/index.html"], "everything, by name");
        let mut text = String::new();
        archive.by_name("site/index.html").expect("the page").read_to_string(&mut text).expect("text");
        assert_eq!(text, "page ".repeat(100), "what was packed");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
