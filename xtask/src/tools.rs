//! What building the page needs beside Cargo: the wasm target, Trunk and wasm-opt.

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
}

/// Finds or installs everything that building the page needs.
pub(crate) fn for_building() -> Outcome<Tools> {
    wasm_target()?;
    let trunk = trunk()?;
    install::clean_up();
    wasm_opt();
    Ok(Tools { trunk })
}

/// Trunk of the right version from `PATH`, or else one of our own.
fn trunk() -> Outcome<PathBuf> {
    if let Some(found) = proc::find(&["trunk"]) {
        let says = proc::answer(proc::command(&found).arg("--version")).unwrap_or_default();
        if says.split_whitespace().nth(1) == Some(TRUNK) {
            return Ok(found);
        }
    }
    install::with_cargo("trunk", TRUNK)
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

/// wasm-opt, where it can be had: it is worth a third of the download, but the page is whole without it.
pub(crate) fn wasm_opt() -> Option<PathBuf> {
    if let Some(found) = proc::find(&["wasm-opt"]) {
        let says = proc::answer(proc::command(&found).arg("--version")).unwrap_or_default();
        if wasm_opt_version(&says).is_some_and(|version| version >= OLDEST_WASM_OPT) {
            return Some(found);
        }
    }
    let command = if cfg!(windows) { "node_modules/.bin/wasm-opt.cmd" } else { "node_modules/.bin/wasm-opt" };
    let tool = Tool { package: "binaryen", version: BINARYEN.into() };
    let bin = r#""wasm-opt": "bin/wasm-opt""#;
    let binaryen = NpmPackage { tool, integrity: BINARYEN_INTEGRITY, bin };
    match install::with_npm(&binaryen, "node_modules/binaryen/package.json") {
        Ok(folder) => Some(folder.join(command)),
        Err(error) => {
            note(&format!("no wasm-opt: the page will be half again as large ({error})"));
            None
        }
    }
}

/// From "wasm-opt version 132".
fn wasm_opt_version(says: &str) -> Option<u32> {
    says.split_whitespace().skip_while(|word| *word != "version").nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

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
