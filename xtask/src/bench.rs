//! `cargo xtask bench`: how fast the published page is in a browser.

use crate::browser::Browser;
use crate::page;
use crate::proc;
use crate::report::{Outcome, step};

/// Builds the page and measures it, beside a hand-written loop in JavaScript in the same browser.
pub(crate) fn run() -> Outcome {
    page::publish()?;
    let browser = Browser::find_or_install()?;
    step("measuring in headless Chromium", || {
        let mut cargo = proc::cargo();
        cargo.args(["run", "--quiet", "--locked", "--package", "e2e", "--bin", "bench"]);
        browser.tell(&mut cargo, &page::dist());
        proc::run(&mut cargo)
    })
}
