//! `cargo xtask test`: every check, one stage after the other, and at the end which failed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::browser::{self, Browser};
use crate::engines::{Engine, Extent};
use crate::notices;
use crate::package;
use crate::page;
use crate::proc;
use crate::python::{self, Torch};
use crate::report::{Outcome, note, seconds, step};

/// One kind of check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Fmt,
    Licences,
    Clippy,
    Unit,
    Docs,
    Build,
    E2e,
    Engines,
}

impl Stage {
    /// The quick ones first.
    const ALL: [Self; 8] =
        [Self::Fmt, Self::Licences, Self::Clippy, Self::Unit, Self::Docs, Self::Build, Self::E2e, Self::Engines];

    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Licences => "licences",
            Self::Clippy => "clippy",
            Self::Unit => "unit",
            Self::Docs => "docs",
            Self::Build => "build",
            Self::E2e => "e2e",
            Self::Engines => "engines",
        }
    }

    fn named(name: &str) -> Outcome<Self> {
        let found = Self::ALL.into_iter().find(|stage| stage.name() == name);
        found.ok_or_else(|| format!("no stage is called {name}: there are {}", Self::ALL.map(Self::name).join(", ")))
    }

    /// What a lint finds fails the whole where a service asks, and is only reported to a person in the middle of work.
    fn is_lint(self) -> bool {
        matches!(self, Self::Fmt | Self::Clippy | Self::Docs)
    }
}

/// What to run.
#[derive(Debug, PartialEq)]
pub(crate) struct Plan {
    stages: Vec<Stage>,
    filter: Option<String>,
    torch: Torch,
    extent: Extent,
}

impl Plan {
    /// Reads what follows `test`.
    pub(crate) fn parse(options: &[&str]) -> Outcome<Self> {
        let torch = if options.contains(&"--torch") { Torch::Wanted } else { Torch::IfGiven };
        let extent = if options.contains(&"--whole") { Extent::Whole } else { Extent::Some };
        let options: Vec<&str> =
            options.iter().copied().filter(|option| !["--torch", "--whole"].contains(option)).collect();
        match options.as_slice() {
            [] => Ok(Self { stages: Stage::ALL.to_vec(), filter: None, torch, extent }),
            ["e2e", filter @ ..] if filter.len() < 2 => {
                let filter = filter.first().map(ToString::to_string);
                Ok(Self { stages: vec![Stage::Build, Stage::E2e], filter, torch, extent })
            }
            pairs => {
                let mut stages = Vec::new();
                for pair in pairs.chunks(2) {
                    let ["--only", stage] = pair else { return Err(format!("test does not take {}", pair.join(" "))) };
                    stages.push(Stage::named(stage)?);
                }
                Ok(Self { stages, filter: None, torch, extent })
            }
        }
    }
}

/// How a stage ended.
enum Verdict {
    Passed,
    /// A lint found something, and nobody asked for that to be an error.
    Reported,
    Failed(String),
}

/// Runs the stages, all of them whatever fails.
pub(crate) fn run(plan: &Plan) -> Outcome {
    let start = Instant::now();
    let strict = proc::is_ci();
    let mut summary = Vec::new();
    for stage in &plan.stages {
        let stage_start = Instant::now();
        let verdict = match step(stage.name(), || run_stage(*stage, plan, strict)) {
            Ok(()) => Verdict::Passed,
            Err(_) if stage.is_lint() && !strict => Verdict::Reported,
            Err(error) => Verdict::Failed(error),
        };
        summary.push((*stage, verdict, stage_start.elapsed()));
    }
    println!("\n── summary, {} in all", seconds(start.elapsed()));
    let mut failures = 0;
    for (stage, verdict, time) in &summary {
        let text = match verdict {
            Verdict::Passed => "passed".to_string(),
            Verdict::Reported => "found something (an error where CI=true)".to_string(),
            Verdict::Failed(error) => {
                failures += 1;
                format!("FAILED: {error}")
            }
        };
        println!("   {:<8} {:>12}  {text}", stage.name(), seconds(*time));
    }
    if failures == 0 { Ok(()) } else { Err(format!("{failures} of {} stages failed", summary.len())) }
}

fn run_stage(stage: Stage, plan: &Plan, strict: bool) -> Outcome {
    match stage {
        Stage::Fmt => proc::run(proc::cargo().args(["fmt", "--all", "--check"])),
        Stage::Licences => notices::check(),
        Stage::Clippy => clippy(strict),
        Stage::Unit => unit(plan.torch, strict),
        Stage::Docs => docs(strict),
        Stage::Build => package::run(),
        Stage::E2e => e2e(plan.filter.as_deref()),
        Stage::Engines => engines(strict, plan.extent),
    }
}

/// Everything that needs no browser.
fn unit(torch: Torch, strict: bool) -> Outcome {
    let mut cargo = proc::cargo();
    cargo.args(["test", "--locked", "--workspace", "--exclude", "e2e", "--no-fail-fast"]);
    // A missing Python must not hide what else fails.
    let told = python::tell(&mut cargo, torch, strict);
    proc::run(&mut cargo).and(told).and(page::test_pack())
}

