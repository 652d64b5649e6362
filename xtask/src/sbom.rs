//! The software bill of materials: what is compiled into the page, in `CycloneDX`'s JSON, for those who must know what they
//! publish.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::proc;
use crate::report::{Outcome, note};

/// The file in the published folder, named as `CycloneDX` asks.
pub(crate) const FILE: &str = "sbom.cdx.json";
/// What is counted: all that is compiled into the page, and nothing that only builds or tests it.
const PAGE: [&str; 8] = [
    "--package",
    "backprop-playground",
    "--target",
    "wasm32-unknown-unknown",
    "--edges",
    "normal,no-proc-macro",
    "--prefix",
    "depth",
];

/// A package, and what it depends on.
#[derive(Debug, Default, PartialEq)]
struct Component {
    licence: String,
    repository: String,
    /// Of its archive; empty for this repository's own packages.
    sha256: String,
    /// By their names with their versions.
    needs: BTreeSet<Id>,
}

/// A package's name and version.
type Id = (String, String);

/// Writes the bill of the page into its folder.
pub(crate) fn write(dist: &Path) -> Outcome {
    let mut cargo = proc::cargo();
    cargo.args(["tree", "--locked", "--format", "\t{p}\t{l}\t{r}"]).args(PAGE);
    let tree = proc::answer(&mut cargo).ok_or("cargo tree failed")?;
    let lock = fs::read_to_string(proc::root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let rustc = proc::answer(proc::command("rustc").arg("--version")).unwrap_or_default();
    let (page, mut components) = read(&tree, &lock).ok_or("cargo tree has no package")?;
    let std = ("std".to_string(), rustc.split_whitespace().nth(1).unwrap_or("unknown").to_string());
    components.entry(page.clone()).or_default().needs.insert(std.clone());
    let of_rust = Component {
        licence: "MIT OR Apache-2.0".into(),
        repository: "https://github.com/rust-lang/rust".into(),
        ..Component::default()
    };
    components.insert(std, of_rust);
    fs::write(dist.join(FILE), json(&page, &components)).map_err(|error| format!("{FILE}: {error}"))?;
    note(&format!("{FILE} lists {} components", components.len() - 1));
    Ok(())
}

/// The page, and every package with what it needs, from the lines of `cargo tree --prefix depth`. A package that stands
/// there again has what it needs at its first place.
fn read(tree: &str, lock: &str) -> Option<(Id, BTreeMap<Id, Component>)> {
    let mut components: BTreeMap<Id, Component> = BTreeMap::new();
    let mut above: Vec<Id> = Vec::new();
    for line in tree.lines() {
        let mut fields = line.trim_end_matches(" (*)").split('\t');
        let depth: usize = fields.next()?.parse().ok()?;
        let mut package = fields.next()?.split(' ');
        let id = (package.next()?.to_string(), package.next()?.trim_start_matches('v').to_string());
        let (licence, repository) = (fields.next()?, fields.next().unwrap_or_default());
        above.truncate(depth);
        if let Some(parent) = above.last() {
            components.entry(parent.clone()).or_default().needs.insert(id.clone());
        }
        let component = components.entry(id.clone()).or_default();
        // As SPDX writes a choice today.
        component.licence = licence.replace('/', " OR ");
        component.repository = repository.to_string();
        component.sha256 = checksum(lock, &id).unwrap_or_default();
        above.push(id);
    }
    Some((above.first()?.clone(), components))
}

/// The hash that Cargo.lock has of a package's archive.
fn checksum(lock: &str, (name, version): &Id) -> Option<String> {
    let head = format!("name = \"{name}\"\nversion = \"{version}\"\n");
    let package = lock.split("[[package]]").find(|package| package.trim_start().starts_with(&head))?;
    let hash = package.split_once("checksum = \"")?.1.split('"').next()?;
    Some(hash.to_string())
}

fn json(page: &Id, components: &BTreeMap<Id, Component>) -> String {
    let listed = components.iter().filter(|(id, _)| *id != page);
    let listed: Vec<String> = listed.map(|(id, component)| entry("library", id, component)).collect();
    let needs = components.iter().map(|(id, component)| {
        let needs: Vec<String> = component.needs.iter().map(|id| text(&reference(id))).collect();
        format!("    {{ \"ref\": {}, \"dependsOn\": [{}] }}", text(&reference(id)), needs.join(", "))
    });
    let needs: Vec<String> = needs.collect();
    // No serial number and no date: the same sources give the same bill.
    format!(
        "{{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.5\",\n  \"version\": 1,\n  \"metadata\": {{ \"component\":\n\
         {}\n  }},\n  \"components\": [\n{}\n  ],\n  \"dependencies\": [\n{}\n  ]\n}}\n",
        components.get(page).map(|component| entry("application", page, component)).unwrap_or_default(),
        listed.join(",\n"),
        needs.join(",\n")
    )
}

fn entry(kind: &str, id: &Id, component: &Component) -> String {
    let mut entry = format!(
        "    {{ \"type\": {}, \"bom-ref\": {}, \"name\": {}, \"version\": {}, \"licenses\": [{{ \"expression\": {} }}]",
        text(kind),
        text(&reference(id)),
        text(&id.0),
        text(&id.1),
        text(&component.licence)
    );
    if !component.sha256.is_empty() {
        let (purl, hash) = (text(&reference(id)), text(&component.sha256));
        let _ = write!(entry, ", \"purl\": {purl}, \"hashes\": [{{ \"alg\": \"SHA-256\", \"content\": {hash} }}]");
    }
    if !component.repository.is_empty() {
        let url = text(&component.repository);
        let _ = write!(entry, ", \"externalReferences\": [{{ \"type\": \"vcs\", \"url\": {url} }}]");
    }
    entry + " }"
}

/// A package URL, by which a bill's readers look a package up.
fn reference((name, version): &Id) -> String {
    // A plus sign, as of 2.0.16+zstd.1.5.7, is escaped in package URLs.
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// A JSON string.
fn text(text: &str) -> String {
    let mut json = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\u{0}'..='\u{1f}' => drop(write!(json, "\\u{:04x}", character as u32)),
            other => json.push(other),
        }
    }
    json + "\""
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_tree_becomes_components_with_what_they_need() {
        let tree = "0\tpage v0.1.0 (/somewhere)\tMIT\t\n1\ta v1.0.0\tMIT/Apache-2.0\thttps://a\n2\tb v2.0.0+x\tZlib\t\n1\tb v2.0.0+x\tZlib\t (*)\n";
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"s\"\nchecksum = \"aa\"\n";
        let (page, components) = read(tree, lock).unwrap();
        let id = |name: &str, version: &str| (name.to_string(), version.to_string());
        let (a, b) = (id("a", "1.0.0"), id("b", "2.0.0+x"));
        assert_eq!(components[&page].needs, BTreeSet::from([a.clone(), b.clone()]), "{components:?}");
        assert_eq!(components[&a].needs, BTreeSet::from([b.clone()]), "{components:?}");
        assert_eq!((components[&a].licence.as_str(), components[&a].sha256.as_str()), ("MIT OR Apache-2.0", "aa"));
        assert_eq!(components[&b].sha256, "", "what the lock file does not hash has no hash");
        assert_eq!(reference(&b), "pkg:cargo/b@2.0.0%2Bx");
    }

    #[test]
    fn the_bill_is_of_what_is_in_the_page() {
        let folder = std::env::temp_dir().join(format!("sbom-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        write(&folder).unwrap();
        let bill: Value = serde_json::from_str(&fs::read_to_string(folder.join(FILE)).unwrap()).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!((&bill["bomFormat"], &bill["version"]), (&"CycloneDX".into(), &1.into()));
        assert_eq!(bill["metadata"]["component"]["name"], "backprop-playground");
        let components = bill["components"].as_array().unwrap();
        let named = |name: &str| components.iter().find(|component| component["name"] == name);
        for name in ["leptos", "nalgebra", "wasm-bindgen", "backprop", "std"] {
            assert!(named(name).is_some(), "{name} is in the page");
        }
        for name in ["leptos_macro", "proptest", "thirtyfour"] {
            assert!(named(name).is_none(), "{name} is not");
        }
        let hash = named("leptos").unwrap()["hashes"][0]["content"].as_str().unwrap();
        assert!(hash.len() == 64 && hash.chars().all(|digit| digit.is_ascii_hexdigit()), "{hash}");
        let known: Vec<&Value> =
            components.iter().chain([&bill["metadata"]["component"]]).map(|component| &component["bom-ref"]).collect();
        for dependency in bill["dependencies"].as_array().unwrap() {
            let needs = dependency["dependsOn"].as_array().unwrap();
            assert!(needs.iter().chain([&dependency["ref"]]).all(|one| known.contains(&one)), "{dependency}");
        }
    }

    #[test]
    fn strings_are_escaped() {
        assert_eq!(text("a\"b\\c\n"), "\"a\\\"b\\\\c\\u000a\"");
    }
}
