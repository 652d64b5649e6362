//! Where a number comes from, in words.

use super::super::super::format::exact;
use crate::explain::Source;

pub(in crate::ui) const ENTRY_HELP: &str = "Point at a number of the result: what it is computed from lights up. Press a number or a name: it leads to where it comes from.";

/// All digits of a number, and where it comes from.
pub(in crate::ui) fn number_from(value: f64, source: Option<Source>) -> String {
    match source {
        Some(Source::Parameter(id)) => format!("{id} = {}", exact(value)),
        Some(source) => format!("{}, {}", exact(value), from(source)),
        None => exact(value),
    }
}

/// Where pressing leads.
pub(in crate::ui) fn from(source: Source) -> String {
    match source {
        Source::Step(step) => format!("from step {}: {}", step.index() + 1, super::step_title(step)),
        Source::Parameter(_) => "a parameter: its gradient, taken apart".to_owned(),
        Source::Example => "from the example".to_owned(),
        Source::Setting(_) => "set beside the network".to_owned(),
    }
}
