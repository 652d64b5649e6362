//! What several panels of the view show, computed once: the walk, the sum over the examples, and how healthy it is.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    check::{Judged, Kinks, Verdict},
    explain::{Explanation, StepId, Walk, explain, walk},
    nn::{Bug, Group, ParameterId},
    state::Store,
    training::{Health, health},
    ui::shared::{Marks, PointMarks},
};

/// Memos as of the figures. None of them is computed unless something shows it.
#[derive(Clone, Copy)]
pub(super) struct Model {
    /// The step of the walk that is shown, or the last one known where the step is made phase by phase.
    pub(super) reached: Memo<StepId>,
    /// Both passes of the selected example.
    pub(super) walk: Memo<Arc<Walk>>,
    /// The selected parameter, within the network.
    pub(super) parameter: Memo<ParameterId>,
    /// Its gradient over the chosen scope.
    pub(super) explanation: Memo<Arc<Explanation>>,
    /// The examples whose hinge lies on the way of its finite difference, by their numbers.
    pub(super) crossing: Memo<Vec<usize>>,
    /// Norms, ratios and dead units now.
    pub(super) health: Memo<Arc<Health>>,
    /// The bug that is on.
    pub(super) bug: Memo<Option<Bug>>,
}

/// Makes the model of a view, and marks the points by it as long as the view is there.
pub(super) fn provide(store: Store) {
    let parameter = Memo::new(move |_| {
        let hidden = store.figures.with(|snapshot| snapshot.params.hidden());
        Some(store.view.parameter.get()).filter(|id| id.exists(hidden)).unwrap_or(ParameterId::Bo)
    });
    let model = Model {
        reached: Memo::new(move |_| store.view.explain.step.get().min(store.stage.get().last_step())),
        walk: Memo::new(move |_| {
            let example = store.selected_example();
            store.figures.with(|snapshot| {
                let snapshot = snapshot.subject();
                Arc::new(walk(&snapshot.params, example, snapshot.config.sgd.rates()))
            })
        }),
        parameter,
        explanation: Memo::new(move |_| {
            let scope = store.scope.get();
            store.figures.with(|snapshot| {
                let snapshot = snapshot.subject();
                let (examples, indices) = (snapshot.examples(scope), snapshot.indices(scope));
                let reduction = snapshot.config.sgd.reduction;
                Arc::new(explain(&snapshot.params, &examples, &indices, reduction, parameter.get()))
            })
        }),
        crossing: Memo::new(move |_| crossing(store, parameter.get())),
        health: Memo::new(move |_| {
            store.figures.with(|snapshot| {
                let train = snapshot.dataset.train();
                let gradient = snapshot.gradient(train);
                Arc::new(health(&snapshot.params, &gradient, snapshot.config.sgd.rates(), train))
            })
        }),
        bug: Memo::new(move |_| store.figures.with(|snapshot| snapshot.config.sgd.bug)),
    };
    let Marks(marks) = expect_context();
    Effect::new(move |_| {
        marks.set(Some(PointMarks {
            contributions: model.explanation.with(|explanation| explanation.contributions().collect()),
            crossing: model.crossing.get(),
        }));
    });
    on_cleanup(move || marks.set(None));
    provide_context(model);
}

/// The numbers of the examples whose hinge the finite difference crosses.
fn crossing(store: Store, id: ParameterId) -> Vec<usize> {
    let indices = store.figures.with(|snapshot| snapshot.subject().indices(store.scope.get()));
    kinks_of(store, id).map_or_else(Vec::new, |kinks| {
        kinks.crossing.iter().filter_map(|&place| Some(store.number(*indices.get(place)?))).collect()
    })
}

/// The certificate of one parameter.
pub(super) fn kinks_of(store: Store, id: ParameterId) -> Option<Kinks> {
    store.checks().kinks.with(|all| all.iter().find(|kinks| kinks.parameter == id).cloned())
}

/// The check's row of one parameter.
pub(super) fn row_of(store: Store, id: ParameterId) -> Option<Judged> {
    store.checks().judged.with(|rows| rows.iter().find(|judged| judged.row.id == id).copied())
}

/// The groups in which forward mode contradicts backprop, in the order of [`Group::ALL`].
pub(super) fn failing(store: Store) -> Vec<Group> {
    let is_wrong = |judged: &Judged| judged.verdict == Verdict::Wrong;
    store.checks().judged.with(|rows| {
        let fails = |group: &Group| rows.iter().any(|judged| judged.row.id.group() == *group && is_wrong(judged));
        Group::ALL.into_iter().filter(fails).collect()
    })
}
