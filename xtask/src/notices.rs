//! What the law asks of who publishes the page: the notices of everything that is compiled into it, and that all of it
//! may be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::install;
use crate::licence;
use crate::proc;
use crate::report::{Outcome, note};

/// The file in the published folder. The page links to it.
const FILE: &str = "licences.html";
/// The standard library's own notices, as rustc brings them.
const RUST_FILE: &str = "licences-rust.html";
/// Which licences are accepted, the one that is taken first where there is a choice: also for cargo-deny.
const POLICY: &str = "deny.toml";
const CARGO_DENY: &str = "0.20.2";
const WASM: &str = "wasm32-unknown-unknown";

/// A package, and what its `Cargo.toml` says of it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    /// Its name and version: `csv v1.4.0`.
    name: String,
    licence: String,
    repository: String,
}

/// Writes the notices of all that is compiled into the page into its folder.
pub(crate) fn write(dist: &Path) -> Outcome {
    let allowed = allowed()?;
    let folders = folders()?;
    // Identical texts stand once, below all the packages whose they are.
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let page = ["--package", "backprop-playground", "--target", WASM, "--edges", "normal,no-proc-macro"];
    let packages = packages(&page)?;
    for package in &packages {
        let Some(chosen) = licence::choose(&package.licence, &allowed) else { return Err(refused(package)) };
        let folder =
            folders.get(&package.folder()).ok_or_else(|| format!("the sources of {} are not here", package.name))?;
        let line = format!("{} ({}) {}", package.name, chosen.join(" AND "), package.repository);
        for text in notices(folder, &chosen, package) {
            texts.entry(text).or_default().push(line.trim().to_string());
        }
    }
    let rust = rust_notices(dist)?;
    fs::write(dist.join(FILE), html(&texts, rust)).map_err(|error| format!("{FILE}: {error}"))?;
    note(&format!("{FILE} has the notices of {} packages", packages.len()));
    Ok(())
}

/// Whether everything that the repository is built and tested with, on this machine and for the page, is under a licence
/// that is accepted and from crates.io. `cargo deny` looks at more, where it is installed and where a service asks: compiling
/// it takes minutes, which no person should wait for before the first test.
pub(crate) fn check() -> Outcome {
    let allowed = allowed()?;
    let lock = fs::read_to_string(proc::root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let mut problems = foreign(&lock);
    for target in [None, Some(WASM)] {
        let mut options = vec!["--workspace"];
        options.extend(target.map(|target| ["--target", target]).iter().flatten());
        let packages = packages(&options)?;
        problems.extend(packages.iter().filter(|one| licence::choose(&one.licence, &allowed).is_none()).map(refused));
    }
    problems.sort();
    problems.dedup();
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    deny()
}

/// What `cargo deny` says of licences, sources and bans, and of advisories where their database can be had.
fn deny() -> Outcome {
    let cargo_deny = match proc::find(&["cargo-deny"]) {
        Some(found) => found,
        None if proc::is_ci() => install::with_cargo("cargo-deny", CARGO_DENY)?,
        None => {
            note("licences and sources are fine; where there is a cargo-deny, or CI=true, it looks at advisories too");
            return Ok(());
        }
    };
    let deny = |arguments: &[&str]| {
        let mut command = proc::command(&cargo_deny);
        command.args(["--workspace", "--locked"]).args(arguments).current_dir(proc::root());
        proc::run(&mut command)
    };
    deny(&["check", "licenses", "sources", "bans"])?;
    if let Err(error) = deny(&["fetch", "db"]) {
        note(&format!("SKIPPED: advisories, whose database cannot be had here ({error})"));
        return Ok(());
    }
    deny(&["check", "--disable-fetch", "advisories"])
}

fn refused(package: &Package) -> String {
    format!("{} is under “{}”, which {POLICY} does not accept", package.name, package.licence)
}

/// Packages of a lock file that come from elsewhere than crates.io or this repository, or without a checksum.
fn foreign(lock: &str) -> Vec<String> {
    let field = |package: &str, key: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""))?;
        line.strip_suffix('"').map(ToString::to_string)
    };
    let foreign = |package: &str| {
        let (name, source) = (field(package, "name")?, field(package, "source")?);
        let from_crates_io = source == "registry+https://github.com/rust-lang/crates.io-index";
        let problem = format!("{name} comes from {source}, without a checksum or not from crates.io");
        (!from_crates_io || field(package, "checksum").is_none()).then_some(problem)
    };
    lock.split("[[package]]").filter_map(foreign).collect()
}

