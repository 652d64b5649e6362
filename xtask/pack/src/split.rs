//! From the linker's module to the main module, the parts that are fetched when first seen, and the one script of them all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::Outcome;
use crate::merge::merge;
use crate::order::by_source;
use crate::terse::shorten;

/// The script that runs before the program.
const FIRST: &str = "first.js";
/// Where the program's module has the functions from that fetch the parts.
const LINK: &str = "./parts.js";
/// What several parts share and is shorter than this stands in one file with all else of the kind: alone, most of it would
/// weigh less than its request. In bytes, before it is optimized.
const SMALL: u64 = 20_000;
/// The name of that file.
const FEW: &str = "few.wasm";
/// What this part shares with others, whichever they are, stands in one file too: a figure needs all of it, and so does
/// what the page fetches before its other views.
const IN_FIGURES: &str = "embed";

/// What the first view and its figures do not need of styles, and the parts that do.
const LATER: &str = "later.css";
const STYLED: [&str; 4] = ["explain", "later", "layers", "practice"];

/// Each part's files, by the part's name.
type Parts = BTreeMap<String, Vec<String>>;

/// Writes `<name>.js`, `<name>_bg.wasm`, the parts' modules and `first.js` into `folder`. In `scripts` stand that and what becomes
/// of the script: `parts.js`, which fetches the parts, and `boot.js`, which runs the program.
///
/// The module must have been linked with `--emit-relocs`, which is how the parts are told from one another.
pub(crate) fn split(module: &Path, folder: &Path, name: &str, scripts: &Path) -> Outcome {
    fs::create_dir_all(folder)?;
    let input = fs::read(module)?;
    let main = folder.join("main.wasm");
    let script = folder.join(format!("{name}.js"));
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LINK;
    options.target.web();
    let parts = transform(options)?.prefetch_map.into_iter().collect();
    // The splitter's own script for them, which holds all of them in its text.
    fs::remove_file(folder.join(LINK))?;
    // Parts call what the main module exports: wasm-bindgen must leave it there.
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&main).out_name(name).web(true)?.keep_lld_exports(true).typescript(false);
    bindgen.generate(folder).map_err(|error| format!("wasm-bindgen: {error:?}"))?;
    fs::remove_file(&main)?;
    shorten(folder, name)?;
    let mut parts = named(parts, folder)?;
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "wasm") {
            fs::write(&file, by_source(&fs::read(&file)?)?)?;
        }
    }
    for part in STYLED {
        parts.get_mut(part).ok_or_else(|| format!("the program has no part {part}"))?.push(LATER.to_owned());
    }
    let [loader, boot, first] = ["parts.js", "boot.js", FIRST].map(|file| fs::read_to_string(scripts.join(file)));
    let glue = fs::read_to_string(&script)?;
    fs::write(script, without_notes(&[within_one(&glue)?, loader?, files(&parts), boot?].concat()))?;
    fs::write(folder.join(FIRST), without_notes(&first?))?;
    Ok(())
}

