//! What building the page needs beside Cargo: the wasm target, Trunk and wasm-opt.

use std::env;
use std::path::{Path, PathBuf};

use crate::install::{self, NpmPackage, Tool};
use crate::page::Kind;
use crate::proc;
use crate::release::Release;
use crate::report::{Outcome, note, step};

const TARGET: &str = "wasm32-unknown-unknown";
/// Later versions of Trunk want a later rustc than rust-toolchain.toml promises.
const TRUNK: &str = "0.21.14";
/// The archives that its authors built, by system and processor, each after the checksum that stands beside it there.
const TRUNK_ARCHIVES: &str = "
a67f4054b249fe9acc5fabc25de1aebf19783aca3ad6ff64bf34d7da44d0ea20 linux-x86_64 x86_64-unknown-linux-musl.tar.gz
e8e2a2bb423ce6702ab9f4f02f8c9ae99d790f0301f7634e986b2dd8706019cc linux-aarch64 aarch64-unknown-linux-musl.tar.gz
764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e macos-aarch64 aarch64-apple-darwin.tar.gz
f1ba0e3bbe24e0ae219c6d22c33e24e2825c1608dd27c2556e323495110f1a95 macos-x86_64 x86_64-apple-darwin.tar.gz
cd6ac15b9daff0365e5695036791ef2ce3c63f61c014f5a8c532363266e4569c windows-x86_64 x86_64-pc-windows-msvc.zip
";
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
pub(crate) fn for_building(kind: Kind) -> Outcome<Tools> {
    wasm_target()?;
    let trunk = trunk()?;
    install::clean_up();
    if kind == Kind::Release {
        wasm_opt();
    }
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
    install::released("trunk", TRUNK, trunk_release().as_ref())
}

/// The release of Trunk that is for this machine.
fn trunk_release() -> Option<Release> {
    let here = format!("{}-{}", env::consts::OS, env::consts::ARCH);
    TRUNK_ARCHIVES.lines().find_map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
        [sha256, machine, archive] if machine == here => Some(Release {
            address: format!("https://github.com/trunk-rs/trunk/releases/download/v{TRUNK}/trunk-{archive}"),
            sha256: sha256.to_string(),
        }),
        _ => None,
    })
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
    fn every_archive_has_its_checksum() {
        let lines: Vec<&str> = TRUNK_ARCHIVES.lines().skip(1).collect();
        assert_eq!(lines.len(), 5, "three systems, two processors, but for one");
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            let [sha256, _, archive] = words[..] else { panic!("{line}") };
            assert!(sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit()), "{line}");
            assert!(archive.rsplit('.').next().is_some_and(|kind| ["gz", "zip"].contains(&kind)), "{line}");
        }
        if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            let release = trunk_release().expect("one for this machine");
            assert!(release.address.ends_with("/v0.21.14/trunk-x86_64-unknown-linux-musl.tar.gz"), "{release:?}");
        }
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
