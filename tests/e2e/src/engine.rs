//! Which browser the page is driven in, and what each is started with.

use std::env;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use crate::setup::Setup;

/// A browser's engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, with `ChromeDriver`. Its own protocol sizes the window, sets the person's system and keeps the console;
    /// in the others the harness does what it can of that by other means.
    Chromium,
    /// Firefox, with geckodriver.
    Firefox,
    /// `WebKitGTK`'s small browser, with its own driver, on a screen that nobody sees.
    Webkit,
}

/// What Chromium is started with.
const FLAGS: &[&str] = &[
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-device-scale-factor=1",
    // Whatever the page asks elsewhere fails, and with it the test.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    // Containers and root have no user namespaces for it; what is opened here is ours.
    "--no-sandbox",
];

impl Engine {
    /// What `E2E_ENGINE` says: Chromium where it says nothing.
    ///
    /// # Panics
    ///
    /// Where it says something else: tests must not pass in a browser that nobody asked for.
    pub fn from_env() -> Self {
        match env::var("E2E_ENGINE").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::Webkit,
            Ok("chromium" | "") | Err(_) => Self::Chromium,
            Ok(other) => panic!("E2E_ENGINE is {other}: it is chromium, firefox or webkit"),
        }
    }

    /// What a session of it is asked for.
    pub(crate) fn capabilities(self, setup: &Setup) -> Capabilities {
        let wanted = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": { "args": FLAGS, "binary": setup.chromium },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "args": ["-headless"],
                    "binary": setup.firefox,
                    "prefs": {
                        // Nothing but the page asks for anything.
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                        "app.update.auto": false,
                        "browser.safebrowsing.downloads.enabled": false,
                    },
                },
            }),
            Self::Webkit => json!({}),
        };
        let Value::Object(wanted) = wanted else { unreachable!("capabilities are an object") };
        wanted.into()
    }
}