/// The list of licences in the policy, in its order.
fn allowed() -> Outcome<Vec<String>> {
    let text = fs::read_to_string(proc::root().join(POLICY)).map_err(|error| format!("{POLICY}: {error}"))?;
    let list = text.split_once("allow = [").and_then(|(_, rest)| rest.split_once(']'));
    let names = list.map_or("", |(list, _)| list).split('"').skip(1).step_by(2).map(ToString::to_string).collect();
    if list.is_some() { Ok(names) } else { Err(format!("{POLICY} has no list of licences")) }
}

/// What cargo counts to a build, each once, without this repository's own.
fn packages(options: &[&str]) -> Outcome<Vec<Package>> {
    let mut cargo = proc::cargo();
    cargo.args(["tree", "--locked", "--prefix", "none", "--format", "{p}\t{l}\t{r}"]).args(options);
    let lines = proc::answer(&mut cargo).ok_or("cargo tree failed")?;
    let own = proc::root().display().to_string();
    let package = |line: &str| {
        let mut fields = line.trim_end_matches(" (*)").split('\t');
        let (name, licence, repository) = (fields.next()?, fields.next()?, fields.next().unwrap_or_default());
        let name = name.trim_end_matches(" (proc-macro)");
        let package = || [name, licence, repository].map(ToString::to_string);
        (!name.contains(&own)).then(package).map(|[name, licence, repository]| Package { name, licence, repository })
    };
    let mut packages: Vec<Package> = lines.lines().filter_map(package).collect();
    packages.sort();
    packages.dedup();
    Ok(packages)
}

impl Package {
    /// The name of the folder that its sources are in.
    fn folder(&self) -> String {
        self.name.replacen(" v", "-", 1)
    }
}

/// Where the sources of every package are, by the names of their folders.
fn folders() -> Outcome<BTreeMap<String, PathBuf>> {
    let mut cargo = proc::cargo();
    let metadata =
        proc::answer(cargo.args(["metadata", "--locked", "--format-version", "1"])).ok_or("cargo metadata failed")?;
    let manifests = metadata.split("\"manifest_path\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    let folder = |manifest: &str| {
        let folder = PathBuf::from(manifest.replace("\\\\", "\\")).parent()?.to_path_buf();
        Some((folder.file_name()?.to_string_lossy().into_owned(), folder))
    };
    Ok(manifests.filter_map(folder).collect())
}

/// The texts that go with a package: its licence files, those of the chosen licences where it tells them apart, and its
/// notices. A package without any gets the licence's own words, with its authors.
fn notices(folder: &Path, chosen: &[String], package: &Package) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_file());
    let name = |path: &Path| path.file_name().map_or_else(String::new, |name| name.to_string_lossy().to_uppercase());
    let begins = |path: &PathBuf| {
        ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"].iter().any(|begin| name(path).starts_with(begin))
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(begins).collect();
    files.sort();
    // LICENSE-MIT beside LICENSE-APACHE: "Apache-2.0" begins with APACHE.
    let is_of = |path: &PathBuf, licence: &str| {
        let kind = licence.split(['-', ' ']).next().unwrap_or_default().to_uppercase();
        name(path).contains(&format!("-{kind}")) || name(path).contains(&format!("_{kind}"))
    };
    if chosen.iter().all(|licence| files.iter().any(|file| is_of(file, licence))) {
        let is_notice = |file: &PathBuf| ["NOTICE", "COPYRIGHT"].iter().any(|begin| name(file).starts_with(begin));
        files.retain(|file| is_notice(file) || chosen.iter().any(|licence| is_of(file, licence)));
    }
    let texts: Vec<String> =
        files.iter().filter_map(|file| fs::read_to_string(file).ok()).map(|text| text.trim().to_string()).collect();
    if texts.is_empty() { vec![without_file(folder, chosen, package)] } else { texts }
}

