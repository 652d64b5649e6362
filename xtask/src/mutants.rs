//! `cargo xtask mutants`: is there a change of the mathematics that no test notices?

use crate::install::{self, Tool};
use crate::proc;
use crate::report::Outcome;

const CARGO_MUTANTS: &str = "27.1.0";
/// The mathematics and its witnesses.
const FILES: [&str; 2] = ["crates/backprop/src/nn/**", "crates/backprop/src/check/**"];

/// Changes one thing after the other in the files of `crates/backprop` that are named, or else in the mathematics and the
/// check, and runs the crate's tests on each. What survives is listed, there and in target/mutants.out.
pub(crate) fn run(files: &[&str]) -> Outcome {
    let cargo_mutants = if let Some(found) = proc::find(&["cargo-mutants"]) {
        found
    } else {
        let file = format!("bin/cargo-mutants{}", std::env::consts::EXE_SUFFIX);
        install::with_cargo(&Tool { package: "cargo-mutants", version: CARGO_MUTANTS.into() }, &file)?.join(file)
    };
    let mut command = proc::command(cargo_mutants);
    command.args([
        "mutants",
        "--package",
        "backprop",
        "--output",
        "target",
        "--no-shuffle",
        "--minimum-test-timeout",
        "60",
    ]);
    for file in if files.is_empty() { &FILES } else { files } {
        command.args(["--file", file]);
    }
    // Only this crate is built for each: the page's other tests would take minutes a change.
    proc::run(command.current_dir(proc::root()))
}
