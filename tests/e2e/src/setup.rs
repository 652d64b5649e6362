//! Where the page and the browser are.

use std::env;
use std::path::{Path, PathBuf};

use crate::engine::Engine;

/// What `cargo xtask test` says by environment variables.
#[derive(Clone, Debug)]
pub struct Setup {
    /// `E2E_DIST`: the folder of the built page.
    pub dist: Option<PathBuf>,
    /// `E2E_ENGINE`: the browser's engine.
    pub engine: Engine,
    /// `E2E_CHROMIUM`: the browser.
    pub chromium: PathBuf,
    /// `E2E_CHROMEDRIVER`: its driver.
    pub chromedriver: PathBuf,
    /// `E2E_FIREFOX`: the browser.
    pub firefox: PathBuf,
    /// `E2E_GECKODRIVER`: its driver.
    pub geckodriver: PathBuf,
    /// `E2E_WEBKITDRIVER`: `WebKitGTK`'s driver, which knows its browser.
    pub webkitdriver: PathBuf,
    /// `E2E_XVFB`: the screen for it.
    pub xvfb: PathBuf,
    /// `E2E_AXE`: the script of axe-core.
    pub axe: Option<PathBuf>,
    /// `E2E_SCREENSHOTS`: where pictures go.
    pub screenshots: PathBuf,
}

impl Setup {
    /// For a tool that a person starts: what is not said is taken from `PATH`.
    pub fn from_env_or_path() -> Self {
        Self {
            dist: variable("E2E_DIST"),
            engine: Engine::from_env(),
            chromium: variable("E2E_CHROMIUM").unwrap_or_else(|| on_path("chromium")),
            chromedriver: variable("E2E_CHROMEDRIVER").unwrap_or_else(|| on_path("chromedriver")),
            firefox: variable("E2E_FIREFOX").unwrap_or_else(|| on_path("firefox")),
            geckodriver: variable("E2E_GECKODRIVER").unwrap_or_else(|| on_path("geckodriver")),
            webkitdriver: variable("E2E_WEBKITDRIVER").unwrap_or_else(|| on_path("WebKitWebDriver")),
            xvfb: variable("E2E_XVFB").unwrap_or_else(|| on_path("Xvfb")),
            axe: variable("E2E_AXE"),
            screenshots: variable("E2E_SCREENSHOTS").unwrap_or_else(|| "target/screenshots".into()),
        }
    }

    /// For tests: everything must be said, for a test that finds no page must not pass.
    pub fn from_env() -> Self {
        let needed: &[&str] = match Engine::from_env() {
            Engine::Chromium => &["E2E_CHROMIUM", "E2E_CHROMEDRIVER"],
            Engine::Firefox => &["E2E_FIREFOX", "E2E_GECKODRIVER"],
            Engine::Webkit => &["E2E_WEBKITDRIVER", "E2E_XVFB"],
        };
        for name in ["E2E_DIST", "E2E_SCREENSHOTS"].iter().chain(needed) {
            let missing = format!("{name} is not set: these tests are run by `cargo xtask test e2e [<filter>]`");
            assert!(variable(name).is_some(), "{missing}");
        }
        Self::from_env_or_path()
    }

    /// The driver of the engine.
    pub(crate) fn driver(&self) -> &Path {
        match self.engine {
            Engine::Chromium => &self.chromedriver,
            Engine::Firefox => &self.geckodriver,
            Engine::Webkit => &self.webkitdriver,
        }
    }

    /// The folder of the built page.
    pub(crate) fn page(&self) -> &PathBuf {
        self.dist.as_ref().expect("E2E_DIST is not set: it is the folder of the built page, dist/")
    }
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// ChromeDriver starts the browser by an absolute path.
fn on_path(name: &str) -> PathBuf {
    let folders = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file());
    found.unwrap_or_else(|| name.into())
}
