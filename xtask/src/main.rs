//! The project's commands: `cargo xtask serve`, `build`, `test`, `package`, `bench`, `fuzz` and `mutants`.
//!
//! Each sets up what it lacks and reaches its work in seconds when nothing is lacking.

mod bench;
mod browser;
mod checks;
mod engines;
mod fuzz;
mod install;
mod licence;
mod mutants;
mod notices;
mod package;
mod page;
mod proc;
mod python;
mod release;
mod report;
mod sbom;
mod serve;
mod stamp;
mod styles;
mod tools;
mod weigh;

use std::env;
use std::process::ExitCode;

use report::Outcome;

const USAGE: &str = "\
cargo xtask <command>

  serve [--port <n>] [--no-open] [--draft]
                                   build the page, serve it on loopback, build it again when a source changes
  build                            build the release page into dist/, packed and within its budget
  build --draft                    a quick build into target/draft, for looking and for tests
  build [--draft] --single-file    the same, and all of it in one HTML file in the folder's single/: for disks, for frames
                                   without an origin, for hosts that take one file
  package                          build all of it, and into target/package a zip (site, one file, article, guide, notices)
                                   and an npm package
  package --draft                  the same of the draft that is there
  test [--only <stage>]… [--torch] [--whole]
                                   run everything; stages: fmt, licences, clippy, unit, docs, build,
                                   e2e (Chromium), engines (Firefox and WebKitGTK);
                                   --torch also runs exported PyTorch scripts, and installs PyTorch for that;
                                   --whole runs every test in every engine that can do it, not those that differ most
  test e2e [<filter>]              build the page and run the tests in the browser whose names contain <filter>
  bench [--tfp <folder>] [--before <folder>]
                                   what steps, frames and first visits cost in the browser, beside plain JavaScript and,
                                   where their folders are given, TensorFlow Playground and an earlier build
  fuzz [<target>] [<seconds>]      look for texts that break what reads them, a minute for each target: links, documents,
                                   arrays, tables, API messages, options, answers (fuzz/ has more)
  mutants [<file>]…                change the mathematics and the check, one thing at a time, and list what no test notices
                                   (some hours for all of them)

The first run sets up what is missing (the wasm target, Trunk, wasm-opt; for test and bench also Chromium and its driver;
for test the other engines, and NumPy where there is Python) under the user's cache folder. Lints are errors where CI=true.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Outcome {
    let Some((command, rest)) = arguments.split_first() else { return Err(USAGE.into()) };
    match (*command, rest) {
        ("serve", options) => serve::run(&serve::Options::parse(options)?),
        ("build", []) => page::publish(),
        ("build", ["--draft"]) => page::make(page::Kind::Draft, &page::draft()),
        ("build", ["--single-file"]) => page::publish().and_then(|()| page::single(&page::dist()).map(drop)),
        ("build", ["--draft", "--single-file"]) => {
            page::make(page::Kind::Draft, &page::draft()).and_then(|()| page::single(&page::draft()).map(drop))
        }
        ("package", []) => package::run(),
        ("package", ["--draft"]) => page::single(&page::draft()).and_then(|_| package::make(&page::draft())),
        (page::PROGRAM, []) => page::program(),
        ("test", options) => checks::run(&checks::Plan::parse(options)?),
        (serve::ANNOUNCE, [port, open]) => serve::announce(port, open),
        ("mutants", files) => mutants::run(files),
        ("fuzz", options) => fuzz::run(&fuzz::Plan::parse(options)?),
        ("bench", options) => bench::run(&bench::Beside::parse(options)?),
        ("help" | "--help" | "-h", _) => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("unknown command or option: {}\n\n{USAGE}", arguments.join(" "))),
    }
}
