//! Where to read on: the step of Explain that makes a quantity, or the same numbers in Layers.

use std::sync::Arc;

use leptos::prelude::*;
use practice::{
    exercise::{Exercise, Subject},
    pass::{Family, Given, Tensor},
    verdict::{Verdict, Worked},
};
use serde_json::{Map, Value, json};

use super::{
    cells::array,
    model::{Asked, Model},
    outcome::Outcome,
};
use crate::{
    data::{DataSpec, Example},
    document::{Document, Link, LinkView, Looking},
    explain::StepId,
    nn::Parameters,
    state::{Page, Store, lab::written},
    training::{Config, NetworkSpec},
    ui::text::practice as text,
};

/// The buttons.
#[component]
pub(super) fn WayOn(asked: Arc<Asked>, outcome: Arc<Outcome>) -> impl IntoView {
    let model: Model = expect_context();
    let store = model.store;
    // Within somebody else's page there is no other view to go to.
    if store.view.practice.alone.get_untracked() {
        return ().into_any();
    }
    let buttons = match asked.exercise.subject {
        Subject::Family(Family::TwoLayer) => in_explain(store, &asked.exercise, &outcome),
        Subject::Family(family) => in_layers(store, family, &outcome),
        Subject::Own(_) => ().into_any(),
    };
    view! { <p class="way-on">{buttons}</p> }.into_any()
}

fn in_explain(store: Store, exercise: &Exercise, outcome: &Outcome) -> AnyView {
    let step = step_of(exercise, outcome);
    let show = move |_| {
        store.view.explain.step.set(step);
        store.view.page.set(Page::Explain);
    };
    let smallest = outcome.checked.counterexample.as_ref().and_then(state_of).map(|(example, parameters)| {
        let open = move |_| open(store, step, example, &parameters);
        view! {
            <button type="button" class="quiet" title=text::THIS_IN_EXPLAIN_TITLE on:click=open>
                {text::THIS_IN_EXPLAIN}
            </button>
        }
    });
    view! { <button type="button" class="quiet" on:click=show>{text::IN_EXPLAIN}</button>{smallest} }.into_any()
}

/// The step that makes the quantity that is wrong, or that was asked for.
fn step_of(exercise: &Exercise, outcome: &Outcome) -> StepId {
    let result = outcome.checked.diagnoses.first().map_or("", |found| found.result.as_str());
    let wrong = result.split(", ").next().unwrap_or_default();
    step_named(wrong).or_else(|| step_named(&exercise.id)).unwrap_or(StepId::DsDwi)
}

fn step_named(name: &str) -> Option<StepId> {
    Some(match name {
        "grad_s_Yo" => StepId::DsDybar,
        "grad_s_Wo" => StepId::DsDwo,
        "grad_s_bo" => StepId::DsDbo,
        "grad_s_H" => StepId::DsDh,
        "grad_s_Z" => StepId::DsDz,
        "grad_s_Wi" => StepId::DsDwi,
        "grad_s_bi" => StepId::DsDbi,
        _ => return None,
    })
}

/// The example and the parameters of a state with at most the page's two inputs; one that is missing is 0.
fn state_of(worked: &Worked) -> Option<(Example, Parameters)> {
    let [x, y, wi, bi, wo, bo] = ["X", "Y", "Wi", "bi", "Wo", "bo"].map(|name| numbers(worked, name));
    let (x, y, wi, bi, wo, bo) = (x?, y?, wi?, bi?, wo?, bo?);
    let hidden = bi.values.len();
    if x.values.len() > 2 || hidden == 0 {
        return None;
    }
    let mut parameters = Parameters::zeros(hidden);
    let values = parameters.as_mut_slice();
    values[..wi.values.len()].copy_from_slice(&wi.values);
    values[2 * hidden..3 * hidden].copy_from_slice(&bi.values);
    values[3 * hidden..4 * hidden].copy_from_slice(&wo.values);
    values[4 * hidden] = bo.values[0];
    let input = |place: usize| x.values.get(place).copied().unwrap_or(0.0);
    Some((Example { x: [input(0), input(1)], y: y.values[0] }, parameters))
}

fn numbers<'w>(worked: &'w Worked, name: &str) -> Option<&'w Tensor> {
    match worked.given(name)? {
        Given::One(tensor) => Some(tensor),
        Given::Several(_) | Given::Whole(_) => None,
    }
}

/// Opens a state in Explain, as a link does: going back in the browser brings back what was there.
fn open(store: Store, step: StepId, example: Example, parameters: &Parameters) {
    let now = store.link();
    let start = Some(Arc::new(parameters.clone()));
    let hidden = parameters.hidden();
    let data = DataSpec { train_fraction: 1.0, ..DataSpec::own([example]) };
    let network = NetworkSpec { hidden, start, ..now.document.config.network.clone() };
    let config = Config { data, network, start_step: 0, start_position: None, ..now.document.config.clone() };
    let document = Document { config, past: None, ..now.document.clone() };
    let looking = Looking { example: 0, step, ..now.looking };
    store.open(Link { view: LinkView::Explain, looking, comparison: None, document });
}

/// The same numbers in Layers, in place of what was pasted there for that system.
fn in_layers(store: Store, family: Family, outcome: &Outcome) -> AnyView {
    let is_wrong = outcome.checked.verdict == Verdict::Wrong;
    let worked = outcome.checked.counterexample.as_ref().filter(|_| is_wrong).or(outcome.sample.as_ref());
    let changes = worked.map_or_else(Vec::new, |worked| layers_of(family, worked));
    let show = move |_| {
        store.view.layers.update(|layers| layers.extend(changes.clone()));
        store.view.page.set(Page::Layers);
    };
    view! { <button type="button" class="quiet" on:click=show>{text::IN_LAYERS}</button> }.into_any()
}

/// What Layers' document says of a state.
fn layers_of(family: Family, worked: &Worked) -> Vec<(String, Value)> {
    let tab = |name: &str| ("tab".to_owned(), Value::from(name));
    let text = |tensor: &Tensor| array(tensor).map_or_else(String::new, |array| written(&array));
    let one = |name: &str| numbers(worked, name).map_or_else(String::new, text);
    match family {
        Family::Dense => {
            let names = ["x_input", "W", "b", "grad_output"];
            let dense: Map<String, Value> = names.into_iter().map(|name| (name.to_owned(), one(name).into())).collect();
            vec![tab("dense"), ("convention".to_owned(), "rows".into()), ("dense".to_owned(), dense.into())]
        }
        Family::Deep => {
            let list = |name: &str| match worked.given(name) {
                Some(Given::Several(all)) => all.as_slice(),
                _ => &[],
            };
            let (weights, biases, h) = (list("all_weights"), list("all_biases"), list("all_h"));
            let last = weights.len().saturating_sub(1);
            let layers = weights.iter().zip(biases).enumerate().map(|(k, (w, b))| {
                json!({"W": text(w), "b": text(b), "activation": if k == last { "identity" } else { "relu" }})
            });
            let x = h.first().map_or_else(String::new, text);
            let deep = json!({"layers": layers.collect::<Value>(), "x": x, "y": one("y"), "loss": "least_squares"});
            vec![tab("deep"), ("convention".to_owned(), "columns".into()), ("deep".to_owned(), deep)]
        }
        // What enters its layers is not known of a sigmoid alone: its own numbers stay.
        Family::Sigmoid | Family::TwoLayer => vec![tab("sigmoid")],
    }
}
