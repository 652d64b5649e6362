//! What building the page needs: the wasm target, Trunk, wasm-bindgen, wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};

use crate::install::{self, NpmPackage, Tool};
use crate::proc;
use crate::report::{Outcome, note, step};

const TARGET: &str = "wasm32-unknown-unknown";
/// Later versions of Trunk want a later rustc than rust-toolchain.toml promises.
const TRUNK: &str = "0.21.14";
/// The npm package that carries wasm-opt.
const BINARYEN: &str = "132.0.0";
const BINARYEN_INTEGRITY: &str =
    "sha512-4Usg7yEvwO3FMso3Oov6qkOOHSod1IEv+boKkh77kTljM+eNBouqCTbqWswGzbG+vDNO/b/v2C4gfEh1WgB9Lg==";
/// rustc emits bulk memory and saturating conversions, which older versions refuse.
const OLDEST_WASM_OPT: u32 = 123;

/// The tools, found or installed.
pub(crate) struct Tools {
    /// Trunk itself.
    pub(crate) trunk: PathBuf,
    /// Folders that go before what is on `PATH`.
    pub(crate) folders: Vec<PathBuf>,
    /// Where wasm-opt comes from.
    pub(crate) wasm_opt: WasmOpt,
}

/// Where wasm-opt comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WasmOpt {
    /// Trunk will find it on the `PATH` that it is given.
    OnPath,
    /// Trunk may be able to download it.
    FromTrunk,
}

/// Finds or installs everything that building the page needs.
pub(crate) fn for_building() -> Outcome<Tools> {
    wasm_target()?;
    let trunk = Tool { package: "trunk", version: TRUNK.into() };
    let wasm_bindgen = Tool { package: "wasm-bindgen-cli", version: locked_version("wasm-bindgen")? };
    let mut folders = Vec::new();
    let trunk = on_path_or_built(&trunk, "trunk", &mut folders)?;
    on_path_or_built(&wasm_bindgen, "wasm-bindgen", &mut folders)?;
    install::clean_up();
    let wasm_opt = wasm_opt(&mut folders);
    Ok(Tools { trunk, folders, wasm_opt })
}

fn wasm_target() -> Outcome {
    let rustc = || proc::command("rustc");
    let libraries = proc::answer(rustc().args(["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    step(&format!("adding the target {TARGET}"), || {
        proc::run(proc::command("rustup").args(["target", "add", TARGET])).map_err(|error| {
            format!("the Rust target {TARGET} is missing: {error}\nInstall Rust with rustup (https://rustup.rs), or your distribution's package with that target.")
        })
    })
}

/// A tool of the right version from `PATH`, or else one of our own, whose folder is then put first.
fn on_path_or_built(tool: &Tool, command: &str, folders: &mut Vec<PathBuf>) -> Outcome<PathBuf> {
    if let Some(found) = proc::find(&[command]) {
        let says = proc::answer(proc::command(&found).arg("--version")).unwrap_or_default();
        if says.split_whitespace().nth(1) == Some(tool.version.as_str()) {
            return Ok(found);
        }
    }
    let file = format!("bin/{command}{}", std::env::consts::EXE_SUFFIX);
    let folder = install::with_cargo(tool, &file)?;
    folders.push(folder.join("bin"));
    Ok(folder.join(file))
}

/// wasm-opt is worth half the download's size, but the page is whole without it.
fn wasm_opt(folders: &mut Vec<PathBuf>) -> WasmOpt {
    if let Some(found) = proc::find(&["wasm-opt"]) {
        let says = proc::answer(proc::command(&found).arg("--version")).unwrap_or_default();
        if wasm_opt_version(&says).is_some_and(|version| version >= OLDEST_WASM_OPT) {
            return WasmOpt::OnPath;
        }
    }
    let tool = Tool { package: "binaryen", version: BINARYEN.into() };
    let bin = r#""wasm-opt": "bin/wasm-opt""#;
    let binaryen = NpmPackage { tool, integrity: BINARYEN_INTEGRITY, bin };
    match install::with_npm(&binaryen, "node_modules/binaryen/package.json") {
        Ok(folder) => {
            folders.push(folder.join("node_modules/.bin"));
            WasmOpt::OnPath
        }
        Err(error) => {
            note(&format!("no wasm-opt yet ({error}): Trunk may download it"));
            WasmOpt::FromTrunk
        }
    }
}

/// From "wasm-opt version 132".
fn wasm_opt_version(says: &str) -> Option<u32> {
    says.split_whitespace().skip_while(|word| *word != "version").nth(1)?.parse().ok()
}

/// The version of a package in Cargo.lock: wasm-bindgen's command must be exactly as old as its library.
fn locked_version(package: &str) -> Outcome<String> {
    let file = proc::root().join("Cargo.lock");
    let lock = fs::read_to_string(&file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    version_in_lock(&lock, package).ok_or_else(|| format!("Cargo.lock names no {package}"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let line = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(line.strip_prefix("version = \"")?.strip_suffix('"')?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.9.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.129"), "not the macro's");
        assert_eq!(version_in_lock(lock, "wasm"), None, "a part of a name is another package");
    }

    #[test]
    fn wasm_opt_says_its_version() {
        for (says, version) in [
            ("wasm-opt version 132 (version_132)", Some(132)),
            ("wasm-opt version 108", Some(108)),
            ("", None),
            ("wasm-opt: not found", None),
        ] {
            assert_eq!(wasm_opt_version(says), version, "{says:?}");
        }
    }
}
