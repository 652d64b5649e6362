//! The strings of the page inside other pages.

use crate::document::Problem;

pub(in crate::ui) const FIGURE: &str = "Backprop Playground, a figure";
pub(in crate::ui) const WHOLE: &str = "Backprop Playground ↗";
pub(in crate::ui) const WHOLE_TITLE: &str = "Opens this very state in the whole page";
pub(in crate::ui) const PRINTED_FROM: &str = "Live at";
pub(in crate::ui) const DRAW: &str = "draw";
pub(in crate::ui) const DRAW_TITLE: &str = "Draw and move points. Press again to leave";
pub(in crate::ui) const WRONG_OPTIONS: &str = "Some options in this page’s address are not as they should be.";

/// A problem of the options.
pub(in crate::ui) fn problem(problem: &Problem) -> String {
    let what = if problem.path.is_empty() { "options" } else { &problem.path };
    format!("{what}: {}", problem.problem())
}

/// How many problems more there are than are shown.
pub(in crate::ui) fn more(count: usize) -> String {
    format!("And {count} more.")
}
