//! The controls beside the pictures: they say what they do, in which unit, and accept no number out of range.

mod check;
mod compare;
mod data;
mod descent;
mod network;
mod stop;

use std::ops::RangeInclusive;

use leptos::prelude::*;

use crate::ui::{
    text,
    widgets::{Choice, Fold, Legend, Number, Range, Select, Stops},
};

/// Every setting of the run and of the check.
#[component]
pub(super) fn Controls() -> impl IntoView {
    view! {
        <aside id="settings" class="rail" aria-label=text::SETTINGS>
            <data::DataControls/>
            <network::NetworkControls/>
            <descent::DescentControls/>
            <div class="folds">
                <data::MoreOfData/>
                <network::StartControls/>
                <descent::MoreOfDescent/>
                <stop::StopControls/>
                <check::CheckControls/>
                <compare::CompareControls/>
            </div>
        </aside>
    }
    .into_any()
}

/// A range whose slider has equal steps.
fn even(low: f64, high: f64, step: f64) -> Range {
    Range { low, high, stops: Stops::Even(step) }
}

/// A range whose slider covers the powers of ten from `first` to `last`.
fn powers(range: &RangeInclusive<f64>, first: i32, last: i32) -> Range {
    Range { low: *range.start(), high: *range.end(), stops: Stops::Powers(first, last) }
}

/// A range without a slider.
fn typed(range: &RangeInclusive<f64>) -> Range {
    Range { low: *range.start(), high: *range.end(), stops: Stops::None }
}
