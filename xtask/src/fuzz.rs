//! `cargo xtask fuzz`: texts that libFuzzer makes up, for everything that reads what comes from outside.

use std::fs;

use crate::install;
use crate::proc;
use crate::report::{Outcome, note, step};

const CARGO_FUZZ: &str = "0.13.2";
/// How long each target is fuzzed where nobody says.
const SECONDS: u32 = 60;

/// What to fuzz, and for how long.
#[derive(Debug, PartialEq)]
pub(crate) struct Plan {
    /// One of the files in `fuzz/fuzz_targets/`; all of them where none is named.
    target: Option<String>,
    seconds: u32,
}

impl Plan {
    /// Reads what follows `fuzz`.
    pub(crate) fn parse(options: &[&str]) -> Outcome<Self> {
        let (mut target, mut seconds) = (None, SECONDS);
        for option in options {
            match option.parse() {
                Ok(number) => seconds = number,
                Err(_) if target.is_none() => target = Some((*option).to_string()),
                Err(_) => return Err(format!("fuzz does not take {option}: a target and a number of seconds")),
            }
        }
        Ok(Self { target, seconds })
    }
}

/// Fuzzes. What breaks a promise is left in `fuzz/artifacts/`, and ends the command.
pub(crate) fn run(plan: &Plan) -> Outcome {
    let targets = targets()?;
    let chosen: Vec<&String> =
        targets.iter().filter(|name| plan.target.as_ref().is_none_or(|one| one == *name)).collect();
    if chosen.is_empty() {
        return Err(format!("there is no such target: there are {}", targets.join(", ")));
    }
    let cargo_fuzz = install::program("cargo-fuzz", CARGO_FUZZ)?;
    for target in chosen {
        step(&format!("fuzzing {target}"), || {
            // New texts go where they are not committed by chance; those that are kept are where it begins.
            let found = format!("fuzz/target/corpus/{target}");
            fs::create_dir_all(proc::root().join(&found)).map_err(|error| format!("{found}: {error}"))?;
            let mut command = proc::command(&cargo_fuzz);
            // Memory is safe by the compiler: without a sanitizer, which only nightly has, stable Rust will do.
            command.args(["run", "--sanitizer", "none", target, &found, &format!("fuzz/corpus/{target}"), "--"]);
            command.args([
                &format!("-max_total_time={}", plan.seconds),
                "-max_len=4096",
                "-timeout=5",
                "-rss_limit_mb=1024",
            ]);
            proc::run(command.current_dir(proc::root()))
        })?;
        note(&format!(
            "`cargo fuzz cmin` of fuzz/target/corpus/{target} keeps the few that matter: what fuzz/corpus/{target} lacks of \
             them is worth a commit"
        ));
    }
    Ok(())
}

/// The names of all targets, in order.
fn targets() -> Outcome<Vec<String>> {
    let folder = proc::root().join("fuzz/fuzz_targets");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let name = |entry: fs::DirEntry| Some(entry.path().file_stem()?.to_string_lossy().into_owned());
    let mut names: Vec<String> = entries.flatten().filter_map(name).collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_read() {
        let plan = |target: Option<&str>, seconds| Plan { target: target.map(ToString::to_string), seconds };
        for (options, expected) in [
            (&[] as &[&str], plan(None, SECONDS)),
            (&["link"], plan(Some("link"), SECONDS)),
            (&["300"], plan(None, 300)),
            (&["link", "300"], plan(Some("link"), 300)),
        ] {
            assert_eq!(Plan::parse(options), Ok(expected), "{options:?}");
        }
        assert!(Plan::parse(&["link", "table"]).is_err(), "one at a time");
    }

    #[test]
    fn every_target_has_a_corpus() {
        let targets = targets().unwrap();
        assert!(targets.len() >= 7, "{targets:?}");
        for target in targets {
            assert!(proc::root().join("fuzz/corpus").join(&target).is_dir(), "{target} has no corpus");
        }
    }
}
