//! `cargo xtask bench`: what the published page costs in a browser.

use std::env;
use std::path::PathBuf;

use crate::browser::Browser;
use crate::install::{self, NpmPackage, Tool};
use crate::page;
use crate::proc;
use crate::report::{Outcome, note, step};

/// A library that is measured beside the page, in nothing that is published.
struct Peer {
    variable: &'static str,
    package: &'static str,
    version: &'static str,
    integrity: &'static str,
    /// Its script for browsers.
    script: &'static str,
}

const PEERS: [Peer; 3] = [
    Peer {
        variable: "BENCH_CONVNETJS",
        package: "convnetjs",
        version: "0.3.0",
        integrity: "sha512-qG6VEbJS8FOQFR6xS0NMfUseR3P6GJ/JfAq2Ff8MrpeF5Y2HVmZI6zcakOYz50f34qq2SMumlUhB7gfmypo8lg==",
        script: "build/convnet-min.js",
    },
    Peer {
        variable: "BENCH_BRAIN",
        package: "brain.js",
        version: "1.6.1",
        integrity: "sha512-c+qrOGoW9VvIohTf70MQCjNzrunXVWI09CT27BZ/lZb6nObGxkdP10c4g9Ztnd8WFJijGdh3veh1A1vk/daIUA==",
        script: "browser.min.js",
    },
    Peer {
        variable: "BENCH_TFJS",
        package: "@tensorflow/tfjs",
        version: "4.22.0",
        integrity: "sha512-0TrIrXs6/b7FLhLVNmfh8Sah6JgjBPH4mZ8JGb7NU6WW+cx00qK5BcAZxw7NCzxj6N8MRAIfHq+oNbPUNG5VAg==",
        script: "dist/tf.min.js",
    },
];

/// Other pages to measure beside this one.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Beside<'a> {
    /// The folder of a built TensorFlow Playground.
    tfp: Option<&'a str>,
    /// The folder of an earlier build of this page.
    before: Option<&'a str>,
}

impl<'a> Beside<'a> {
    /// Reads what follows `bench`.
    pub(crate) fn parse(options: &[&'a str]) -> Outcome<Self> {
        let mut beside = Self::default();
        for pair in options.chunks(2) {
            match *pair {
                ["--tfp", folder] => beside.tfp = Some(folder),
                ["--before", folder] => beside.before = Some(folder),
                _ => return Err(format!("bench does not take {}", pair.join(" "))),
            }
        }
        Ok(beside)
    }
}

/// Builds the page and measures it, beside a hand-written loop in JavaScript in the same browser. A missed goal fails.
pub(crate) fn run(beside: &Beside) -> Outcome {
    page::publish()?;
    let browser = Browser::find_or_install()?;
    let native = native()?;
    step("measuring in headless Chromium", || {
        let mut cargo = proc::cargo();
        cargo.env("BENCH_NATIVE", &native);
        for peer in &PEERS {
            let tool = Tool { package: peer.package, version: peer.version.into() };
            let script = format!("node_modules/{}/{}", peer.package, peer.script);
            match install::with_npm(&NpmPackage { tool, integrity: peer.integrity, bin: "" }, &script) {
                Ok(folder) => drop(cargo.env(peer.variable, folder.join(&script))),
                Err(error) => note(&format!("not measured beside {}: {error}", peer.package)),
            }
        }
        cargo.args(["run", "--quiet", "--locked", "--package", "e2e", "--bin", "bench"]);
        browser.tell(&mut cargo, &page::dist());
        cargo.env("BENCH_JSON", proc::root().join("target/bench.json"));
        for (variable, folder) in [("BENCH_TFP", beside.tfp), ("BENCH_BEFORE", beside.before)] {
            if let Some(folder) = folder {
                let folder = std::path::absolute(folder).map_err(|error| format!("{folder}: {error}"))?;
                cargo.env(variable, folder);
            }
        }
        proc::run(&mut cargo)
    })
}

/// The same training as a program.
fn native() -> Outcome<PathBuf> {
    let mut cargo = proc::cargo();
    cargo.args(["build", "--quiet", "--locked", "--release", "--package", "backprop", "--example", "steps"]);
    step("building the native program", || proc::run(&mut cargo))?;
    Ok(proc::root().join("target/release/examples/steps").with_extension(env::consts::EXE_EXTENSION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_read() {
        let both = Beside { tfp: Some("a"), before: Some("b") };
        assert_eq!(Beside::parse(&["--before", "b", "--tfp", "a"]), Ok(both), "in any order");
        assert_eq!(Beside::parse(&[]), Ok(Beside::default()), "none");
        assert!(
            Beside::parse(&["--tfp"]).is_err() && Beside::parse(&["--fast", "1"]).is_err(),
            "what is wrong is said"
        );
    }
}
