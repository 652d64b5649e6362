//! Deep networks: K layers with least squares, and sigmoid layers with half the squared error.

use leptos::prelude::*;

use super::{
    Note, check::DeepCheck, copy::Copy, network::NetworkPanel, norms::Norms, note, overview::Overview,
    sigmoid::SigmoidAnswer, steps::Steps,
};
use crate::{
    lab::{
        Array,
        deep::{DeepArray, DeepProblem},
    },
    state::lab::DeepLab,
};

/// Which of the two systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    /// Seed 001.
    Deep,
    /// Seed 002.
    Sigmoid,
}

/// The whole tab.
#[component]
pub(super) fn Deep(deep: DeepLab, system: System) -> impl IntoView {
    let standing = deep.standing;
    let problem = Memo::new(move |_| standing.with(|standing| standing.last.clone()));
    let old = Signal::derive(move || standing.with(|standing| standing.old));
    let said = Signal::derive(move || standing.with(|standing| note(standing)));
    let arrays = Signal::derive(move || problem.get().map_or_else(Vec::new, |problem| arrays(&problem)));
    let exercise = if system == System::Deep { "backward_pass" } else { "sigmoid_dout" };
    view! {
        <div class="lab-grid" class:old=move || old.get()>
            <div class="lab-column">
                <NetworkPanel deep system/>
                <DeepCheck problem/>
                <Copy arrays/>
            </div>
            <div class="lab-column" id="lab-results">
                <Note said/>
                {(system == System::Sigmoid).then(|| view! { <SigmoidAnswer problem/> })}
                <Steps deep problem exercise=exercise/>
                <Overview deep problem/>
                <Norms deep problem system/>
            </div>
        </div>
    }
    .into_any()
}

/// Every array in the order of the copies: gradients first.
fn arrays(problem: &DeepProblem) -> Vec<(String, Array)> {
    let layers = problem.layers();
    let kinds: [fn(usize) -> DeepArray; 8] = [
        DeepArray::DlDweights,
        DeepArray::DlDbiases,
        DeepArray::DlDf,
        DeepArray::DlDh,
        DeepArray::F,
        DeepArray::H,
        DeepArray::Weights,
        DeepArray::Biases,
    ];
    let each = kinds.into_iter().flat_map(|kind| (0..layers).map(kind));
    let all = each.chain([DeepArray::Output, DeepArray::Y, DeepArray::DlDoutput, DeepArray::Loss]);
    all.filter_map(|array| Some((array.to_string(), problem.array(array)?))).collect()
}
