//! The one reactive store: the playground, the snapshots that panels read, and what is derived from them.

use std::sync::Arc;

use leptos::prelude::{Get, GetUntracked, Memo, ReadSignal, RwSignal, Set, StoredValue, UpdateValue, WithValue, signal};

use super::{Pace, Playground, ScopeChoice, View};
use crate::{
    check::{self, CheckSpec, Report},
    data::Example,
    nn::{Parameters, Reduction, two_layer},
    training::{Action, Metrics, Scope, Snapshot, metrics},
};

/// People read about ten figures a second; faster ones only flicker.
const FIGURES_EVERY: f64 = 100.0;
/// Work between two looks at the clock, in multiplications, so that a slice ends in time at any width and batch size.
const WORK_BETWEEN_LOOKS: u64 = 40_000;

/// Handles to everything that panels read and change. Copied freely.
#[derive(Clone, Copy)]
pub struct Store {
    playground: StoredValue<Playground>,
    pace: StoredValue<Pace>,
    since_figures: StoredValue<f64>,
    set_snapshot: leptos::prelude::WriteSignal<Snapshot>,
    set_figures: leptos::prelude::WriteSignal<Snapshot>,
    /// The state as of this frame: pictures read it.
    pub snapshot: ReadSignal<Snapshot>,
    /// The state as of the last tenth of a second, and at once while paused: numbers read it.
    pub figures: ReadSignal<Snapshot>,
    /// How gradients are checked.
    pub check: RwSignal<CheckSpec>,
    /// The last thing worth saying aloud.
    pub said: RwSignal<String>,
    /// What a person chose to look at.
    pub view: View,
    /// The selected example, within the data.
    pub example: Memo<usize>,
    /// The gradients of the chosen scope, as of this frame.
    pub gradients: Memo<Gradients>,
    /// The whole check of the chosen scope, as of the figures.
    pub report: Memo<Arc<Report>>,
    /// Losses and accuracies, as of the figures.
    pub metrics: Memo<Metrics>,
}

/// The gradients of one scope, by backprop and by finite differences, at one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// Loss of the scope's examples, reduced as the batch's loss is.
    pub loss: f64,
    /// From backpropagation.
    pub backprop: Parameters,
    /// From finite differences.
    pub finite_difference: Parameters,
}

impl Store {
    /// A store around `playground`, paused.
    pub fn new(playground: Playground) -> Self {
        let first = playground.session.snapshot();
        let check = RwSignal::new(playground.check);
        let view = View::default();
        let (snapshot, set_snapshot) = signal(first.clone());
        let (figures, set_figures) = signal(first);
        let example = Memo::new(move |_| {
            let count = figures.with_examples(Vec::len);
            view.example.get().min(count.saturating_sub(1))
        });
        let gradients = Memo::new(move |_| {
            let snapshot = snapshot.get();
            let (examples, reduction) = scope_of(&snapshot, view.scope.get(), example.get());
            let (loss, backprop) = two_layer::gradient(&snapshot.parameters, &examples, reduction);
            let finite_difference =
                check::finite_difference(&check.get(), &snapshot.parameters, &examples, reduction);
            Gradients { loss, backprop, finite_difference }
        });
        let report = Memo::new(move |_| {
            let snapshot = figures.get();
            let (examples, reduction) = scope_of(&snapshot, view.scope.get(), example.get());
            let (_, backprop) = two_layer::gradient(&snapshot.parameters, &examples, reduction);
            Arc::new(check::report(&check.get(), &snapshot.parameters, &backprop, &examples, reduction))
        });
        let metrics = Memo::new(move |_| {
            let snapshot = figures.get();
            metrics(&snapshot.parameters, &snapshot.dataset)
        });
        Self {
            playground: StoredValue::new(playground),
            pace: StoredValue::new(Pace::default()),
            since_figures: StoredValue::new(0.0),
            set_snapshot,
            set_figures,
            snapshot,
            figures,
            check,
            said: RwSignal::new(String::new()),
            view,
            example,
            gradients,
            report,
            metrics,
        }
    }
}
