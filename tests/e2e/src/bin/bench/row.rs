//! One line of the table: what was measured, and what it shall be.

use std::fmt;

use serde_json::{Value, json};

/// One line.
pub(crate) struct Row {
    /// What was measured.
    pub(crate) what: String,
    /// The number; `None` where nothing was there to measure.
    found: Option<f64>,
    goal: Goal,
    note: String,
}

/// What a number shall be.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    AtLeast(f64),
    AtMost(f64),
    /// It is there to be known.
    None,
}

impl Row {
    pub(crate) fn new(what: impl Into<String>, found: f64, goal: Goal, note: impl Into<String>) -> Self {
        Self { what: what.into(), found: Some(found), goal, note: note.into() }
    }

    /// The middle one of what several turns found; the note ends with the least and the most of it.
    pub(crate) fn of(what: impl Into<String>, found: Vec<f64>, goal: Goal, note: impl Into<String>) -> Self {
        let least = found.iter().copied().fold(f64::INFINITY, f64::min);
        let most = found.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let note = note.into();
        let spread = format!("{} to {}", short(least), short(most));
        let note = if note.is_empty() { spread } else { format!("{note}; {spread}") };
        Self::new(what, median(found), goal, note)
    }

    /// Nothing was there to measure, for want of what `note` says.
    pub(crate) fn skipped(what: impl Into<String>, note: impl Into<String>) -> Self {
        Self { what: what.into(), found: None, goal: Goal::None, note: note.into() }
    }

    /// Whether the number is not what it shall be.
    pub(crate) fn is_missed(&self) -> bool {
        self.found.is_some_and(|found| match self.goal {
            Goal::AtLeast(goal) => found < goal,
            Goal::AtMost(goal) => found > goal,
            Goal::None => false,
        })
    }

    /// By how much.
    pub(crate) fn by(&self) -> String {
        let found = self.found.unwrap_or_default();
        match self.goal {
            Goal::AtLeast(goal) => format!("{} of at least {}", short(found), short(goal)),
            Goal::AtMost(goal) => format!("{} of at most {}", short(found), short(goal)),
            Goal::None => String::new(),
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.found.map_or_else(|| "skipped".to_owned(), short);
        let goal = match self.goal {
            Goal::AtLeast(goal) => format!("≥ {}", short(goal)),
            Goal::AtMost(goal) => format!("≤ {}", short(goal)),
            Goal::None => String::new(),
        };
        let verdict = match self.goal {
            Goal::None => "",
            _ if self.is_missed() => "MISSED",
            _ => "reached",
        };
        write!(f, "| {:<66} | {found:>9} | {goal:<8} | {verdict:<7} | {} |", self.what, self.note)
    }
}

/// All lines as JSON.
pub(crate) fn json(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let (kind, goal) = match row.goal {
            Goal::AtLeast(goal) => ("atLeast", Some(goal)),
            Goal::AtMost(goal) => ("atMost", Some(goal)),
            Goal::None => ("none", None),
        };
        json!({ "what": row.what, "found": row.found, "goal": { kind: goal }, "missed": row.is_missed(), "note": row.note })
    };
    format!("{:#}\n", Value::Array(rows.iter().map(row).collect()))
}

/// The middle one of some numbers.
pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

fn short(number: f64) -> String {
    if number.abs() >= 100.0 { format!("{number:.0}") } else { format!("{number:.2}") }
}
