//! The update of each layer as norms, with the update-to-weight ratio.

use leptos::prelude::*;

use super::model::Model;
use crate::{
    nn::{Group, GroupUpdate},
    ui::{format, text, text::explain},
};

/// One row a layer.
#[component]
pub(super) fn UpdateTable() -> impl IntoView {
    let walk = expect_context::<Model>().walk;
    let row = |group: Group| {
        let of = move |write: fn(&GroupUpdate) -> String| {
            move || walk.with(|walk| write(&walk.update.groups[group as usize]))
        };
        view! {
            <tr>
                <th scope="row">{group.name()}</th>
                <td>{of(|group| format::scientific(group.value, 3))}</td>
                <td>{of(|group| format::scientific(group.gradient, 3))}</td>
                <td>{of(|group| format::scientific(group.change, 3))}</td>
                <td>{of(|group| ratio(group.ratio()))}</td>
            </tr>
        }
    };
    let heads = explain::UPDATE_COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <table class="plain">
            <thead><tr>{heads.into_iter().collect::<Vec<_>>()}</tr></thead>
            <tbody>{Group::ALL.map(row).into_iter().collect::<Vec<_>>()}</tbody>
        </table>
        <p class="hint">{explain::RATIO_GUIDE}</p>
    }
    .into_any()
}

/// A ratio, or a dash where there is none.
pub(super) fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| text::NOTHING.to_owned(), |ratio| format::scientific(ratio, 1))
}
