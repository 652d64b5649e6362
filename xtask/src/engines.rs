//! The page's tests in the other engines: Firefox and `WebKitGTK`.

use std::path::PathBuf;
use std::process::Command;

use crate::browser::{Beside, apt_get_install, given};
use crate::install;
use crate::proc;
use crate::report::Outcome;

/// Firefox's driver, which Debian does not have.
const GECKODRIVER: &str = "0.37.1";

/// What is tested in every engine in every run: that numbers are the same, three views, links, loading, and the page in one
/// file. `cargo xtask test --only engines --whole` runs the rest too.
const SUITES: [&str; 7] = ["same::", "train::", "explain::", "practice::", "link::", "loading::", "single::"];

/// Tests of what only Chromium's protocol can do or say: keys without a window, pages without scripts, paper, what the
/// system says of themes.
const ONLY_IN_CHROMIUM: [&str; 7] = [
    "article::the_article_is_legible_at_every_size_in_both_themes",
    "article::the_article_is_used_by_keyboard_alone",
    "article::the_article_makes_sense_without_scripts",
    "embed::a_figure_and_the_page_print_as_pictures_with_their_address",
    "hands::pictures_follow_the_systems_own_colours",
    "loading::notices_are_legible_in_both_themes_and_on_a_phone",
    "places::a_dark_page_is_drawn_light_for_paper_and_dark_again_after",
];

/// How much is tested in the engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What differs most between engines, in minutes.
    Some,
    /// Everything that they can do.
    Whole,
}

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

    /// Tests of what this engine or its driver cannot do, beside those that only Chromium can.
    fn cannot(self) -> &'static [&'static str] {
        match self {
            // A script of its driver makes no clipboard and holds no timers of the page, and its errors are those of another
            // world than the page's.
            Self::Firefox => &[
                "import::five_megabytes_do_not_freeze_the_dialog",
                "link::what_is_put_into_the_address_is_not_written_over",
                "loading::a_trap_in_the_running_page_is_a_sentence_with_a_way_on",
            ],
            // Its driver knows no touch, waits for frames that never answer, presses nothing that lies over a hidden
            // field, and takes nothing back; a frame without an origin is let in by no header (the README says so).
            Self::Webkit => &[
                "element::a_frame_that_never_answers_is_an_error_with_words",
                "embed::a_touch_scrolls_until_one_draws_on_purpose",
                "hands::axe_finds_nothing_with_any_rule",
                "layers_seeds::one_takes_home_what_one_looks_at",
                "loading::runs_in_a_frame_that_may_do_nothing_but_run_scripts",
                "practice::the_keyboard_alone_does_it",
            ],
        }
    }

    /// What libtest is told: which tests to run, and which not.
    pub(crate) fn tests(self, extent: Extent) -> Vec<&'static str> {
        let mut tests = match extent {
            Extent::Some => SUITES.to_vec(),
            Extent::Whole => Vec::new(),
        };
        for name in ONLY_IN_CHROMIUM.iter().chain(self.cannot()) {
            tests.extend(["--skip", name]);
        }
        tests
    }

    /// Of the tests that failed, by what libtest printed, those that the engine itself broke off: the interpreter of wasm in
    /// `WebKitGTK` now and then loses its place on Linux and x86-64 (bug 289009 there), and the page is told of a trap in it.
    /// `None` where another test failed too.
    pub(crate) fn broken_off(self, printed: &str) -> Option<Vec<String>> {
        const TRAP: &str = "Out of bounds memory access";
        if self != Self::Webkit {
            return None;
        }
        let reports = printed.split("\n---- ").skip(1).filter_map(|report| report.split_once(" stdout ----"));
        let reports: Vec<(&str, bool)> = reports.map(|(name, said)| (name, said.contains(TRAP))).collect();
        let all = !reports.is_empty() && reports.iter().all(|(_, is_trap)| *is_trap);
        all.then(|| reports.into_iter().map(|(name, _)| name.to_owned()).collect())
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
    given("E2E_GECKODRIVER").map_or_else(|| install::program("geckodriver", GECKODRIVER), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_engine_broke_off_runs_again() {
        let trap = "---- link::one stdout ----\n[error] RuntimeError: Out of bounds memory access (evaluating 'f')\n";
        let wrong = "---- link::two stdout ----\nassertion failed\n";
        let printed =
            |reports: &[&str]| format!("test link::one ... FAILED\n\nfailures:\n\n{}\nfailures:\n", reports.join("\n"));
        let broken_off = Engine::Webkit.broken_off(&printed(&[trap]));
        assert_eq!(broken_off, Some(vec!["link::one".to_owned()]), "the engine's own");
        assert_eq!(Engine::Webkit.broken_off(&printed(&[trap, wrong])), None, "ours failed too");
        assert_eq!(Engine::Webkit.broken_off("error: could not compile"), None, "no test failed");
        assert_eq!(Engine::Firefox.broken_off(&printed(&[trap])), None, "this engine does not do that");
    }
}
