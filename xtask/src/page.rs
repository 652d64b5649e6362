//! The page: compiled, taken apart, put together with its assets, stamped, packed, weighed.

use std::env;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::notices;
use crate::proc;
use crate::report::{Outcome, note, step};
use crate::sbom;
use crate::stamp;
use crate::styles;
use crate::tools::{self, Tools};
use crate::weigh;

/// The page's binary, and the stem of its script and module.
const NAME: &str = "backprop-playground";
const TARGET: &str = "wasm32-unknown-unknown";

/// What is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// As it is published.
    Release,
    /// Nearly as fast as it is published, not as small: over loopback a megabyte more is nothing, and making it small takes
    /// most of the time.
    Served,
    /// Quick to build, for looking and for tests in the middle of work: the same files, many times as large.
    Draft,
}

/// Where the page is built for publishing.
pub(crate) fn dist() -> PathBuf {
    proc::root().join("dist")
}

/// Where a draft is built.
pub(crate) fn draft() -> PathBuf {
    target().join("draft")
}

/// Builds the page into dist/, ready for hosts: packed, and within its budget.
pub(crate) fn publish() -> Outcome {
    let dist = dist();
    make(Kind::Release, &dist)?;
    notices::write(&dist)?;
    sbom::write(&dist)?;
    step("packing for hosts that compress", || pack(&["compress".as_ref(), dist.as_os_str()]))?;
    weigh::weigh(&dist)?;
    note(&format!("the page is in {}: any static host serves it, at any path", dist.display()));
    Ok(())
}

/// Where the page in one file stands in the folder of the page that it is made of.
pub(crate) fn single_in(folder: &Path) -> PathBuf {
    folder.join("single").join(format!("{NAME}.html"))
}

/// Puts the page that was built into `folder` into one file in it. Returns the file.
pub(crate) fn single(folder: &Path) -> Outcome<PathBuf> {
    let file = single_in(folder);
    step("putting it into one file", || pack(&["single".as_ref(), folder.as_os_str(), file.as_os_str()]))?;
    note(&format!("the page in one file is {}: it runs from a disk and in any frame", file.display()));
    Ok(file)
}

/// Has Trunk build the page into `folder`, which holds the page before or the new one, whole.
pub(crate) fn make(kind: Kind, folder: &Path) -> Outcome {
    let tools = tools::for_building(kind)?;
    step("building the page", || proc::run(trunk(&tools, "build", kind).arg("--dist").arg(folder)))
}

/// Trunk, which gathers the page's files, has [`program`] add the program to them, and watches and serves.
pub(crate) fn trunk(tools: &Tools, command: &str, kind: Kind) -> Command {
    let mut trunk = proc::command(&tools.trunk);
    trunk.args([command, "--html-output", "index.html"]);
    if kind != Kind::Draft {
        trunk.arg("--release");
    }
    if kind == Kind::Served {
        trunk.env(SERVED, "true");
    }
    // Trunk takes NO_COLOR=1 for a value it cannot read.
    trunk.env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true");
    trunk
}

/// What tells [`program`], which Trunk runs, that the page is for this machine only.
const SERVED: &str = "BACKPROP_SERVED";

/// The command by which Trunk's hook (Cargo.toml) has the program built.
pub(crate) const PROGRAM: &str = "program";

/// Adds the program and the style sheet to the files that Trunk gathered: compiled, taken apart, optimized, stamped.
pub(crate) fn program() -> Outcome {
    let asked = |name: &str| env::var(name).map_err(|_| format!("{name} is not set: Trunk runs this command"));
    let staging = PathBuf::from(asked("TRUNK_STAGING_DIR")?);
    let kind = match asked("TRUNK_PROFILE")?.as_str() {
        "release" if env::var_os(SERVED).is_some() => Kind::Served,
        "release" => Kind::Release,
        _ => Kind::Draft,
    };
    // The page's compiler has one thread for half of its time: what the next step runs is compiled meanwhile.
    let packer = proc::beside(&packer("build"));
    let program = step("compiling the page", || compile(kind))?;
    drop(packer);
    let scripts = proc::root().join("public");
    let split = ["split".as_ref(), program.as_os_str(), staging.as_os_str(), NAME.as_ref(), scripts.as_os_str()];
    step("taking it apart", || pack(&split))?;
    if kind == Kind::Release {
        step("optimizing its parts", || optimize(&staging))?;
    }
    styles::join_into(&staging)?;
    stamp::stamp(&staging, NAME)
}

