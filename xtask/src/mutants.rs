//! `cargo xtask mutants`: is there a change of the mathematics that no test notices?

use crate::install;
use crate::proc;
use crate::report::Outcome;

const CARGO_MUTANTS: &str = "27.1.0";
/// The mathematics and its witnesses.
const FILES: [&str; 2] = ["crates/backprop/src/nn/**", "crates/backprop/src/check/**"];

/// Changes one thing after the other in the files of `crates/backprop` that are named, or else in the mathematics and the
/// check, and runs the crate's tests on each. What survives is listed, there and in target/mutants.out.
pub(crate) fn run(files: &[&str]) -> Outcome {
    let mut command = proc::command(install::program("cargo-mutants", CARGO_MUTANTS)?);
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
    // Only this crate is built for each: the page's other tests would take minutes a change. Its README and examples say
    // nothing that its tests do not.
    command.args(["--", "--lib", "--tests"]);
    proc::run(command.current_dir(proc::root()))
}
