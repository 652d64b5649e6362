//! Puts content hashes into the names of a built page's files.
//!
//! A browser or a host's cache may keep any file for a while. Under names that change with the contents, an old page
//! finds its old files or none, and a new page finds its new ones: never some of each. Only index.html keeps its name.
//! Trunk could hash names itself, but would not tell public/boot.mjs, which loads the wasm in place of Trunk's inline
//! script.

use std::fs;
use std::path::Path;

use crate::report::Outcome;

const SCRIPT: &str = "backprop-playground.js";
const MODULE: &str = "backprop-playground_bg.wasm";
const BOOT: &str = "boot.mjs";
const INDEX: &str = "index.html";

/// Renames the files of the page in `dist` and the references to them. Returns the names that a first visit loads.
pub(crate) fn stamp(dist: &Path) -> Outcome<Vec<String>> {
    // The script and the module are two halves of one program: one hash for both.
    let script = read(dist, SCRIPT)?;
    let module = fs::read(dist.join(MODULE)).map_err(|error| format!("{MODULE}: {error}"))?;
    let hash = hash(&[script.as_bytes(), &module]);
    let (new_script, new_module) = (stamped(SCRIPT, hash), stamped(MODULE, hash));
    write(dist, SCRIPT, &script.replace(MODULE, &new_module))?;
    let boot = replace_once(&read(dist, BOOT)?, SCRIPT, &new_script, BOOT)?;
    let boot = replace_once(&boot, MODULE, &new_module, BOOT)?;
    write(dist, BOOT, &boot)?;
    rename(dist, SCRIPT, &new_script)?;
    rename(dist, MODULE, &new_module)?;

    let mut index = read(dist, INDEX)?;
    let mut names = vec![INDEX.to_string()];
    for name in referenced(&index) {
        let new_name = stamped(&name, self::hash(&[&fs::read(dist.join(&name)).map_err(|e| format!("{name}: {e}"))?]));
        index = index.replace(&format!("\"./{name}\""), &format!("\"./{new_name}\""));
        rename(dist, &name, &new_name)?;
        names.push(new_name);
    }
    if !names.iter().any(|name| name.starts_with("boot-")) {
        return Err(format!("{INDEX} does not load ./{BOOT}"));
    }
    write(dist, INDEX, &with_early_requests(&index, &new_script, &new_module))?;
    names.extend([new_script, new_module]);
    Ok(names)
}

/// Has the browser ask for the program's two halves at once, not after boot.mjs, in place of what Trunk leaves of its
/// own instructions.
fn with_early_requests(index: &str, script: &str, module: &str) -> String {
    let early = format!(
        "    <link rel=\"modulepreload\" href=\"./{script}\">\n    \
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"./{module}\">\n  </head>"
    );
    let own: Vec<&str> = index.lines().filter(|line| !line.contains("data-trunk")).collect();
    own.join("\n").replacen("  </head>", &early, 1)
}

/// The files of the page that its HTML names: every `"./name"`, each once, in order.
fn referenced(html: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in html.split("\"./").skip(1).filter_map(|rest| rest.split('"').next()) {
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_string());
        }
    }
    names
}

/// "boot.mjs" with hash 0x1f becomes "boot-000000000000001f.mjs".
fn stamped(name: &str, hash: u64) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{hash:016x}.{extension}")
}

/// FNV-1a over the parts. It tells contents apart; it does not protect them, which is what the host's TLS is for.
fn hash(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn replace_once(text: &str, old: &str, new: &str, file: &str) -> Outcome<String> {
    match text.matches(old).count() {
        1 => Ok(text.replace(old, new)),
        count => Err(format!("{file} names {old} {count} times, not once")),
    }
}

fn read(dist: &Path, name: &str) -> Outcome<String> {
    fs::read_to_string(dist.join(name)).map_err(|error| format!("{name}: {error}"))
}

fn write(dist: &Path, name: &str, text: &str) -> Outcome {
    fs::write(dist.join(name), text).map_err(|error| format!("{name}: {error}"))
}

fn rename(dist: &Path, old: &str, new: &str) -> Outcome {
    fs::rename(dist.join(old), dist.join(new)).map_err(|error| format!("{old}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A page as Trunk leaves it, in a folder of its own.
    fn page(name: &str, module: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("stamp-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&dist));
        fs::create_dir_all(&dist).unwrap();
        let html = r#"<link rel="stylesheet" href="./main.css"/><script type="module" src="./boot.mjs"></script>"#;
        for (file, text) in [
            (INDEX, html),
            ("main.css", "body {}"),
            (BOOT, "const a = './backprop-playground.js', b = './backprop-playground_bg.wasm';"),
            (SCRIPT, "new URL('backprop-playground_bg.wasm', import.meta.url)"),
            (MODULE, module),
        ] {
            fs::write(dist.join(file), text).unwrap();
        }
        dist
    }

    #[test]
    fn every_name_in_a_stamped_page_exists() {
        let dist = page("whole", "module");
        let names = stamp(&dist).unwrap();
        assert_eq!(names.len(), 5, "{names:?}");
        for name in &names {
            assert!(dist.join(name).is_file(), "{name} is missing");
        }
        let html = read(&dist, INDEX).unwrap();
        let boot = names.iter().find(|name| name.starts_with("boot-")).unwrap();
        assert!(html.contains(&format!("\"./{boot}\"")), "{html}");
        let boot = read(&dist, boot).unwrap();
        assert!(names[3..].iter().all(|name| boot.contains(&format!("'./{name}'"))), "{boot}");
        fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn a_changed_module_changes_every_name_on_the_way_to_it() {
        let (one, two) = (page("one", "module"), page("two", "Module"));
        let (before, after) = (stamp(&one).unwrap(), stamp(&two).unwrap());
        assert_eq!(before[..2], after[..2], "index.html keeps its name, and main.css its contents");
        assert!(before[2..].iter().zip(&after[2..]).all(|(old, new)| old != new), "{before:?} {after:?}");
        fs::remove_dir_all(&one).unwrap();
        fs::remove_dir_all(&two).unwrap();
    }

    #[test]
    fn a_boot_script_that_names_no_module_is_refused() {
        let dist = page("refused", "module");
        write(&dist, BOOT, "import './backprop-playground.js'").unwrap();
        assert!(stamp(&dist).unwrap_err().contains("0 times"), "the message counts");
        fs::remove_dir_all(&dist).unwrap();
    }
}
