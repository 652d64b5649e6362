//! Prebuilt releases of tools: taken by their checksum or not at all.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::proc;
use crate::report::Outcome;

/// An archive that a tool's authors published, pinned to its very bytes.
#[derive(Clone, Debug)]
pub(crate) struct Release {
    /// Where it is.
    pub(crate) address: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub(crate) sha256: String,
}

impl Release {
    /// Downloads the archive, compares its checksum, and unpacks it into `folder`; an error leaves nothing unpacked.
    pub(crate) fn unpack(&self, folder: &Path) -> Outcome {
        let archive = folder.join("archive");
        let unpacked = self.download(&archive).and_then(|()| {
            // `tar` of Windows and macOS reads zip too.
            proc::run(proc::command("tar").arg("-xf").arg(&archive).arg("-C").arg(folder))
        });
        drop(fs::remove_file(&archive));
        unpacked
    }

    /// Leaves at `archive` just the bytes that are meant.
    fn download(&self, archive: &Path) -> Outcome {
        // curl knows the proxies and certificates of the machine; nearly every one has it.
        let mut curl = proc::command("curl");
        curl.args(["--fail", "--silent", "--show-error", "--location", "--proto-redir", "=https"]);
        curl.args(["--connect-timeout", "10", "--max-time", "300", "--output"]).arg(archive).arg(&self.address);
        proc::run(&mut curl).map_err(|error| format!("{} could not be had: {error}", self.address))?;
        let bytes = fs::read(archive).map_err(|error| format!("{} cannot be read: {error}", archive.display()))?;
        let found = format!("{:x}", Sha256::digest(&bytes));
        if found == self.sha256 {
            Ok(())
        } else {
            Err(format!("{} is not what is meant: its SHA-256 is {found}, expected {}", self.address, self.sha256))
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A folder with an archive of one file, `tool`, that holds `text`, an empty folder `taken`, and the archive's release.
    pub(crate) fn published(name: &str, text: &str) -> (std::path::PathBuf, Release) {
        let folder = std::env::temp_dir().join(format!("backprop-release-{}-{name}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(folder.join("taken")).expect("a folder");
        let file = folder.join("tool");
        fs::write(&file, text).expect("a file");
        #[cfg(unix)]
        fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a program");
        let archive = folder.join("tool.tar.gz");
        proc::run(proc::command("tar").arg("-czf").arg(&archive).arg("-C").arg(&folder).arg("tool")).expect("tar");
        let bytes = fs::read(&archive).expect("an archive");
        let sha256 = format!("{:x}", Sha256::digest(bytes));
        let address = format!("file://{}", archive.display());
        (folder, Release { address, sha256 })
    }

    #[test]
    fn a_release_is_taken_by_its_checksum_or_not_at_all() {
        let (folder, release) = published("checked", "a tool");
        let taken = folder.join("taken");
        let other = Release { sha256: "0".repeat(64), ..release.clone() };
        let error = other.unpack(&taken).expect_err("another archive");
        assert!(error.contains("is not what is meant") && error.contains(&release.sha256), "{error}");
        assert_eq!(fs::read_dir(&taken).expect("the folder").count(), 0, "nothing is left of it");
        release.unpack(&taken).expect("the archive that is meant");
        assert_eq!(fs::read_to_string(taken.join("tool")).expect("unpacked"), "a tool");
        assert_eq!(fs::read_dir(&taken).expect("the folder").count(), 1, "the archive itself does not stay");
        fs::remove_dir_all(folder).expect("tidied");
    }

    #[test]
    fn what_is_not_there_is_an_error_and_leaves_nothing() {
        let (folder, release) = published("missing", "");
        let gone = Release { address: format!("{}.gone", release.address), ..release };
        let error = gone.unpack(&folder.join("taken")).expect_err("no archive");
        assert!(error.contains("could not be had"), "{error}");
        assert_eq!(fs::read_dir(folder.join("taken")).expect("the folder").count(), 0, "nothing");
        fs::remove_dir_all(folder).expect("tidied");
    }
}
