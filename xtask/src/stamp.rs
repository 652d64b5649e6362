//! Puts content hashes into the names of a built page's files.
//!
//! A browser or a host's cache may keep any file for a while. Under names that change with the contents, an old page
//! finds its old files or none, and a new page finds its new ones: never some of each. Only what others link to keeps its
//! name: index.html, and embed.js with its types.

use std::fs;
use std::path::Path;

use crate::report::Outcome;

/// The script that runs before anything is drawn, and asks for the program's module.
const FIRST: &str = "first.js";
const INDEX: &str = "index.html";
/// The folder of the article, which has an index and files of its own.
const ARTICLE: &str = "article";

/// Renames the files of the page in `folder` and the references to them. `name` is the program's: its script is
/// `<name>.js`, its module `<name>_bg.wasm`.
pub(crate) fn stamp(folder: &Path, name: &str) -> Outcome {
    let (script, module) = (format!("{name}.js"), format!("{name}_bg.wasm"));
    let mut text = read(folder, &script)?;
    let (_, lists) = text.split_once("\nconst parts = {").ok_or_else(|| format!("{script} lists no parts"))?;
    let parts = referenced(lists);
    // All of them are one program: one hash for all. Their script has one of its own, since it names them.
    let files = [parts.as_slice(), std::slice::from_ref(&module)].concat();
    let contents = files.iter().map(|name| fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}")));
    let hash = hash(&contents.collect::<Outcome<Vec<_>>>()?);
    let size = fs::metadata(folder.join(&module)).map_err(|error| format!("{module}: {error}"))?.len();

    for part in &parts {
        text = text.replace(&format!("\"./{part}\""), &format!("\"./{}\"", stamped(part, hash)));
    }
    text = replace_once(&text, "BYTES = 0", &format!("BYTES = {size}"), &script)?;
    write(folder, &script, &replace_once(&text, &module, &stamped(&module, hash), &script)?)?;
    let first = replace_once(&read(folder, FIRST)?, &module, &stamped(&module, hash), FIRST)?;
    write(folder, FIRST, &first)?;
    for name in &files {
        rename(folder, name, &stamped(name, hash))?;
    }

    let article = folder.join(ARTICLE);
    if article.is_dir() {
        let text = with_stamped_references(&article)?;
        write(&article, INDEX, &text)?;
    }
    let index = with_stamped_references(folder)?;
    if !index.contains(&format!("\"./{name}-")) {
        return Err(format!("{INDEX} does not load ./{script}"));
    }
    // What Trunk leaves of its own instructions.
    let own: Vec<&str> = index.lines().filter(|line| !line.contains("data-trunk")).collect();
    write(folder, INDEX, &(own.join("\n") + "\n"))
}

/// Renames the files that the folder's index names, and gives the index with their new names.
fn with_stamped_references(folder: &Path) -> Outcome<String> {
    let mut index = read(folder, INDEX)?;
    for name in referenced(&index) {
        let contents = fs::read(folder.join(&name)).map_err(|error| format!("{name}: {error}"))?;
        let new_name = stamped(&name, self::hash(&[contents]));
        index = index.replace(&format!("\"./{name}\""), &format!("\"./{new_name}\""));
        rename(folder, &name, &new_name)?;
    }
    Ok(index)
}

/// The files that a page or a script names: every `"./name"`, each once, in order.
fn referenced(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in text.split("\"./").skip(1).filter_map(|rest| rest.split('"').next()) {
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_string());
        }
    }
    names
}

/// "boot.js" with hash 0x1f becomes "boot-000000000000001f.js".
fn stamped(name: &str, hash: u64) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{hash:016x}.{extension}")
}

/// FNV-1a over the parts. It tells contents apart; it does not protect them, which is what the host's TLS is for.
fn hash(parts: &[Vec<u8>]) -> u64 {
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

    const SCRIPT: &str = "({ \"./parts.js\": parts });\n\
                          const parts = {\n  explain: part([\"./explain.layers.wasm\"]),\n  \
                          layers: part([\"./explain.layers.wasm\", \"./layers.wasm\"]),\n};\n\
                          const MODULE = './playground_bg.wasm', BYTES = 0;\n";

    /// A page as it is put together, in a folder of its own.
    fn page(name: &str, part: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("stamp-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        let html = "<head>\n<link data-trunk>\n<script src=\"./first.js\"></script>\n<link rel=\"stylesheet\" href=\"./page.css\">\n\
                    <script type=\"module\" src=\"./playground.js\"></script>\n  </head>";
        for (file, text) in [
            (INDEX, html),
            ("page.css", "body {}"),
            (FIRST, "fetch('./playground_bg.wasm');"),
            ("playground.js", SCRIPT),
            ("playground_bg.wasm", "module"),
            ("explain.layers.wasm", part),
            ("layers.wasm", "layers"),
        ] {
            fs::write(folder.join(file), text).unwrap();
        }
        folder
    }

    /// The names in a stamped page's folder.
    fn names(folder: &Path) -> Vec<String> {
        let files = crate::page::files(folder).unwrap();
        files.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    fn named<'a>(names: &'a [String], stem: &str) -> &'a str {
        let found = names.iter().find(|name| name.starts_with(&format!("{stem}-")));
        found.unwrap_or_else(|| panic!("no {stem} in {names:?}"))
    }

    #[test]
    fn every_name_in_a_stamped_page_exists() {
        let folder = page("whole", "part");
        stamp(&folder, "playground").unwrap();
        let names = names(&folder);
        let text = |stem: &str| read(&folder, named(&names, stem)).unwrap();
        let html = read(&folder, INDEX).unwrap();
        for stem in ["first", "page", "playground"] {
            assert!(html.contains(&format!("\"./{}\"", named(&names, stem))), "{stem} is asked for: {html}");
        }
        assert!(!html.contains("data-trunk"), "{html}");
        let script = text("playground");
        for stem in ["explain.layers", "layers"] {
            assert!(script.contains(&format!("\"./{}\"", named(&names, stem))), "{stem}: {script}");
        }
        for asking in [&script, &text("first")] {
            assert!(asking.contains(&format!("'./{}'", named(&names, "playground_bg"))), "{asking}");
        }
        assert!(script.contains("BYTES = 6"), "the module's size, for the progress: {script}");
        assert!(script.contains("{ \"./parts.js\": parts }"), "the module's own name for it stays: {script}");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_changed_part_changes_every_name_on_the_way_to_it() {
        let (one, two) = (page("one", "part"), page("two", "Part"));
        stamp(&one, "playground").unwrap();
        stamp(&two, "playground").unwrap();
        let (before, after) = (names(&one), names(&two));
        assert_eq!(named(&before, "page"), named(&after, "page"), "page.css keeps its contents");
        for stem in ["first", "playground", "playground_bg", "explain.layers", "layers"] {
            assert_ne!(named(&before, stem), named(&after, stem), "{stem}");
        }
        fs::remove_dir_all(&one).unwrap();
        fs::remove_dir_all(&two).unwrap();
    }

    #[test]
    fn a_script_that_names_no_module_is_refused() {
        let folder = page("refused", "part");
        write(&folder, FIRST, "fetch('./playground.js')").unwrap();
        assert!(stamp(&folder, "playground").unwrap_err().contains("0 times"), "the message counts");
        fs::remove_dir_all(&folder).unwrap();
    }
}
