//! `cargo xtask package`: what authors take who build nothing: a zip of everything, and an npm package.

use std::fs;
use std::path::{Path, PathBuf};

use crate::page;
use crate::proc;
use crate::report::{Outcome, note, step};
use crate::sbom;

const NAME: &str = "backprop-playground";
/// What goes in beside the page: where it stands in the repository, and its name in the package.
const BESIDE: [(&str, &str); 3] =
    [("docs/embedding.md", "embedding.md"), ("LICENSE", "LICENSE"), ("CHANGELOG.md", "CHANGELOG.md")];
/// What is compiled in, with its notices: a draft has none.
const NOTICES: [&str; 3] = ["licences.html", "licences-rust.html", sbom::FILE];

/// Builds the page, and packages of it into target/package.
pub(crate) fn run() -> Outcome {
    page::publish()?;
    page::single(&page::dist())?;
    make(&page::dist())
}

/// Makes the packages of the page in `built`, which has its one-file form in it.
pub(crate) fn make(built: &Path) -> Outcome {
    let version = version()?;
    let out = folder();
    empty(&out)?;
    let whole = out.join(format!("{NAME}-{version}"));
    step("gathering what authors take", || {
        gather(built, &whole).and_then(|()| npm(built, &out.join("npm"), &version))
    })?;
    let zip = out.join(format!("{NAME}-{version}.zip"));
    step("zipping it", || page::pack(&["zip".as_ref(), whole.as_os_str(), zip.as_os_str()]))?;
    // Nobody downloads a zip that was never opened: this is what the tests look at.
    page::pack(&["unzip".as_ref(), zip.as_os_str(), out.join("opened").as_os_str()])?;
    note(&format!("{} has the site, the page in one file, the article and the guide", zip.display()));
    note(&format!("{} is an npm package: `npm install {0}`", out.join("npm").display()));
    Ok(())
}

/// Where the packages stand: the zip, what it holds unpacked again (`opened/`), and the npm package (`npm/`).
pub(crate) fn folder() -> PathBuf {
    proc::root().join("target/package")
}

/// The folder that becomes the zip.
fn gather(built: &Path, whole: &Path) -> Outcome {
    copy(built, &whole.join("site"), &|path| !path.ends_with("single"))?;
    let single = page::single_in(built);
    copy_file(&single, &whole.join(single.file_name().unwrap_or_default()))?;
    beside(whole)?;
    for name in NOTICES.iter().filter(|name| built.join(name).is_file()) {
        copy_file(&built.join(name), &whole.join(name))?;
    }
    Ok(())
}

/// The npm package: the site, from which `embed.js` has its frames, without what hosts send packed.
fn npm(built: &Path, folder: &Path, version: &str) -> Outcome {
    let is_wanted = |path: &Path| {
        let packed = path.extension().is_some_and(|extension| extension == "br" || extension == "gz");
        !packed && !path.ends_with("single")
    };
    copy(built, &folder.join("site"), &is_wanted)?;
    beside(folder)?;
    copy_file(&folder.join("embedding.md"), &folder.join("README.md"))?;
    write(&folder.join("package.json"), &manifest(version))
}

fn manifest(version: &str) -> String {
    format!(
        r#"{{
  "name": "{NAME}",
  "version": "{version}",
  "description": "A custom element that puts a neural network in training, with every gradient checked, into a page.",
  "license": "MIT OR Apache-2.0",
  "type": "module",
  "sideEffects": ["./site/embed.js"],
  "exports": {{
    ".": {{ "types": "./site/embed.d.ts", "default": "./site/embed.js" }},
    "./site/*": "./site/*",
    "./package.json": "./package.json"
  }},
  "types": "./site/embed.d.ts",
  "files": ["site", "embedding.md", "CHANGELOG.md"]
}}
"#
    )
}

fn beside(folder: &Path) -> Outcome {
    BESIDE.iter().try_for_each(|(from, to)| copy_file(&proc::root().join(from), &folder.join(to)))
}

/// The page's version, as Cargo.toml says it.
fn version() -> Outcome<String> {
    let text = fs::read_to_string(proc::root().join("Cargo.toml")).map_err(|error| format!("Cargo.toml: {error}"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("version = \""));
    let version = line.and_then(|rest| rest.strip_suffix('"')).ok_or("Cargo.toml has no version")?;
    Ok(version.to_string())
}

/// Copies a folder with everything in it that is wanted.
fn copy(from: &Path, to: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Outcome {
    for path in page::files(from)?.into_iter().filter(|path| is_wanted(path)) {
        let target: PathBuf = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy(&path, &target, is_wanted)? } else { copy_file(&path, &target)? }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Outcome {
    let parent = to.parent().map_or(Ok(()), fs::create_dir_all);
    parent.and_then(|()| fs::copy(from, to)).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

fn write(file: &Path, text: &str) -> Outcome {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

fn empty(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_have_what_they_promise() {
        let folder = std::env::temp_dir().join(format!("package-{}", std::process::id()));
        empty(&folder).unwrap();
        let built = folder.join("dist");
        for (name, text) in [
            ("index.html", "page"),
            ("index.html.br", "packed"),
            ("embed.js", "embed"),
            ("licences.html", "notices"),
            ("article/index.html", "article"),
            ("single/backprop-playground.html", "single"),
        ] {
            fs::create_dir_all(built.join(name).parent().unwrap()).unwrap();
            fs::write(built.join(name), text).unwrap();
        }
        gather(&built, &folder.join("zip")).unwrap();
        npm(&built, &folder.join("npm"), "1.2.3").unwrap();
        let has = |name: &str| folder.join(name).is_file();
        for name in ["site/index.html.br", "site/article/index.html", "backprop-playground.html", "licences.html"] {
            assert!(has(&format!("zip/{name}")), "the zip has no {name}");
        }
        for name in ["site/embed.js", "site/article/index.html", "package.json", "README.md", "LICENSE"] {
            assert!(has(&format!("npm/{name}")), "the npm package has no {name}");
        }
        assert!(
            !has("npm/site/index.html.br") && !has("npm/site/single/backprop-playground.html"),
            "what nobody needs"
        );
        assert!(fs::read_to_string(folder.join("npm/package.json")).unwrap().contains("\"1.2.3\""), "its version");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_version_is_the_pages() {
        assert_eq!(version().unwrap().split('.').count(), 3, "as Cargo has it");
    }
}
