//! What frames show.

use std::cell::Cell;

use leptos::prelude::{GetUntracked, Owner, Set, WithUntracked};

use super::{Playground, Store};
use crate::{
    data::{DataSpec, Source},
    document::{ScopeChoice, Speed},
    training::{Action, NetworkSpec},
};

const FRAME: f64 = 1000.0 / 60.0;

/// A store that trains at full speed, on gradients of all of its points.
fn training(hidden: usize, points: usize) -> (Owner, Store) {
    let owner = Owner::new();
    let mut playground = Playground::default();
    playground.speed = Speed::Max;
    let data = DataSpec::default();
    let Source::Generated { kind, noise, seed, .. } = data.source else { unreachable!("the default is generated") };
    let source = Source::Generated { kind, points, noise, seed };
    playground.apply(Action::SetData(DataSpec { source, ..data }));
    playground.apply(Action::SetNetwork(NetworkSpec { hidden, ..NetworkSpec::default() }));
    playground.apply(Action::Play);
    let store = owner.with(|| Store::new(playground));
    store.view.scope.set(ScopeChoice::Train);
    // As a page does that shows the check.
    store.checks();
    (owner, store)
}

thread_local!(static TIME: Cell<f64> = const { Cell::new(0.0) });

/// A clock by which a millisecond goes by between two looks.
fn quick() -> f64 {
    TIME.set(TIME.get() + 1.0);
    TIME.get()
}

#[test]
fn the_gradients_of_all_panels_are_of_one_moment() {
    let (_owner, store) = training(32, 400);
    for frame in 0..30 {
        store.frame(FRAME, quick);
        let gradients = store.checks().gradients.get_untracked();
        let off = gradients.difference().as_slice().iter().fold(0.0_f64, |most, error| most.max(error.abs()));
        let step = store.figures.with_untracked(|snapshot| snapshot.step);
        assert!(off < 1e-4, "backprop and finite difference are {off} apart in frame {frame}, step {step}");
        let value = |id| store.figures.with_untracked(|snapshot| snapshot.params.get(id));
        let report = store.checks().report.get_untracked();
        assert!(report.rows.iter().all(|row| row.value == value(row.id)), "the check is of the figures' step {step}");
    }
    let [shown, figures] = [store.snapshot, store.figures].map(|of| of.with_untracked(|snapshot| snapshot.step));
    assert!(shown >= figures && figures > 0, "pictures go on between figures: {shown} and {figures}");
}

#[test]
fn a_clock_that_says_nothing_neither_stops_training_nor_holds_the_page() {
    for clock in [(|| f64::NAN) as fn() -> f64, || 0.0] {
        let (_owner, store) = training(1, 400);
        for _ in 0..5 {
            store.frame(FRAME, clock);
        }
        let step = store.snapshot.with_untracked(|snapshot| snapshot.step);
        assert!(step > 0, "it trains by a clock that says {}", clock());
    }
}

#[test]
fn a_check_that_takes_long_is_made_between_frames_and_is_of_one_moment() {
    let (_owner, store) = training(64, 1_000);
    let shown = || store.figures.with_untracked(|snapshot| snapshot.step);
    let mut held = 0;
    for _ in 0..400 {
        let before = shown();
        let begin = TIME.get();
        store.frame(FRAME, quick);
        // Three milliseconds of the check, and the slice that trains.
        assert!(TIME.get() - begin < 60.0, "a frame takes {} ms", TIME.get() - begin);
        held += u32::from(before == shown());
        if shown() > 0 && before != shown() {
            let report = store.checks().report.get_untracked();
            store.figures.with_untracked(|snapshot| {
                let examples = snapshot.examples(crate::training::Scope::Train);
                let backprop = snapshot.gradient(&examples);
                let check = store.check.get_untracked();
                let reduction = snapshot.config.sgd.reduction;
                let whole = crate::check::report(&check, &snapshot.params, &backprop, &examples, reduction);
                assert_eq!(*report, whole, "however it is cut");
            });
            assert!(held > 3, "figures that take long come after {held} frames");
            return;
        }
    }
    panic!("figures never followed");
}

#[test]
fn a_check_that_takes_long_has_most_of_each_frame_at_rest() {
    let frames_until_it_is_done = |at_rest: bool| {
        let (_owner, store) = training(64, 1_000);
        if at_rest {
            store.apply(Action::Step(3));
        }
        let shown = || store.figures.with_untracked(|snapshot| snapshot.revision);
        let before = shown();
        let followed = |_: &u32| {
            store.frame(FRAME, quick);
            shown() != before
        };
        (1..400).find(followed).expect("figures follow")
    };
    let [beside_training, at_rest] = [false, true].map(frames_until_it_is_done);
    assert!(at_rest > 1 && beside_training > 2 * at_rest, "{beside_training} frames, {at_rest} at rest");
}

#[test]
fn figures_follow_a_change_while_it_is_paused_though_their_check_takes_long() {
    let (_owner, store) = training(64, 1_000);
    store.apply(Action::Pause);
    store.apply(Action::Step(3));
    let step = |of: crate::state::Shown<crate::training::Snapshot>| of.with_untracked(|snapshot| snapshot.step);
    assert!(step(store.figures) < step(store.snapshot), "the page is not held");
    for _ in 0..400 {
        store.frame(FRAME, quick);
    }
    assert_eq!(step(store.figures), step(store.snapshot));
}

#[test]
fn where_nobody_sees_the_check_figures_do_not_wait_for_it() {
    let owner = Owner::new();
    let store = owner.with(|| Store::new(Playground::default()));
    let numbers = NetworkSpec { hidden: 64, ..NetworkSpec::default() };
    store.apply(Action::SetNetwork(numbers));
    let source = Source::Generated { kind: crate::data::Kind::Moons, points: 1_000, noise: 0.1, seed: 1 };
    store.apply(Action::SetData(DataSpec { source, ..DataSpec::default() }));
    store.view.scope.set(ScopeChoice::Train);
    let step = || store.figures.with_untracked(|snapshot| snapshot.step);
    store.apply(Action::Step(3));
    assert_eq!(step(), 3, "at once");
    assert!(!store.checks().report.get_untracked().rows.is_empty(), "and it is there for who asks");
    store.apply(Action::Step(3));
    assert_eq!(step(), 3, "now its numbers are waited for");
}