/// For the host with every target, and for wasm32 what is built for it.
fn clippy(strict: bool) -> Outcome {
    let deny: &[&str] = if strict { &["--", "-D", "warnings"] } else { &[] };
    let on = |arguments: &[&str]| proc::run(proc::cargo().args(["clippy", "--locked"]).args(arguments).args(deny));
    let host = on(&["--workspace", "--all-targets"]);
    let wasm = on(&["--package", "backprop-playground", "--lib", "--bins", "--target", "wasm32-unknown-unknown"]);
    host.and(wasm)
}

fn docs(strict: bool) -> Outcome {
    let mut cargo = proc::cargo();
    cargo.args(["doc", "--locked", "--no-deps", "--workspace", "--exclude", "e2e", "--exclude", "xtask"]);
    if strict {
        cargo.env("RUSTDOCFLAGS", "-D warnings");
    }
    proc::run(&mut cargo)
}

/// The page in dist/ in a browser.
fn e2e(filter: Option<&str>) -> Outcome {
    let dist = built_page()?;
    let browser = Browser::find_or_install()?;
    let mut cargo = driven(&dist);
    cargo.args(TWO_AT_ONCE).args(filter);
    browser.tell(&mut cargo, &dist);
    if package::folder().is_dir() {
        cargo.env("E2E_PACKAGE", package::folder());
    }
    python::tell_course_tools(&mut cargo);
    // One test runs what it exports; the unit tests are strict about it.
    python::tell(&mut cargo, Torch::IfGiven, false)?;
    proc::run(&mut cargo)
}

/// The page in the other engines too: all of them where a service asks; a person is told which are missing.
fn engines(strict: bool, extent: Extent) -> Outcome {
    let mut all = Ok(());
    for engine in Engine::ALL {
        let tests = match driven_in(engine) {
            Ok(tests) => tests,
            Err(error) if strict => {
                all = all.and(Err(error));
                continue;
            }
            Err(error) => {
                note(&error);
                continue;
            }
        };
        all = all.and(step(engine.name(), || run_in(engine, tests, extent)));
    }
    all
}

/// The tests that drive the page, in that engine, or why not.
fn driven_in(engine: Engine) -> Outcome<Command> {
    let mut cargo = driven(&built_page()?);
    engine.tell(&mut cargo).map_err(|error| format!("not tested in {}: {error}", engine.name()))?;
    cargo.args(TWO_AT_ONCE);
    Ok(cargo)
}

/// Runs them. What the engine itself broke off runs once more.
fn run_in(engine: Engine, mut tests: Command, extent: Extent) -> Outcome {
    let (outcome, printed) = proc::run_heard(tests.args(engine.tests(extent)));
    match engine.broken_off(&printed) {
        Some(names) if outcome.is_err() => {
            note(&format!("{} broke off {} itself: once more", engine.name(), names.join(", ")));
            proc::run(driven_in(engine)?.arg("--exact").args(names))
        }
        _ => outcome,
    }
}

/// A browser and a training page fill two cores.
const TWO_AT_ONCE: [&str; 3] = ["--", "--test-threads", "2"];

/// The folder of the page.
fn built_page() -> Outcome<PathBuf> {
    let dist = page::dist();
    if dist.join("index.html").is_file() {
        Ok(dist)
    } else {
        Err("there is no page in dist/ to test: `cargo xtask build` makes it".into())
    }
}

/// The tests that drive the page, told where it is.
fn driven(dist: &Path) -> Command {
    let mut cargo = proc::cargo();
    cargo.args(["test", "--locked", "--package", "e2e", "--no-fail-fast"]);
    browser::tell_page(&mut cargo, dist);
    tell_axe(&mut cargo);
    cargo
}

/// Tests that need axe-core fail without it, and say how to get it.
fn tell_axe(cargo: &mut Command) {
    match browser::axe() {
        Ok(script) => drop(cargo.env("E2E_AXE", script)),
        Err(error) => note(&format!("no accessibility checker: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_read() {
        let plan = |stages: &[Stage], filter: Option<&str>| Plan {
            stages: stages.to_vec(),
            filter: filter.map(ToString::to_string),
            torch: Torch::IfGiven,
            extent: Extent::Some,
        };
        let whole = Plan { extent: Extent::Whole, ..plan(&[Stage::Engines], None) };
        let with_torch = Plan { torch: Torch::Wanted, ..plan(&[Stage::Unit], None) };
        for (options, expected) in [
            (&[] as &[&str], plan(&Stage::ALL, None)),
            (&["e2e"], plan(&[Stage::Build, Stage::E2e], None)),
            (&["e2e", "iframe"], plan(&[Stage::Build, Stage::E2e], Some("iframe"))),
            (&["--only", "docs", "--only", "fmt"], plan(&[Stage::Docs, Stage::Fmt], None)),
            (&["--torch", "--only", "unit"], with_torch),
            (&["--only", "engines", "--whole"], whole),
        ] {
            assert_eq!(Plan::parse(options), Ok(expected), "{options:?}");
        }
        for options in [&["--only"] as &[&str], &["--only", "everything"], &["fmt"], &["e2e", "a", "b"]] {
            assert!(Plan::parse(options).is_err(), "{options:?} is refused");
        }
    }
}
