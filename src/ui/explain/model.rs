//! What several panels of the view show, computed once: the walk, the sum over the examples, and the run's health.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    check::{Kinks, Row, Verdict, verdict},
    explain::{Explanation, Health, HealthHistory, StepId, Walk, explain, health, walk},
    nn::{Bug, Group, ParameterId, Parameters},
    state::{Page, Store},
    training::Snapshot,
    ui::shared::{Marks, PointMarks},
};

/// Memos as of the figures. None of them is computed unless something shows it, but for the run's health.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Model {
    /// The step of the walk that is shown, or the last one known where the step is made phase by phase.
    pub(in crate::ui) reached: Memo<StepId>,
    /// Both passes of the selected example.
    pub(in crate::ui) walk: Memo<Arc<Walk>>,
    /// The selected parameter, within the network.
    pub(in crate::ui) parameter: Memo<ParameterId>,
    /// Its gradient over the chosen scope.
    pub(in crate::ui) explanation: Memo<Arc<Explanation>>,
    /// The examples whose hinge lies on the way of its finite difference, by their places in the data.
    pub(in crate::ui) crossing: Memo<Vec<usize>>,
    /// The run so far.
    pub(in crate::ui) health: Memo<Arc<Run>>,
    /// The bug that is on.
    pub(in crate::ui) bug: Memo<Option<Bug>>,
}

/// Health now and along the run.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Run {
    /// What a run is told from another by.
    start: Arc<Parameters>,
    /// As of the figures.
    pub(in crate::ui) now: Health,
    /// At most ten points a second, so fewer than steps.
    pub(in crate::ui) history: HealthHistory,
}

/// Where the model is kept, once something has asked for it, and whose it is: the page's, not that of a view.
#[derive(Clone)]
pub(in crate::ui) struct Keeper {
    model: StoredValue<Option<Model>>,
    owner: Owner,
    store: Store,
    marks: Marks,
}

impl Keeper {
    /// A place for the page's model, and for the marks that it makes.
    pub(in crate::ui) fn new(store: Store, marks: Marks) -> Self {
        Self { model: StoredValue::new(None), owner: Owner::current().unwrap_or_default(), store, marks }
    }

    /// The model, made now if it is not there yet. From then on the run's health is followed.
    pub(super) fn model(&self) -> Model {
        self.model.get_value().unwrap_or_else(|| {
            let model = self.owner.with(|| Model::new(self.store, self.marks));
            self.model.set_value(Some(model));
            model
        })
    }
}

/// The page's model.
pub(super) fn model() -> Model {
    expect_context::<Keeper>().model()
}

impl Model {
    fn new(store: Store, Marks(marks): Marks) -> Self {
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
            health: Memo::new(move |before: Option<&Arc<Run>>| {
                store.figures.with(|snapshot| Arc::new(run(snapshot, before)))
            }),
            bug: Memo::new(move |_| store.figures.with(|snapshot| snapshot.config.sgd.bug)),
        };
        // A history has to be followed to be there when somebody looks.
        Effect::new(move |_| model.health.with(|_| ()));
        let apart = Memo::new(move |_| store.view.page.get() == Page::Explain || store.view.explain.apart.get());
        Effect::new(move |_| {
            marks.set(apart.get().then(|| PointMarks {
                contributions: model.explanation.with(|explanation| explanation.contributions().collect()),
                crossing: model.crossing.get(),
            }));
        });
        model
    }
}

fn crossing(store: Store, id: ParameterId) -> Vec<usize> {
    let indices = store.figures.with(|snapshot| snapshot.subject().indices(store.scope.get()));
    kinks_of(store, id)
        .map_or_else(Vec::new, |kinks| kinks.crossing.iter().filter_map(|&place| indices.get(place).copied()).collect())
}

/// The certificate of one parameter.
pub(super) fn kinks_of(store: Store, id: ParameterId) -> Option<Kinks> {
    store.kinks.with(|all| all.iter().find(|kinks| kinks.parameter == id).cloned())
}

/// The check's row of one parameter.
pub(super) fn row_of(store: Store, id: ParameterId) -> Option<Row> {
    store.report.with(|report| report.rows.iter().find(|row| row.id == id).copied())
}

/// The groups in which forward mode contradicts backprop, in the order of [`Group::ALL`].
pub(super) fn failing(store: Store) -> Vec<Group> {
    let wrong = |group: &Group| {
        store.report.with(|report| {
            store.kinks.with(|kinks| {
                let mut rows = report.rows.iter().zip(kinks.iter());
                rows.any(|(row, kinks)| row.id.group() == *group && verdict(row, kinks) == Verdict::Wrong)
            })
        })
    };
    Group::ALL.into_iter().filter(wrong).collect()
}

fn run(snapshot: &Snapshot, before: Option<&Arc<Run>>) -> Run {
    let train = snapshot.dataset.train();
    let gradient = snapshot.gradient(train);
    let now = health(&snapshot.params, &gradient, snapshot.config.sgd.rates(), train);
    let point = now.point(snapshot.step);
    let history = match before.filter(|run| Arc::ptr_eq(&run.start, &snapshot.start)) {
        Some(run) => {
            let mut history = run.history.clone();
            if history.points().last().is_some_and(|last| last.step > point.step) {
                history.truncate(point.step);
            }
            if point.step >= history.next_step() {
                history.push(point);
            }
            history
        }
        None => HealthHistory::new(point),
    };
    Run { start: snapshot.start.clone(), now, history }
}
