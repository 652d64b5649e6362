//! The rules of the house (README, codemap): which room may name what.
//!
//! This reads the sources and fails where a room names what must never be seen there. A rule is bent here, in its
//! table, with its reason, or not at all.

#[path = "house/scan.rs"]
mod scan;

use std::fs;
use std::path::{Path, PathBuf};

use scan::{paths, words};

/// What a source must not name.
#[derive(Clone, Copy, Debug)]
enum Taboo {
    /// An identifier, wherever it stands.
    Name(&'static str),
    /// A path or anything under it, written out or imported.
    Path(&'static str),
    /// A macro's use.
    Macro(&'static str),
}

use Taboo::{Macro, Name, Path as Under};

/// A room, what must never be seen there, and why.
struct Room {
    name: &'static str,
    taboos: &'static [Taboo],
    reason: &'static str,
}

const ROOMS: &[Room] = &[
    Room {
        name: "crates/backprop/src/nn",
        taboos: &[Name("Instant"), Name("SystemTime"), Name("rand_pcg"), Under("std::fs"), Under("std::io")],
        reason: "the mathematics knows no clock, no files and no concrete random generator",
    },
    Room {
        name: "crates/backprop/src/check",
        taboos: &[Name("backward"), Name("gradient"), Name("gradient_input"), Name("Stepper")],
        reason: "a witness that asks backpropagation is none",
    },
    Room { name: "crates/backprop/src/data", taboos: &[Under("crate::nn")], reason: "data knows no networks" },
    Room {
        name: "crates/backprop/src/training",
        taboos: &[Name("Instant"), Name("SystemTime")],
        reason: "a session counts steps, never time",
    },
    Room {
        name: "crates/practice/src/python",
        taboos: &[Under("crate::numpy"), Under("crate::run")],
        reason: "what a text says is known before anything is run",
    },
    Room {
        name: "crates/practice/src/numpy",
        taboos: &[Under("crate::run"), Name("parse")],
        reason: "arrays know no programs",
    },
    Room {
        name: "crates/practice/src/pass",
        taboos: &[Under("crate::numpy"), Under("crate::python"), Under("crate::run"), Under("crate::verdict")],
        reason: "what is right is computed by nothing that runs an answer",
    },
    Room {
        name: "src/notation",
        taboos: &[
            Name("leptos"),
            Macro("view"),
            Under("crate::explain"),
            Under("crate::lab"),
            Under("crate::training"),
            Under("crate::ui"),
        ],
        reason: "what rooms share knows none of them",
    },
    Room { name: "src/explain", taboos: &[Name("leptos"), Macro("view")], reason: "a derivation is data, not a view" },
    Room { name: "src/lab", taboos: &[Name("leptos"), Macro("view")], reason: "a problem is data, not a view" },
    Room {
        name: "src/export",
        taboos: &[
            Name("leptos"),
            Name("Instant"),
            Name("SystemTime"),
            Under("std::time"),
            Under("crate::browser"),
            Under("crate::ui"),
        ],
        reason: "a file is made of a snapshot, wherever that comes from",
    },
    Room {
        name: "src/document",
        taboos: &[Name("leptos"), Macro("view"), Under("crate::state"), Under("crate::ui")],
        reason: "a document is data: the store is made of it, not it of the store",
    },
    Room {
        name: "src/options",
        taboos: &[Name("leptos"), Macro("view"), Under("crate::ui"), Under("crate::browser")],
        reason: "options are read and written without a page",
    },
    Room { name: "src/state", taboos: &[Macro("view")], reason: "the store is tested without a page" },
    Room { name: "src/api", taboos: &[Macro("view")], reason: "a method is a function from request to response" },
    Room {
        name: "src/browser",
        taboos: &[Under("crate::nn"), Macro("view")],
        reason: "a browser's resource knows no networks and draws no panels",
    },
    Room { name: "src/ui", taboos: &[], reason: "" },
];

/// Only `browser/` names these.
const OF_BROWSER: &[Taboo] = &[Name("web_sys"), Name("js_sys"), Name("wasm_bindgen")];

/// Files of one job are shorter than this.
const LONGEST_FILE: usize = 400;

/// Files that may be longer, each with its reason.
const LONGER_FILES: &[(&str, &str)] = &[];

/// "line 12 names leptos", for every taboo that a source breaks.
fn findings(source: &str, taboos: &[Taboo]) -> Vec<String> {
    let words = words(source);
    let paths = paths(&words);
    let mut found = Vec::new();
    for taboo in taboos {
        match taboo {
            Name(name) => {
                let lines = words.iter().filter(|word| word.text == *name);
                found.extend(lines.map(|word| format!("line {} names {name}", word.line)));
            }
            Macro(name) => {
                let uses = words.windows(2).filter(|pair| pair[0].text == *name && pair[1].text == "!");
                found.extend(uses.map(|pair| format!("line {} uses {name}!", pair[0].line)));
            }
            Under(path) => {
                let below = format!("{path}::");
                let uses = paths.iter().filter(|(own, _)| own == path || own.starts_with(&below));
                found.extend(uses.map(|(own, line)| format!("line {line} names {own}")));
            }
        }
    }
    found
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Every Rust file under a folder, in order.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a folder can be listed").path())
        .collect();
    entries.sort();
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.is_dir());
    let rust = files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    rust.chain(folders.iter().flat_map(|folder| rust_files(folder))).collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Tests that stand in files of their own are tests all the same.
fn is_test_file(file: &Path) -> bool {
    let is_test = |part: &str| part == "tests" || part == "tests.rs" || part.ends_with("_tests.rs");
    file.components().any(|part| part.as_os_str().to_str().is_some_and(is_test))
}

/// A file's path in messages and tables: "src/nn/mod.rs".
fn short(file: &Path) -> String {
    let below = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file);
    below.to_string_lossy().replace('\\', "/")
}

#[test]
fn no_room_names_what_must_not_be_seen_there() {
    let mut broken = Vec::new();
    for room in ROOMS {
        for file in rust_files(&folder(room.name)).iter().filter(|file| !is_test_file(file)) {
            for finding in findings(&read(file), room.taboos) {
                broken.push(format!("{}: {finding}; {}", short(file), room.reason));
            }
        }
    }
    assert!(broken.is_empty(), "the house's rules are broken:\n{}", broken.join("\n"));
}

#[test]
fn only_browser_names_the_browser() {
    let browser = folder("src/browser");
    let mut broken = Vec::new();
    for file in rust_files(&folder("src")).iter().filter(|file| !file.starts_with(&browser)) {
        for finding in findings(&read(file), OF_BROWSER) {
            broken.push(format!("{}: {finding}", short(file)));
        }
    }
    assert!(broken.is_empty(), "only src/browser names the browser's crates:\n{}", broken.join("\n"));
}

#[test]
fn every_folder_is_a_room_of_the_table() {
    for entry in fs::read_dir(folder("src")).expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let known = if path.is_dir() {
            ROOMS.iter().any(|room| room.name == format!("src/{name}"))
        } else {
            matches!(name.as_str(), "lib.rs" | "main.rs")
        };
        assert!(
            known,
            "src/{name} is no room: say in the README's codemap why it is needed, then add it to ROOMS here"
        );
    }
}

#[test]
fn files_are_short() {
    for file in ["src", "crates"].iter().flat_map(|name| rust_files(&folder(name))) {
        let (name, lines) = (short(&file), read(&file).lines().count());
        let may_be_longer = LONGER_FILES.iter().any(|(longer, _)| *longer == name);
        assert!(
            may_be_longer || lines <= LONGEST_FILE,
            "{name} has {lines} lines: more than {LONGEST_FILE} is two jobs"
        );
        assert!(!may_be_longer || lines > LONGEST_FILE, "{name} has only {lines} lines: it needs no exception");
    }
    for (name, reason) in LONGER_FILES {
        assert!(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(name).is_file(),
            "{name} is excepted ({reason}) but is gone"
        );
    }
}

/// Sheets of one view, and the rooms of `src/ui/` that it is made of. All other sheets are everybody's.
const SHEETS_OF_A_VIEW: &[(&str, &[&str])] = &[
    ("guide", &["train"]),
    ("plane", &["plane", "train"]),
    ("network", &["train"]),
    ("train-", &["train", "plane"]),
    ("import", &["train"]),
    ("draw", &["plane", "train"]),
    ("explain", &["explain"]),
    ("layers", &["layers"]),
    ("practice", &["practice"]),
    ("take-home", &["take_home"]),
    ("builder", &["builder"]),
];

/// Classes that a style sheet speaks of by themselves, as in `.sum {` and not in `.layers .sum {`.
fn classes_alone(css: &str) -> Vec<String> {
    let selectors = css.split('{').filter_map(|before| before.rsplit(['}', ';', '/']).next());
    let classes = selectors.flat_map(|selectors| selectors.split(',')).filter_map(|one| one.trim().strip_prefix('.'));
    let alone = |name: &&str| name.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    classes.map(|one| one.split(':').next().unwrap_or(one)).filter(alone).map(str::to_owned).collect()
}

/// Whether a source gives that class to an element.
fn gives_class(source: &str, class: &str) -> bool {
    let in_list = source.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let listed = in_list.flat_map(str::split_whitespace).any(|name| name == class);
    listed || source.contains(&format!("class:{class}="))
}

#[test]
fn a_sheet_of_one_view_leaves_the_others_alone() {
    let mut broken = Vec::new();
    for entry in fs::read_dir(folder("style")).expect("style can be listed") {
        let sheet = entry.expect("style can be listed").path();
        let name = sheet.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some((_, own)) = SHEETS_OF_A_VIEW.iter().find(|(start, _)| name.starts_with(start)) else { continue };
        let classes = classes_alone(&read(&sheet));
        for file in rust_files(&folder("src/ui")) {
            let source = read(&file);
            let is_own = own.iter().any(|room| file.starts_with(folder("src/ui").join(room)));
            let used = classes.iter().filter(|class| !is_own && gives_class(&source, class));
            broken.extend(used.map(|class| format!("style/{name} styles .{class}, which {} has too", short(&file))));
        }
    }
    broken.sort();
    broken.dedup();
    assert!(broken.is_empty(), "name the view before the class, or move it to shared.css:\n{}", broken.join("\n"));
}

#[test]
fn classes_alone_are_seen() {
    let css = "/* .no */\n.a {\n}\n.b:hover,\n.c .d, .e > .f { x: y }\n@media (x) {\n  .g,\n  .h.i {\n  }\n}\n";
    assert_eq!(classes_alone(css), ["a", "b", "g"], "by themselves");
    assert!(gives_class("<p class=\"one two\">", "two") && gives_class("class:off=x", "off"), "both ways");
    assert!(!gives_class("<p class=\"one-two\">", "two"), "whole names");
}

#[test]
fn the_scanner_sees_names_and_only_names() {
    let web = &[Name("web_sys")];
    for (source, expected) in [
        ("use web_sys::Window;", 1),
        ("fn f() { leptos::web_sys::window(); }", 1),
        ("fn f(w: web_sys::Window, v: web_sys::Window) {}", 2),
        ("use my_web_sys::Window; let web_system = 1;", 0),
        ("// use web_sys\n/* web_sys /* nested */ web_sys */\n/// web_sys\nfn f() {}", 0),
        (r#"const S: &str = "web_sys \" web_sys";"#, 0),
        (r###"const S: &str = r##"a "# web_sys"##; use web_sys::X;"###, 1),
        (r#"const S: &[u8] = br"web_sys\"; use web_sys::X;"#, 1),
        ("fn f<'a>(c: &'a str) { let q = '\"'; web_sys(); let b = '\\''; web_sys() }", 2),
        ("#[cfg(test)]\nmod tests { use web_sys::X; fn f() { {} } }\nfn g() {}", 0),
        ("#[cfg(test)]\nmod tests { }\nuse web_sys::X;", 1),
        ("#[cfg(test)] #[allow(dead_code)] use web_sys::X;", 0),
        ("#[cfg(all(test, unix))] const A: [u8; 2] = [web_sys; 2]; use web_sys::Y;", 1),
        ("#[cfg(not(test))] use web_sys::X;", 1),
    ] {
        assert_eq!(findings(source, web).len(), expected, "{source}");
    }
}

#[test]
fn the_scanner_says_the_line() {
    let source = "//! One\n/* two\nthree */\nlet a = \"four\nfive\"; use web_sys::X;";
    assert_eq!(findings(source, &[Name("web_sys")]), ["line 5 names web_sys"], "lines count in comments and strings");
}

#[test]
fn the_scanner_sees_paths_through_their_groups() {
    let files = &[Under("std::fs")];
    for (source, expected) in [
        ("use std::fs;", 1),
        ("use std::fs::{self, File};", 2),
        ("use std::{io, fs::File};", 1),
        ("use std::{collections::{HashMap, BTreeMap}, fs};", 1),
        ("fn f() { std::fs::read(\"x\"); }", 1),
        ("use std :: \n fs;", 1),
        ("use std::{fmt, io};", 0),
        ("use my::std::fs;", 0),
        ("use std::fsx;", 0),
    ] {
        assert_eq!(findings(source, files).len(), expected, "{source}");
    }
}

#[test]
fn the_scanner_sees_macros_apart_from_names() {
    let view = &[Macro("view")];
    assert_eq!(findings("fn f() { view! { <p/> } }", view), ["line 1 uses view!"], "a use");
    assert!(findings("let view = 1; if view != 2 {}", &[Macro("vie")]).is_empty(), "another name");
    assert!(findings("fn view() {}", view).is_empty(), "a function");
}
