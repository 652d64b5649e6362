//! What every view is made of: one native element or two each, with their labels.

pub(super) mod arrows;
pub(super) mod axes;
mod choice;
mod drag_plot;
mod fold;
pub(super) mod icons;
mod legend;
mod long_text;
pub(super) mod math;
mod menu_dialog;
mod number;
mod overflow;
mod select;
mod twin;

pub(super) use choice::{Choice, Legend};
pub(super) use drag_plot::{DragPlot, Handle, Push};
pub(super) use fold::Fold;
pub(super) use icons::Icon;
pub(super) use legend::{ClassLegend, SignLegend};
pub(super) use long_text::{OnlyTheBeginning, beginning, is_long};
pub(super) use menu_dialog::MenuDialog;
pub(super) use number::{Empty, Number, Range, Stops};
pub(super) use overflow::Overflow;
pub(super) use select::Select;
pub(super) use twin::{Twin, TwinButton};