/// What stands for the licence of a package that has no file of it.
fn without_file(folder: &Path, chosen: &[String], package: &Package) -> String {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let authors =
        manifest.split_once("authors = [").and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    let authors: Vec<&str> = authors.split('"').skip(1).step_by(2).collect();
    let authors = if authors.is_empty() { format!("the authors of {}", package.name) } else { authors.join(", ") };
    if chosen == ["MIT"] {
        format!("Copyright (c) {authors}\n\n{MIT}")
    } else {
        format!("Copyright (c) {authors}\n\n{}", chosen.join(" AND "))
    }
}

/// Puts rustc's own file about the standard library beside the notices, where this rustc has one.
fn rust_notices(dist: &Path) -> Outcome<bool> {
    let Some(sysroot) = proc::answer(proc::command("rustc").args(["--print", "sysroot"])) else { return Ok(false) };
    let source = Path::new(&sysroot).join("share/doc/rust/COPYRIGHT-library.html");
    if !source.is_file() {
        return Ok(false);
    }
    fs::copy(source, dist.join(RUST_FILE)).map_err(|error| format!("{RUST_FILE}: {error}"))?;
    Ok(true)
}

fn html(texts: &BTreeMap<String, Vec<String>>, rust: bool) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let section = |(text, packages): (&String, &Vec<String>)| {
        let packages: Vec<String> = packages.iter().map(|package| format!("<li>{}</li>", escaped(package))).collect();
        let packages = packages.join("\n");
        format!("<ul>\n{packages}\n</ul>\n<pre>{}</pre>\n", escaped(text))
    };
    let sections: String = texts.iter().map(section).collect();
    let rust = if rust {
        format!("<a href=\"./{RUST_FILE}\">their notices</a>")
    } else {
        "https://www.rust-lang.org/policies/licenses".into()
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Backprop Playground: licences</title>\n\
         <style>body {{ max-width: 50rem; margin: auto; padding: 1rem; font-family: system-ui }} pre {{ white-space: pre-wrap \
         }}</style>\n</head>\n<body>\n\
         <h1>Licences</h1>\n<p>Backprop Playground itself is under MIT OR Apache-2.0. Compiled into it are these packages, each \
         list above the words of its licence, and the Rust standard library: {rust}.</p>\n{sections}</body>\n</html>\n"
    )
}

const MIT: &str = "\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the \"Software\"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_elsewhere_is_named() {
        let package = |name: &str, rest: &str| format!("[[package]]\nname = \"{name}\"\nversion = \"1.0.0\"\n{rest}\n");
        let crates_io = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        let lock = [
            package("own", ""),
            package("good", &format!("{crates_io}\nchecksum = \"aa\"")),
            package("unchecked", crates_io),
            package("forked", "source = \"git+https://example.org/forked#abc\""),
        ];
        let found = foreign(&lock.concat());
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("unchecked") && found[1].starts_with("forked"), "{found:?}");
    }

    #[test]
    fn a_package_brings_the_words_of_the_licence_that_was_chosen() {
        let folder = std::env::temp_dir().join(format!("notices-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        let package = Package { name: "a v1".into(), licence: "MIT OR Apache-2.0".into(), repository: String::new() };
        fs::write(folder.join("Cargo.toml"), "authors = [\n  \"Ada\",\n]\n").unwrap();
        let mit = [String::from("MIT")];
        assert!(notices(&folder, &mit, &package)[0].starts_with("Copyright (c) Ada\n\nPermission"), "without a file");
        for (file, text) in [("LICENSE-MIT", "mit"), ("LICENSE-APACHE", "apache"), ("NOTICE", "notice")] {
            fs::write(folder.join(file), text).unwrap();
        }
        assert_eq!(notices(&folder, &mit, &package), ["mit", "notice"], "the chosen one and the notices");
        assert_eq!(notices(&folder, &["Zlib".into()], &package).len(), 3, "all where none is named so");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn everything_in_the_page_has_its_words() {
        let folder = std::env::temp_dir().join(format!("notices-of-all-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        write(&folder).unwrap();
        let html = fs::read_to_string(folder.join(FILE)).unwrap();
        for words in ["<li>leptos v", "<li>nalgebra v", "Permission is hereby granted", "Apache License"] {
            assert!(html.contains(words), "{words} is missing");
        }
        assert!(!html.contains("<li>leptos_macro v"), "what only builds the page is not in it");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_policy_lists_licences() {
        assert_eq!(
            allowed().unwrap().first().map(String::as_str),
            Some("MIT"),
            "the first is taken where there is a choice"
        );
    }
}