/// Compiles the program, with what the splitter needs to know left in it. Returns its module.
fn compile(kind: Kind) -> Outcome<PathBuf> {
    let (profile, built) = match kind {
        Kind::Release => ("release", "release"),
        Kind::Served => ("serve", "serve"),
        Kind::Draft => ("dev", "debug"),
    };
    let mut cargo = cargo();
    cargo.args(["rustc", "--locked", "--bin", NAME, "--target", TARGET, "--profile", profile, "--target-dir"]);
    cargo.arg(target()).args(["--", "-Clink-arg=--emit-relocs"]);
    if kind != Kind::Draft {
        // All crates are optimized once more together, at the program's own level: below 2 no loop is vectorised, whatever
        // the profile says of its crate, and the training step is half as fast. What is compiled for size stays marked so.
        cargo.arg("-Copt-level=2");
    }
    proc::run(&mut cargo)?;
    Ok(target().join(TARGET).join(built).join(format!("{NAME}.wasm")))
}

/// Cargo without what the environment says of flags: the page has its own, and RUSTFLAGS would replace them. Without
/// simd128 training would be slow without a word.
fn cargo() -> Command {
    let mut cargo = proc::cargo();
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        cargo.env_remove(variable);
    }
    cargo
}

/// Runs xtask/pack, which does what takes libraries.
pub(crate) fn pack(arguments: &[&std::ffi::OsStr]) -> Outcome {
    proc::run(packer("run").arg("--").args(arguments))
}

/// Runs the tests of xtask/pack, which is a workspace of its own.
pub(crate) fn test_pack() -> Outcome {
    proc::run(&mut packer("test"))
}

/// A command of Cargo's for xtask/pack.
fn packer(command: &str) -> Command {
    let mut packer = cargo();
    packer.args([command, "--quiet", "--locked", "--manifest-path", "xtask/pack/Cargo.toml", "--target-dir"]);
    packer.arg(target().join("pack"));
    packer
}

/// wasm-opt over every module, with like functions beside each other: as large, and smaller packed. Without wasm-opt the page is whole, and half again as large.
fn optimize(folder: &Path) -> Outcome {
    let Some(wasm_opt) = tools::wasm_opt() else { return Ok(()) };
    let modules: Vec<PathBuf> = files(folder)?.into_iter().filter(|path| is_wasm(path)).collect();
    let next = AtomicUsize::new(0);
    let work = || -> Outcome {
        while let Some(module) = modules.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut command = proc::command(&wasm_opt);
            // Parts have lost the list of features that the compiler leaves in the whole.
            command.args(["-Oz", "--reorder-functions-by-name", "--strip-debug", "--strip-producers"]);
            command.args(["--enable-simd", "--enable-bulk-memory"]);
            command.args(["--enable-nontrapping-float-to-int", "--enable-sign-ext", "--enable-mutable-globals"]);
            command.args(["--enable-reference-types", "--enable-multivalue", "--enable-bulk-memory-opt", "--output"]);
            proc::run(command.arg(module).arg(module))?;
        }
        Ok(())
    };
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let ended = running.into_iter().map(|worker| worker.join().unwrap_or_else(|_| Err("a thread failed".into())));
        ended.fold(Ok(()), Result::and)
    })
}

/// The files of a folder, by their names.
pub(crate) fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|error| format!("{} cannot be listed: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    files.sort();
    Ok(files)
}

fn is_wasm(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "wasm")
}

/// Everything that is built stands here, whatever the environment says: dist/ must not depend on it.
fn target() -> PathBuf {
    proc::root().join("target")
}
