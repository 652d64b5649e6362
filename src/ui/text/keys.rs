//! The list of keys.

pub(in crate::ui) const TITLE: &str = "Keys";
pub(in crate::ui) const OPEN: &str = "?";
pub(in crate::ui) const OPEN_TITLE: &str = "Keys, projector, announcements (?)";
pub(in crate::ui) const ROWS: [(&str, &str); 9] = [
    ("Space", "play or pause"),
    ("← →", "one unit back or on"),
    ("Shift + ← →", "one epoch back or on"),
    ("Home", "rewind to the start"),
    ("1 2 3 4", "Train, Explain, Layers, Practice"),
    ("B F D", "to the number by backprop, by finite difference, and their difference"),
    ("P", "projector: large, and only what matters"),
    ("Escape", "closes what was opened last"),
    ("?", "this list"),
];
pub(in crate::ui) const WHERE: &str = "They rest where one types. In tables and on the plane, arrow keys move there.";
pub(in crate::ui) const ANNOUNCE: &str = "Tell screen readers where training stands";
pub(in crate::ui) const PROJECTOR: &str = "Projector mode";
pub(in crate::ui) const PROJECTOR_OFF: &str = "Leave projector mode";
pub(in crate::ui) const CLOSE: &str = "Close";
