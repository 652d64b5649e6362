//! What `cargo xtask build` leaves in dist/ can be put on any static host.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn dist() -> PathBuf {
    e2e::Setup::from_env().dist.expect("it was said")
}

fn read(name: &str) -> String {
    fs::read_to_string(dist().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The files that browsers ask for by name.
fn names() -> BTreeSet<String> {
    all_names().into_iter().filter(|name| !is_packed(name)).collect()
}

fn all_names() -> BTreeSet<String> {
    fs::read_dir(dist())
        .expect("dist can be listed")
        .map(|entry| entry.expect("dist can be listed").path())
        .filter(|path| path.is_file())
        .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect()
}

/// What a host sends instead of the file of that name, to those who understand it.
fn is_packed(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "br" || extension == "gz")
}

#[test]
fn every_file_has_its_packed_forms_beside_it() {
    let all = all_names();
    if !all.iter().any(|name| is_packed(name)) {
        // A draft is not for hosts.
        assert!(std::env::var_os("CI").is_none(), "nothing in dist is packed");
        return;
    }
    for name in names() {
        for suffix in [".br", ".gz"] {
            let packed = format!("{name}{suffix}");
            assert!(all.contains(&packed), "{packed} is missing");
        }
    }
}

#[test]
fn nothing_inline_nothing_absolute() {
    for page in ["index.html", "article/index.html"] {
        assert_nothing_inline(page);
    }
}

fn assert_nothing_inline(page: &str) {
    let html = read(page);
    for absent in ["<style", "style=\"", "javascript:", "onclick", "src=\"/", "href=\"/", "src=\"http", "href=\"http"] {
        assert!(!html.contains(absent), "{page} has {absent}");
    }
    for script in html.split("<script").skip(1) {
        let (attributes, rest) = script.split_once('>').expect("a tag is closed");
        assert!(attributes.contains(" src="), "a script stands in {page}");
        assert!(rest.trim_start().starts_with("</script>"), "a script stands in {page}");
    }
}

#[test]
fn every_file_is_named_by_its_contents_and_loaded_by_another() {
    let names = names();
    let is_text = |name: &&String| Path::new(name).extension().is_some_and(|extension| extension != "wasm");
    let texts: Vec<String> = names.iter().filter(is_text).map(|name| read(name)).collect();
    // Other people's pages name these: the notices, the bill of materials, and embed.js with its types.
    let stays = |name: &String| {
        name == "index.html" || name.starts_with("licences") || name.starts_with("sbom.") || name.starts_with("embed.")
    };
    for name in names.iter().filter(|name| !stays(name)) {
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let hash = stem.rsplit('-').next().unwrap_or_default();
        assert!(hash.len() == 16 && hash.chars().all(|c| c.is_ascii_hexdigit()), "{name} bears no hash");
        assert!(texts.iter().any(|text| text.contains(name)), "nothing loads {name}");
    }
}

#[test]
fn the_notices_of_what_is_compiled_in_are_there() {
    if !all_names().iter().any(|name| is_packed(name)) {
        // A draft is published nowhere.
        assert!(std::env::var_os("CI").is_none(), "dist is a draft");
        return;
    }
    let notices = read("licences.html");
    for words in ["leptos", "nalgebra", "serde_json", "wasm-bindgen", "WITHOUT WARRANTY OF ANY KIND"] {
        assert!(notices.contains(words), "{words} is not in the notices");
    }
    let bill: serde_json::Value = serde_json::from_str(&read("sbom.cdx.json")).expect("the bill of materials is JSON");
    let components = bill["components"].as_array().expect("components");
    for component in components.iter().filter(|component| component["hashes"].is_array()) {
        let name = component["name"].as_str().expect("a name");
        assert!(notices.contains(&format!("<li>{name} v")), "{name} is in the bill and has no notices");
    }
    assert!(components.len() > 50, "{} components", components.len());
}
