//! What a press or a key on the plane is about: an example, a hinge, or the probe.

use leptos::{ev, prelude::*};

use crate::{
    document::ScopeChoice,
    plot::{boundary::hinge_segment, projection::Projection, scatter::Scatter},
    state::Store,
    ui::shared::field_of,
};

/// A point is picked up to this many CSS pixels away.
pub(super) const REACH: f64 = 24.0;
/// A hinge is picked up to this many CSS pixels away.
const HINGE: f64 = 5.0;
/// The probe moves by this share of the view, or by the larger one with Shift.
const NUDGE: f64 = 1.0 / 120.0;
const LARGE_NUDGE: f64 = 1.0 / 12.0;

/// Arrow keys move the probe, Enter selects the example nearest to it, Escape puts it away.
pub(super) fn key(store: Store, scatter: &Scatter, projection: &Projection, event: &ev::KeyboardEvent) {
    let view = projection.view();
    let step = view.side() * if event.shift_key() { LARGE_NUDGE } else { NUDGE };
    let from = store.view.probe.get_untracked().unwrap_or_else(|| untrack(|| store.selected_example()).x);
    let moved = match event.key().as_str() {
        "ArrowLeft" => [from[0] - step, from[1]],
        "ArrowRight" => [from[0] + step, from[1]],
        "ArrowUp" => [from[0], from[1] + step],
        "ArrowDown" => [from[0], from[1] - step],
        "Enter" | " " => {
            event.prevent_default();
            select_nearest(store, scatter, projection.to_pixels(from), f64::INFINITY);
            return;
        }
        "Escape" => return store.view.probe.set(None),
        _ => return,
    };
    event.prevent_default();
    store.view.probe.set(Some(view.clamp(moved)));
}

/// Selects the example nearest to a place, and moves the probe onto it: what was asked for is what is shown.
pub(super) fn select_nearest(store: Store, scatter: &Scatter, at: [f64; 2], reach: f64) {
    if let Some(place) = scatter.nearest(at, reach) {
        store.view.example.set(place);
        store.view.scope.set(ScopeChoice::Example);
        if store.view.probe.with_untracked(Option::is_some) {
            store.view.probe.set(Some(untrack(|| store.selected_example()).x));
        }
    }
}

/// The unit whose hinge passes where nothing else is, as far as it is drawn.
pub(super) fn hinge_at(store: Store, at: [f64; 2], projection: &Projection) -> Option<usize> {
    if !store.view.hinges.get_untracked() {
        return None;
    }
    let field = store.snapshot.with_untracked(|snapshot| field_of(&snapshot.params));
    let away = |unit| Some(hinge_segment(unit, projection.view())?.distance(at, projection));
    let hinges = field.units.iter().enumerate().filter_map(|(unit, of)| Some((unit, away(of)?)));
    hinges.filter(|(_, away)| *away <= HINGE).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(unit, _)| unit)
}

/// Where the example is that the pointer touches: the one that is `near`, or the selected one as far as a press reaches.
pub(super) fn touched(store: Store, scatter: &Scatter, near: Option<usize>, at: [f64; 2]) -> Option<[f64; 2]> {
    let selected = store.example.get_untracked();
    let place = near.or_else(|| scatter.nearest(at, REACH).filter(|&place| place == selected))?;
    store.dataset.with_untracked(|data| data.examples.get(place).map(|example| example.x))
}
