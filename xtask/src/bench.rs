//! `cargo xtask bench`: what the published page costs in a browser.

use crate::browser::Browser;
use crate::page;
use crate::proc;
use crate::report::{Outcome, step};

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
    step("measuring in headless Chromium", || {
        let mut cargo = proc::cargo();
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
