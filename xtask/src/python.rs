//! The Pythons that run exported scripts and build course pages: virtual environments of our own, with one library each.

use std::env;
use std::process::Command;

use crate::install::{self, Tool};
use crate::report::{Outcome, note};

/// A library that exported scripts import.
struct Library {
    package: &'static str,
    version: &'static str,
    /// The variable by which tests/exports.rs is told of a Python that has it.
    variable: &'static str,
}

const NUMPY: Library = Library { package: "numpy", version: "2.4.6", variable: "PLAYGROUND_PYTHON" };
const TORCH: Library = Library { package: "torch", version: "2.15.0", variable: "PLAYGROUND_TORCH_PYTHON" };

/// What the course pages of docs/course-examples are built with, for tests/e2e/tests/course.rs.
const MKDOCS: Library = Library { package: "mkdocs", version: "1.6.1", variable: "E2E_MKDOCS_PYTHON" };
const MYST: Library = Library { package: "myst-parser", version: "5.2.0", variable: "E2E_MYST_PYTHON" };

/// Whether scripts that need `PyTorch` are run: its wheels are too large for every run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Torch {
    /// Only where `PLAYGROUND_TORCH_PYTHON` names a Python that has it.
    IfGiven,
    /// It is installed where it is missing.
    Wanted,
}

/// Tells tests where the Pythons are, and installs what is missing.
///
/// Where that is impossible, the scripts are not run, which is said, and is an error under `strict`.
pub(crate) fn tell(cargo: &mut Command, torch: Torch, strict: bool) -> Outcome {
    NUMPY.tell(cargo, strict)?;
    match torch {
        Torch::IfGiven => Ok(()),
        // Who asks for it is not served by going on without.
        Torch::Wanted => TORCH.tell(cargo, true),
    }
}

/// Tells tests where the tools of course pages are, and installs what is missing. Where that is impossible, it is said.
pub(crate) fn tell_course_tools(cargo: &mut Command) {
    for tool in [MKDOCS, MYST] {
        if env::var_os(tool.variable).is_some_and(|value| !value.is_empty()) {
            continue;
        }
        match install::with_pip(&Tool { package: tool.package, version: tool.version.into() }, &[]) {
            Ok(python) => drop(cargo.env(tool.variable, python)),
            Err(error) => note(&format!("no course page is built with {}: {error}", tool.package)),
        }
    }
}

impl Library {
    fn tell(&self, cargo: &mut Command, strict: bool) -> Outcome {
        if env::var_os(self.variable).is_some_and(|value| !value.is_empty()) {
            return Ok(());
        }
        // Without NumPy, PyTorch warns of every tensor that is made of a list.
        let beside =
            if self.package == NUMPY.package { vec![] } else { vec![format!("{}=={}", NUMPY.package, NUMPY.version)] };
        match install::with_pip(&Tool { package: self.package, version: self.version.into() }, &beside) {
            Ok(python) => drop(cargo.env(self.variable, python)),
            Err(error) => {
                let error = format!("{error}\n{} may name a Python that has {}.", self.variable, self.package);
                if strict {
                    return Err(error);
                }
                note(&format!("exported scripts are NOT run with {}: {error}", self.package));
            }
        }
        Ok(())
    }
}
