//! Keys of the whole page: what they are called, what they do, in the list and in titles.

use crate::Named;
use strum::{IntoStaticStr, VariantArray};

/// A key of the whole page. Its name is `KeyboardEvent.key`, letters in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
pub(in crate::ui) enum Shortcut {
    #[strum(serialize = " ")]
    Play,
    #[strum(serialize = "ArrowLeft")]
    Back,
    #[strum(serialize = "ArrowRight")]
    Step,
    #[strum(serialize = "Home")]
    Rewind,
    #[strum(serialize = "1")]
    Train,
    #[strum(serialize = "2")]
    Explain,
    #[strum(serialize = "3")]
    Layers,
    #[strum(serialize = "4")]
    Practice,
    #[strum(serialize = "b")]
    Backprop,
    #[strum(serialize = "f")]
    FiniteDifference,
    #[strum(serialize = "d")]
    Difference,
    #[strum(serialize = "p")]
    Projector,
    #[strum(serialize = "Escape")]
    Close,
    #[strum(serialize = "?")]
    Keys,
}

impl Shortcut {
    /// As it is called.
    pub(in crate::ui) fn shown(self) -> String {
        match self {
            Self::Play => "Space".to_owned(),
            Self::Back => "←".to_owned(),
            Self::Step => "→".to_owned(),
            Self::Rewind | Self::Close => self.name().to_owned(),
            _ => self.name().to_ascii_uppercase(),
        }
    }

    /// A control's title with its key.
    pub(in crate::ui) fn after(self, title: &str) -> String {
        format!("{title} ({})", self.shown())
    }
}

pub(in crate::ui) const TITLE: &str = "Keys";
pub(in crate::ui) const OPEN: &str = "?";
pub(in crate::ui) const OPEN_TITLE: &str = "Keys, projector, announcements";

use Shortcut::{
    Back, Backprop, Close, Difference, Explain, FiniteDifference, Keys, Layers, Play, Practice, Projector, Rewind,
    Step, Train,
};

/// The list: what is held with the keys, the keys, what they do.
pub(in crate::ui) const ROWS: [(&str, &[Shortcut], &str); 9] = [
    ("", &[Play], "play or pause"),
    ("", &[Back, Step], "one unit back or on"),
    ("Shift + ", &[Back, Step], "one epoch back or on"),
    ("", &[Rewind], "rewind to the start"),
    ("", &[Train, Explain, Layers, Practice], "Train, Explain, Layers, Practice"),
    (
        "",
        &[Backprop, FiniteDifference, Difference],
        "to the number by backprop, by finite difference, and their difference",
    ),
    ("", &[Projector], "projector: large, and only what matters"),
    ("", &[Close], "closes what was opened last"),
    ("", &[Keys], "this list"),
];
pub(in crate::ui) const WHERE: &str = "They rest where one types. In tables and on the plane, arrow keys move there.";
pub(in crate::ui) const ANNOUNCE: &str = "Tell screen readers where training stands";
pub(in crate::ui) const PROJECTOR: &str = "Projector mode";
pub(in crate::ui) const PROJECTOR_OFF: &str = "Leave projector mode";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_listed() {
        for shortcut in Shortcut::VARIANTS {
            assert!(ROWS.iter().any(|(_, keys, _)| keys.contains(shortcut)), "{shortcut:?}");
            assert_eq!(Shortcut::from_name(shortcut.name()), Some(*shortcut), "{shortcut:?}");
        }
    }
}
