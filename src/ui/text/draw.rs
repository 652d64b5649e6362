//! What drawing points says: the tools, what was done, and what could not be.

use crate::{
    data::{COORDINATE, CUSTOM_POINTS, edit::Refusal},
    nn::ParameterId,
    ui::{
        format::plain,
        plane::Tool,
        text::{self, count},
    },
};

pub(in crate::ui) const BAR: &str = "Points";
pub(in crate::ui) const EDIT: &str = "Edit points";
pub(in crate::ui) const TOOLS: &str = "What a press on the plane does";
pub(in crate::ui) const REMOVE: &str = "Remove";
pub(in crate::ui) const CLASS: &str = "Label of new points";
pub(in crate::ui) const UNDO: &str = "Undo";
pub(in crate::ui) const REDO: &str = "Redo";
pub(in crate::ui) const UNDO_TITLE: &str = "Undo the last change of the points (Ctrl+Z)";
pub(in crate::ui) const REDO_TITLE: &str = "Redo what was undone (Ctrl+Y)";
pub(in crate::ui) const CLEAR: &str = "Clear";
pub(in crate::ui) const CLEAR_TITLE: &str =
    "Begin a set of your own: the next point that you add replaces all of these";
pub(in crate::ui) const CLEARED: &str =
    "The next point that you add begins a set of your own and replaces all of these.";
pub(in crate::ui) const NOT_CLEARED: &str = "The points stay.";
pub(in crate::ui) const NOTHING_TO_UNDO: &str = "There is nothing to undo.";
pub(in crate::ui) const NOTHING_TO_REDO: &str = "There is nothing to redo.";
pub(in crate::ui) const NOTHING_NEAR: &str = "There is no point here.";
pub(in crate::ui) const PUT_BACK: &str = "It is back where it was.";
pub(in crate::ui) const NOW_OWN: &str = "The points are now your own.";
pub(in crate::ui) const ANEW: &str = "So long a run is not made again at once: it starts anew.";
pub(in crate::ui) const KEYS: &str = "Keys";
pub(in crate::ui) const KEYS_ON: &str = "On the plane and on its tools:";
pub(in crate::ui) const KEY_ROWS: [(&str, &str); 7] = [
    ("Arrow keys", "move the probe, with Shift further"),
    ("Enter or Space", "does at the probe what the tool does"),
    ("Move, then Enter", "picks the nearest point up; arrow keys move it, Enter puts it down, Escape puts it back"),
    ("Delete or Backspace", "removes the selected example"),
    ("F", "gives the selected example the other label"),
    ("Ctrl+Z", "takes the last change of the points back (⌘Z on a Mac)"),
    ("Ctrl+Y or Ctrl+Shift+Z", "makes it again"),
];
pub(in crate::ui) const PLANE_HELP: &str = "Arrow keys move the probe, Enter does there what the chosen tool does, Escape puts the probe away. Delete removes \
     the selected example, F flips its label, Control Z and Control Y undo and redo.";
pub(in crate::ui) const LABEL: &str = "Y";
pub(in crate::ui) const REMOVE_POINT: &str = "Remove point";
pub(in crate::ui) const MARKED: &str = "A number you type stays on the timeline as a mark.";
pub(in crate::ui) const MARKED_TITLE: &str =
    "F2 in a heatmap comes here. The run goes on from the new value; rewinding and coming back meets it again.";

/// A tool's name, and what one does with it.
pub(in crate::ui) fn tool(tool: Tool) -> [&'static str; 2] {
    match tool {
        Tool::Look => ["Look", "Look: a press selects the nearest example"],
        Tool::Add => ["Add", "Add: a press adds a point; drag a point to move it"],
        Tool::Brush => ["Brush", "Brush: press and drag to add many points"],
        Tool::Move => ["Move", "Move: drag a point to another place"],
        Tool::Flip => ["Flip", "Flip: a press gives a point the other label"],
        Tool::Remove => [REMOVE, "Remove: a press removes a point"],
    }
}

/// A place as it was drawn.
fn place(x: [f64; 2]) -> String {
    format!("({}, {})", plain(x[0]), plain(x[1]))
}

pub(in crate::ui) fn added(y: f64, x: [f64; 2], all: usize) -> String {
    format!("Added a point of {} at {}: {}.", text::label(y), place(x), count(all, "point"))
}

pub(in crate::ui) fn sprayed(added: usize, y: f64, all: usize) -> String {
    format!("Added {} of {}: {}.", count(added, "point"), text::label(y), count(all, "point"))
}

pub(in crate::ui) fn moved(index: usize, x: [f64; 2]) -> String {
    format!("Moved example {index} to {}.", place(x))
}

pub(in crate::ui) fn picked_up(index: usize, x: [f64; 2]) -> String {
    format!(
        "Picked up example {index} at {}: arrow keys move it, Enter puts it down, Escape puts it back.",
        text::point(x)
    )
}

pub(in crate::ui) fn flipped(index: usize, y: f64) -> String {
    format!("Example {index} is now {}.", text::label(y))
}

pub(in crate::ui) fn removed(index: usize, left: usize) -> String {
    format!("Removed example {index}: {}.", count(left, "point"))
}

pub(in crate::ui) fn undone(all: usize) -> String {
    format!("Undone: {}.", count(all, "point"))
}

pub(in crate::ui) fn redone(all: usize) -> String {
    format!("Made again: {}.", count(all, "point"))
}

/// Why an edit was not done.
pub(in crate::ui) fn refused(refusal: Refusal) -> String {
    match refusal {
        Refusal::Full => format!("There are {}, and there cannot be more.", count(*CUSTOM_POINTS.end(), "point")),
        Refusal::Last => "The last point stays: a network cannot learn from none.".to_owned(),
        Refusal::Unknown(index) => format!("There is no example {index}."),
        Refusal::Outside(coordinate) => {
            format!("{} is out of range: from {} to {}.", plain(coordinate), plain(-COORDINATE), plain(COORDINATE))
        }
    }
}

/// The fields of the selected example, as a group.
pub(in crate::ui) fn fields_of(example: usize) -> String {
    format!("Edit example {example}")
}

/// The field of a parameter.
pub(in crate::ui) fn value_of(id: ParameterId) -> String {
    format!("Value of {id}")
}
