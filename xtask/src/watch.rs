//! Waits until a source of the page changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::proc;

/// What the page is made of.
const SOURCES: &[&str] = &["src", "crates", "style", "public", "index.html", "Cargo.toml", "Cargo.lock", ".cargo"];
/// Between two looks. Some hundred files are looked at in a millisecond.
const EVERY: Duration = Duration::from_millis(300);

/// The sources as they are: each file with its time.
pub(crate) type Sources = Vec<(PathBuf, SystemTime)>;

/// The page's sources as they are now.
pub(crate) fn sources() -> Sources {
    let mut found = Vec::new();
    for source in SOURCES {
        add(&proc::root().join(source), &mut found);
    }
    found.sort();
    found
}

/// Returns the sources once they are others than those `seen`, and have been the same for a moment.
pub(crate) fn changed(seen: Sources) -> Sources {
    let mut before = seen.clone();
    loop {
        thread::sleep(EVERY);
        let now = sources();
        if now != seen && now == before {
            return now;
        }
        before = now;
    }
}

/// What cannot be read is not there.
fn add(path: &Path, found: &mut Sources) {
    let Ok(data) = fs::metadata(path) else { return };
    if data.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            add(&entry.path(), found);
        }
    } else if let Ok(time) = data.modified() {
        found.push((path.to_path_buf(), time));
    }
}
