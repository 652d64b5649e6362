//! Every array of both passes as a heatmap, layer after layer, as far as the steps have come.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    lab,
    matrix::{Matrix, Pointing},
    steps::current,
};
use crate::{
    lab::{
        Convention, System,
        deep::{DeepArray, DeepProblem},
    },
    state::lab::DeepLab,
    ui::{text::layers as text, widgets::math},
};

/// One block a layer.
#[component]
pub(super) fn Overview(deep: DeepLab, problem: Memo<Option<Arc<DeepProblem>>>) -> impl IntoView {
    let convention = lab().convention;
    let read = RwSignal::new(None::<String>);
    let drawn = move || {
        let problem = problem.get()?;
        let layers = problem.layers();
        let steps = problem.steps();
        let done = current(deep.done.get(), steps.len());
        let made: Vec<DeepArray> = steps.iter().take(done + 1).map(|step| step.makes).collect();
        let convention = convention.get();
        let blocks = (0..layers).map(|k| {
            let mut forward = vec![DeepArray::H(k), DeepArray::F(k)];
            if k + 1 == layers {
                forward.extend([DeepArray::Output, DeepArray::Loss]);
            }
            let backward = [DeepArray::DlDf(k), DeepArray::DlDbiases(k), DeepArray::DlDweights(k), DeepArray::DlDh(k)];
            let row = |arrays: &[DeepArray]| {
                let shown = arrays.iter().filter(|array| **array == DeepArray::H(0) || made.contains(array));
                shown.filter_map(|&array| picture(&problem, array, convention, read)).collect::<Vec<_>>()
            };
            view! {
                <section class="layer-block" aria-label=text::layer(k)>
                    <h3>{text::layer(k)}</h3>
                    <div class="scroll equation" tabindex="0" role="region" aria-label=text::layer_in(text::FORWARD, k)>{row(&forward)}</div>
                    <div class="scroll equation" tabindex="0" role="region" aria-label=text::layer_in(text::BACKWARD, k)>{row(&backward)}</div>
                </section>
            }
        });
        Some(blocks.collect::<Vec<_>>())
    };
    view! {
        <section class="card overview result" aria-labelledby="overview-title">
            <div class="head"><h2 id="overview-title">{text::OVERVIEW}" "<small>{text::OVERVIEW_NOTE}</small></h2></div>
            {drawn}
            <p class="lab-read">{move || read.get().unwrap_or_else(|| text::POINT_HINT.to_owned())}</p>
        </section>
    }
    .into_any()
}

fn picture(
    problem: &DeepProblem,
    array: DeepArray,
    convention: Convention,
    read: RwSignal<Option<String>>,
) -> Option<AnyView> {
    let numbers = convention.show(&problem.array(array)?);
    let name = array.to_string();
    let pointing = Pointing::told(&name, &numbers, read);
    Some(view! { <Matrix name head=math::symbol(array, false) array=numbers pointing/> }.into_any())
}
