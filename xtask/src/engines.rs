//! The page's tests in the other engines: Firefox and `WebKitGTK`.

use std::path::PathBuf;
use std::process::Command;

use crate::browser::{Beside, apt_get_install, given};
use crate::install::{self, Tool};
use crate::proc;
use crate::report::Outcome;

/// Firefox's driver, which Debian does not have.
const GECKODRIVER: &str = "0.37.1";

/// What is tested in every engine: that numbers are the same, the first view, links, and the page in one file. The rest takes
/// too long for every run; `E2E_ENGINE` has any test of tests/e2e run in another engine.
pub(crate) const SUITES: [&str; 4] = ["same::", "train::", "link::", "single::"];

/// A browser that is no Chromium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Firefox,
    Webkit,
}

impl Engine {
    pub(crate) const ALL: [Self; 2] = [Self::Firefox, Self::Webkit];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// What tests/e2e is told by environment variables; what is missing is installed where that asks nobody.
    fn find_or_install(self) -> Outcome<Vec<(&'static str, PathBuf)>> {
        let programs: &[(&'static str, &[&str], &str)] = match self {
            Self::Firefox => &[("E2E_FIREFOX", &["firefox-esr", "firefox"], "firefox-esr")],
            Self::Webkit => {
                &[("E2E_WEBKITDRIVER", &["WebKitWebDriver"], "webkit2gtk-driver"), ("E2E_XVFB", &["Xvfb"], "xvfb")]
            }
        };
        let find = |&(variable, names, package): &(&'static str, &[&str], &'static str)| {
            given(variable).or_else(|| proc::find(names)).map(|program| (variable, program)).ok_or(package)
        };
        let missing: Vec<&str> = programs.iter().filter_map(|program| find(program).err()).collect();
        if !missing.is_empty() {
            let advice = format!("Install it (Debian: apt-get install {}).", missing.join(" "));
            apt_get_install(&missing, Beside::Recommended).map_err(|error| format!("{error}\n{advice}"))?;
        }
        let found: Result<Vec<_>, &str> = programs.iter().map(find).collect();
        let mut found = found.map_err(|package| format!("{package} is still missing"))?;
        if self == Self::Firefox {
            found.push(("E2E_GECKODRIVER", geckodriver()?));
        }
        Ok(found)
    }

    /// Makes `cargo`, which runs tests of tests/e2e, run them in this engine.
    pub(crate) fn tell(self, cargo: &mut Command) -> Outcome {
        cargo.env("E2E_ENGINE", self.name()).envs(self.find_or_install()?);
        Ok(())
    }
}

fn geckodriver() -> Outcome<PathBuf> {
    if let Some(found) = given("E2E_GECKODRIVER").or_else(|| proc::find(&["geckodriver"])) {
        return Ok(found);
    }
    let tool = Tool { package: "geckodriver", version: GECKODRIVER.into() };
    Ok(install::with_cargo(&tool, "bin/geckodriver")?.join("bin/geckodriver"))
}