/// Gives the splitter's files names for people: a part's own has the part's name, what several share has theirs, in order,
/// and some of these are merged. Answers each part's files by these names.
fn named(parts: Parts, folder: &Path) -> Outcome<Parts> {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (part, stems) in &parts {
        for stem in stems {
            users.entry(stem.clone()).or_default().push(part.clone());
        }
    }
    let is_small = |stem: &str| fs::metadata(folder.join(format!("{stem}.wasm"))).map(|file| file.len() < SMALL);
    let mut in_figures = BTreeSet::new();
    for (stem, users) in users.iter().filter(|(_, users)| is_shared_in_figures(users)) {
        if !is_small(stem)? {
            in_figures.extend(users.iter().map(String::as_str));
        }
    }
    let file_of = |users: &[&str]| format!("{}.wasm", users.join("."));
    let in_figures = file_of(&in_figures.into_iter().collect::<Vec<_>>());
    let mut names = BTreeMap::new();
    let mut files: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for (stem, users) in &users {
        let name = if users.len() > 1 && is_small(stem)? {
            FEW.to_owned()
        } else if is_shared_in_figures(users) {
            in_figures.clone()
        } else {
            file_of(&users.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let file = folder.join(format!("{stem}.wasm"));
        files.entry(name.clone()).or_default().push(fs::read(&file)?);
        fs::remove_file(file)?;
        names.insert(stem.clone(), name);
    }
    for (name, modules) in files {
        let module = if let [only] = modules.as_slice() { only.clone() } else { merge(&modules)? };
        fs::write(folder.join(name), module)?;
    }
    let files = |stems: Vec<String>| {
        let mut files: Vec<String> = stems.iter().map(|stem| names[stem].clone()).collect();
        files.sort();
        files.dedup();
        files
    };
    Ok(parts.into_iter().map(|(part, stems)| (part, files(stems))).collect())
}

fn is_shared_in_figures(users: &[String]) -> bool {
    users.len() > 1 && users.iter().any(|user| user == IN_FIGURES)
}

/// What wasm-bindgen wrote, as the beginning of a script that needs no other: what it imports stands behind it, and nothing is
/// exported.
fn within_one(glue: &str) -> Outcome<String> {
    let namespace = format!("        \"{LINK}\": import");
    let imported = glue.lines().find(|line| line.starts_with(&namespace)).ok_or("the program has no parts")?;
    let own = glue.lines().filter(|line| !["import ", "export {"].iter().any(|begin| line.starts_with(begin)));
    // Once for each function that is imported.
    let own = own.filter(|line| *line == imported || !line.starts_with(&namespace));
    let lines = own.map(|line| {
        let line = if line == imported { format!("        \"{LINK}\": parts,") } else { line.to_owned() };
        line.strip_prefix("export ").map(str::to_owned).unwrap_or(line) + "\n"
    });
    Ok(lines.collect())
}

/// The script without indentation, and without lines that are only comments: no text of ours goes over several lines.
fn without_notes(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_note = |line: &str| ["//", "/*", "* ", "*/"].iter().any(|begin| line.starts_with(begin)) || line == "*";
    lines.filter(|line| !is_note(line)).map(|line| line.to_owned() + "\n").collect()
}

/// Each part's files for the script that fetches them, under the name by which the program imports it.
fn files(parts: &Parts) -> String {
    let list = |files: &[String]| files.iter().map(|file| format!("\"./{file}\"")).collect::<Vec<_>>().join(", ");
    let part =
        |(name, files): (&String, &Vec<String>)| format!("  __wasm_split_load_{name}: part([{}]),\n", list(files));
    let parts: String = parts.iter().map(part).collect();
    format!("const parts = {{\n{parts}}};\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_who_needs_them_and_small_ones_are_one() {
        let folder = std::env::temp_dir().join(format!("pack-split-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let small = wasm_encoder::Module::new().finish();
        let contents = wasm_encoder::CustomSection { name: "large".into(), data: vec![0; SMALL as usize].into() };
        let large = wasm_encoder::Module::new().section(&contents).to_owned().finish();
        for (stem, contents) in [
            ("split_a", &small),
            ("split_b", &large),
            ("split_embed", &large),
            ("chunk_1", &small),
            ("chunk_2", &large),
            ("chunk_3", &small),
            ("chunk_4", &large),
            ("chunk_5", &large),
        ] {
            fs::write(folder.join(format!("{stem}.wasm")), contents).expect("a file");
        }
        let stems = |stems: &[&str]| stems.iter().map(ToString::to_string).collect::<Vec<_>>();
        let parts = BTreeMap::from([
            ("a".to_owned(), stems(&["chunk_1", "chunk_2", "chunk_4", "split_a"])),
            ("b".to_owned(), stems(&["chunk_1", "chunk_2", "chunk_3", "chunk_5", "split_b"])),
            ("c".to_owned(), stems(&["chunk_3"])),
            ("embed".to_owned(), stems(&["chunk_4", "chunk_5", "split_embed"])),
        ]);
        let named = named(parts, &folder).expect("they are there");
        let expected = [
            ("a", vec!["a.b.embed.wasm", "a.b.wasm", "a.wasm", FEW]),
            ("b", vec!["a.b.embed.wasm", "a.b.wasm", "b.wasm", FEW]),
            ("c", vec![FEW]),
            ("embed", vec!["a.b.embed.wasm", "embed.wasm"]),
        ];
        assert_eq!(named, expected.map(|(part, files)| (part.to_owned(), stems(&files))).into(), "each part's files");
        let files = named.values().flatten().all(|file| folder.join(file).exists());
        assert!(files, "all are there");
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 6, "and no others");
        let script = super::files(&named);
        assert!(script.starts_with("const parts = {\n  __wasm_split_load_a: part([\"./a.b.embed.wasm\", "), "{script}");
        assert!(script.contains("  __wasm_split_load_c: part([\"./few.wasm\"]),\n"), "{script}");
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn the_script_of_the_program_needs_no_other() {
        let glue = "import * as import1 from \"./parts.js\"\nimport * as import2 from \"./parts.js\"\n\
                    export function run() {\n}\n    return {\n        \"./page_bg.js\": import0,\n        \
                    \"./parts.js\": import1,\n        \"./parts.js\": import2,\n    };\nexport { initSync };\n";
        let expected = "function run() {\n}\n    return {\n        \"./page_bg.js\": import0,\n        \
                        \"./parts.js\": parts,\n    };\n";
        assert_eq!(within_one(glue).expect("it has parts"), expected);
        assert!(within_one("function run() {}").is_err(), "another splitter's");
        let script =
            "// What.\nlet a = 2; // two\n\n/**\n * Of a.\n *\n * More.\n */\nfunction twice() {\n  return 2 * a;\n}\n";
        assert_eq!(without_notes(script), "let a = 2; // two\nfunction twice() {\nreturn 2 * a;\n}\n");
    }
}
