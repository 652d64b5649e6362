//! The Train view: the boundary, the network, every gradient twice, and the check.

mod boundary;
mod check;
mod controls;
mod curves;
mod draw;
mod heatmaps;
mod import;
mod loss;
mod network;
mod parameter;
mod pointed;
mod readout;
mod rival;
mod timeline;

use leptos::prelude::*;

pub(super) use boundary::Plane;
pub(super) use import::ImportDialog;

use super::{explain, part::Part};
use crate::state::Store;

/// All panels of the view.
#[component]
pub(super) fn Train() -> impl IntoView {
    let store: Store = expect_context();
    let apart = store.view.explain.apart;
    // A class and no :has(): that would be asked again for every number that changes.
    let comparing = Memo::new(move |_| store.rival.with(Option::is_some));
    view! {
        <main class="train" class:comparing=comparing>
            <div class="column">
                <boundary::BoundaryPanel/>
                <loss::LossPanel/>
            </div>
            <div class="column">
                <network::NetworkPanel/>
                <heatmaps::Heatmaps/>
                {move || apart.get().then(|| view! { <Part fetch=explain::fetch_apart view=explain::apart place="card"/> })}
                <check::CheckPanel/>
            </div>
            <controls::Controls/>
        </main>
    }
    .into_any()
}
