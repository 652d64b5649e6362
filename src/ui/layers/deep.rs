//! Deep networks: K layers with least squares, and sigmoid layers with half the squared error.

use std::sync::Arc;

use leptos::prelude::*;

use super::{frame, network::NetworkPanel, norms::Norms, overview::Overview, sigmoid::SigmoidAnswer, steps::Steps};
use crate::{
    lab::deep::DeepProblem,
    state::{LabTab, lab::DeepLab},
    ui::text::layers as text,
};

/// The whole tab of one of the two systems.
#[component]
pub(super) fn Deep(deep: DeepLab, system: LabTab) -> impl IntoView {
    let exercise = if system == LabTab::Sigmoid { "sigmoid_dout" } else { "backward_pass" };
    let results = |problem: Memo<Option<Arc<DeepProblem>>>| {
        view! {
            {(system == LabTab::Sigmoid).then(|| view! { <SigmoidAnswer problem/> })}
            <Steps deep problem exercise=exercise/>
            <Overview deep problem/>
            <Norms deep problem system/>
        }
        .into_any()
    };
    frame(deep.standing, view! { <NetworkPanel deep system/> }.into_any(), text::CHECK_DEEP, results)
}
