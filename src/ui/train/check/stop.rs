//! The check's table as one stop for the keyboard, with arrow keys inside it.

use leptos::{ev, prelude::*};

use crate::browser::page;

/// A place in the table that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A column's head.
    Head(usize),
    /// A row.
    Row(usize),
}

impl Place {
    /// Where a key leads from here, in a table of so many columns and rows.
    fn turned(self, key: &str, columns: usize, rows: usize) -> Option<Self> {
        let last = rows.checked_sub(1)?;
        Some(match (self, key) {
            (Self::Head(column), "ArrowLeft") => Self::Head(column.checked_sub(1)?),
            (Self::Head(column), "ArrowRight") if column + 1 < columns => Self::Head(column + 1),
            (Self::Head(_), "ArrowDown") | (Self::Row(_), "Home") => Self::Row(0),
            (Self::Row(0), "ArrowUp") => Self::Head(0),
            (Self::Row(row), "ArrowUp") => Self::Row(row - 1),
            (Self::Row(row), "ArrowDown") if row < last => Self::Row(row + 1),
            (Self::Row(row), "PageUp") => Self::Row(row.saturating_sub(10)),
            (Self::Row(row), "PageDown") => Self::Row((row + 10).min(last)),
            (_, "End") => Self::Row(last),
            _ => return None,
        })
    }

    /// By this name the page finds it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Head(column) => format!("head {column}"),
            Self::Row(row) => format!("row {row}"),
        }
    }

    /// Moves the focus there, once the rows are as they were asked for.
    pub(super) fn focus(self) {
        page::focus_when_made(format!("[data-place='{}']", self.name()));
    }
}

/// Where the table's one stop is.
#[derive(Clone, Copy)]
pub(super) struct Stop {
    at: RwSignal<Place>,
    /// How many rows are listed.
    rows: Memo<usize>,
}

impl Stop {
    pub(super) fn new(rows: Memo<usize>) -> Self {
        Self { at: RwSignal::new(Place::Row(0)), rows }
    }

    /// The tabindex of a place. The stop is always at a row or head that is there.
    pub(super) fn index(self, place: Place) -> &'static str {
        let at = match self.at.get() {
            Place::Row(row) => Place::Row(row.min(self.rows.get().saturating_sub(1))),
            head @ Place::Head(_) => head,
        };
        if at == place { "0" } else { "-1" }
    }

    /// The focus came to a place.
    pub(super) fn came(self, place: Place) {
        self.at.set(place);
    }

    /// A key at a place of a table of so many columns.
    pub(super) fn press(self, place: Place, columns: usize, event: &ev::KeyboardEvent) {
        if let Some(next) = place.turned(&event.key(), columns, self.rows.get_untracked()) {
            event.prevent_default();
            next.focus();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_stay_in_the_table() {
        for (from, key, expected) in [
            (Place::Row(0), "ArrowUp", Some(Place::Head(0))),
            (Place::Head(3), "ArrowDown", Some(Place::Row(0))),
            (Place::Head(0), "ArrowLeft", None),
            (Place::Head(7), "ArrowRight", None),
            (Place::Row(32), "ArrowDown", None),
            (Place::Row(30), "PageDown", Some(Place::Row(32))),
            (Place::Row(5), "Enter", None),
        ] {
            assert_eq!(from.turned(key, 8, 33), expected, "{key} from {from:?}");
        }
        assert_eq!(Place::Head(0).turned("ArrowDown", 8, 0), None, "no rows");
    }
}
