//! The kink certificate in words.

use super::super::super::format::{derivative, scientific, short};
use crate::{
    check::{Kinks, Scheme, Side},
    nn::Group,
};

/// A list of examples, cut where it grows long.
fn examples(places: &[usize]) -> String {
    const MOST: usize = 6;
    let named: Vec<String> = places.iter().take(MOST).map(ToString::to_string).collect();
    match (places.len(), places.len().saturating_sub(MOST)) {
        (1, _) => format!("example {}", named.join("")),
        (_, 0) => format!("examples {}", named.join(", ")),
        (_, more) => format!("examples {} and {more} more", named.join(", ")),
    }
}

/// The kink certificate in words. `crossing` names the examples as the page does.
pub(in crate::ui) fn certificate(kinks: &Kinks, crossing: &[usize], delta: f64, scheme: Scheme) -> String {
    let id = kinks.parameter;
    let way = match scheme {
        Scheme::Central => format!("within ±{}", short(delta)),
        Scheme::Forward => format!("from 0 to {}", short(delta)),
    };
    if let Some(corner) = kinks.corner {
        let taken = match corner.taken {
            Side::Left => "Backprop takes the left one",
            Side::Right => "Backprop takes the right one",
            Side::Both => "Both are the same, so it is no corner",
            Side::Neither => "Backprop takes neither, for some hinges open one way and some the other",
        };
        return format!(
            "{id} sits on a kink: Z is exactly 0 for {}. The slope is {} to the left and {} to the right. {taken}, because ReLU′(0) = 0.",
            examples(crossing),
            derivative(corner.left),
            derivative(corner.right),
        );
    }
    match id.group() {
        Group::Wo | Group::Bo => return format!("Smooth everywhere: {id} moves no hinge, so nothing can be crossed."),
        Group::Wi | Group::Bi => {}
    }
    let nearest = match (kinks.below, kinks.above) {
        (None, None) => "There is no kink at all along it.".to_owned(),
        (Some(below), None) => format!("The nearest kink is at δ* = {}.", scientific(below, 2)),
        (None, Some(above)) => format!("The nearest kink is at δ* = {}.", scientific(above, 2)),
        (Some(below), Some(above)) => {
            format!("The nearest kinks are at δ* = {} and {}.", scientific(below, 2), scientific(above, 2))
        }
    };
    if crossing.is_empty() {
        format!("Smooth {way}: no example’s hinge is crossed. {nearest}")
    } else {
        let verb = if crossing.len() == 1 { "changes" } else { "change" };
        format!(
            "Not smooth {way}: {} {verb} side on the way, so the difference there is no derivative. {nearest}",
            examples(crossing),
        )
    }
}
