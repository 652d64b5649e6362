//! What driving the page needs: Chromium, its driver, and axe-core.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::install::{self, NpmPackage, Tool};
use crate::proc;
use crate::report::{Outcome, note, step};

/// The accessibility checker, in tests only.
const AXE: &str = "4.14.1";
const AXE_INTEGRITY: &str =
    "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==";

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const CHROMEDRIVER: &[&str] = &["chromedriver", "chromium.chromedriver"];
const MAC_CHROMIUM: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const ADVICE: &str = "\
Install both, of the same version:
  Debian         apt-get install chromium chromium-driver
  Ubuntu         Google's Chrome, and `npx @puppeteer/browsers install chromedriver@stable`
  Fedora         dnf install chromium chromedriver
  macOS          brew install --cask google-chrome chromedriver
  Windows        winget install Google.Chrome Chromium.ChromeDriver
or point E2E_CHROMIUM and E2E_CHROMEDRIVER at them.";

/// What tests/e2e is told by environment variables.
pub(crate) struct Browser {
    chromium: PathBuf,
    chromedriver: PathBuf,
}

impl Browser {
    /// Finds Chromium and its driver, or installs them where the system's package manager can without asking.
    pub(crate) fn find_or_install() -> Outcome<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        let missing = |error| format!("Chromium or ChromeDriver is missing: {error} {ADVICE}");
        apt_get_install(&["chromium", "chromium-driver"], Beside::Nothing).map_err(missing)?;
        Self::find().ok_or_else(|| format!("Chromium or ChromeDriver is still missing. {ADVICE}"))
    }

    fn find() -> Option<Self> {
        let chromium = given("E2E_CHROMIUM").or_else(|| proc::find(CHROMIUM)).or_else(|| {
            MAC_CHROMIUM.iter().map(PathBuf::from).find(|file| cfg!(target_os = "macos") && file.is_file())
        })?;
        let chromedriver = given("E2E_CHROMEDRIVER").or_else(|| proc::find(CHROMEDRIVER))?;
        Some(Self { chromium, chromedriver })
    }

    /// Tells a command of tests/e2e where everything is.
    pub(crate) fn tell(&self, command: &mut Command, dist: &Path) {
        command.env("E2E_CHROMIUM", &self.chromium).env("E2E_CHROMEDRIVER", &self.chromedriver);
        tell_page(command, dist);
    }
}

/// Tells a command of tests/e2e, whatever browser it is to drive, where the page is.
pub(crate) fn tell_page(command: &mut Command, dist: &Path) {
    command.env("E2E_DIST", dist).env("E2E_SCREENSHOTS", proc::root().join("target/screenshots"));
}

/// The path of axe-core's script, installed where it is missing.
pub(crate) fn axe() -> Outcome<PathBuf> {
    let script = "node_modules/axe-core/axe.min.js";
    let tool = Tool { package: "axe-core", version: AXE.into() };
    let axe = NpmPackage { tool, integrity: AXE_INTEGRITY, bin: "" };
    Ok(install::with_npm(&axe, script)?.join(script))
}

pub(crate) fn given(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// What is installed beside what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Only what it depends on.
    Nothing,
    /// What its packagers recommend too: without it `WebKitGTK` misses codecs, portals and a bus.
    Recommended,
}

/// Installs Debian's packages as root or through a sudo that asks nothing.
pub(crate) fn apt_get_install(packages: &[&str], beside: Beside) -> Outcome {
    let missing = format!("{} cannot be installed without asking here.", packages.join(", "));
    let Some(apt_get) = proc::find(&["apt-get"]) else { return Err(missing) };
    let as_root = proc::answer(proc::command("id").arg("-u")).as_deref() == Some("0");
    let apt_get = || {
        let mut command = proc::command(if as_root { apt_get.as_os_str() } else { "sudo".as_ref() });
        if !as_root {
            command.args(["-n", "DEBIAN_FRONTEND=noninteractive"]).arg(&apt_get);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    if !as_root && proc::answer(proc::command("sudo").args(["-n", "true"])).is_none() {
        return Err(missing);
    }
    step(&format!("installing {} with apt-get", packages.join(", ")), || {
        let updated = proc::run(apt_get().args(["update", "-qq"]));
        if let Err(error) = updated {
            note(&format!("the package lists are old: {error}"));
        }
        let mut install = apt_get();
        install.args(["install", "-y", "-qq"]).args(packages);
        if beside == Beside::Nothing {
            install.arg("--no-install-recommends");
        }
        proc::run(&mut install).map_err(|error| format!("{error}\n{missing}"))
    })
}
