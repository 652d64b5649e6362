//! What an author asks of the page, in the query of its address or by the API: which panels it shows, what may be
//! changed there, how it begins.
//!
//! Reading takes what it can and lists what it cannot: an option that is unknown or wrong never breaks the page. The
//! state stays in the link after `#`, which is the matter of [`crate::document::link`].

mod json;
mod names;
mod query;
mod snippet;

use std::collections::BTreeSet;

use crate::{
    document::Speed,
    state::{Page, ThemeChoice},
};

pub use json::read as read_json;
pub use names::{Control, Panel};
pub use query::{read, write};
pub use snippet::{Frame, Host};

/// A title may have this many characters.
pub const LONGEST_TITLE: usize = 200;
/// An exercise's name may have this many characters.
pub const LONGEST_EXERCISE: usize = 80;
/// A query may have this many bytes.
pub const LONGEST_QUERY: usize = 8_000;

/// What an author asks of the page. The default is the whole page, as it opens by itself.
#[allow(clippy::struct_excessive_bools, reason = "each is an option that is there or not")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The view that is open at first, where it is not the link's.
    pub view: Option<Page>,
    /// The only panels that are shown, in their order; the whole page where there are none.
    pub panels: Vec<Panel>,
    /// Controls that are not shown.
    pub hide: BTreeSet<Control>,
    /// Controls that are shown and cannot be changed.
    pub lock: BTreeSet<Control>,
    /// Light, dark, or as the system says, where it is not what the visitor chose.
    pub theme: Option<ThemeChoice>,
    /// Whether it plays as soon as it is there.
    pub autoplay: bool,
    /// How fast, where it is not the link's speed.
    pub speed: Option<Speed>,
    /// What stands over a figure, and under its print.
    pub title: Option<String>,
    /// Only pictures and numbers: no notes, legends and keys.
    pub compact: bool,
    /// For a projector: large type and strong lines.
    pub projector: bool,
    /// Whether score and state are reported to a host that speaks SPLICE.
    pub splice: bool,
    /// Whether what is wrong with the options stands on the page.
    pub debug: bool,
    /// The exercise that Practice opens with.
    pub exercise: Option<String>,
}

impl Options {
    /// Whether the page is a figure: some panels by themselves.
    pub fn is_figure(&self) -> bool {
        !self.panels.is_empty()
    }

    /// Whether somebody may use a control.
    pub fn allows(&self, control: Control) -> bool {
        !self.hide.contains(&control) && !self.lock.contains(&control)
    }

    /// What the whole page of the same state keeps of a figure's options: how it looks, and nothing of what it leaves out.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self { theme: self.theme, speed: self.speed, exercise: self.exercise.clone(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests;
