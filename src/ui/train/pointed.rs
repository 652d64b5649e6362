//! Every number of the pointed-at parameter, else of the selected one.

use leptos::prelude::*;

use crate::{
    check::Row,
    state::Store,
    ui::{format, text, transport::gradients_unknown},
};

/// One parameter's name and numbers. Its place and size never change.
#[component]
pub(super) fn Pointed() -> impl IntoView {
    let store: Store = expect_context();
    let row = Memo::new(move |_| {
        let id = store.shown_parameter.get();
        store.checks().report.with(|report| report.rows.iter().find(|row| row.id == id).or(report.rows.last()).copied())
    });
    let number = move |write: fn(&Row) -> String| move || row.get().as_ref().map(write);
    let name = move || row.get().map(|row| (row.id.to_string(), text::parameter_role(row.id)));
    view! {
        <dl class="pointed" class:without-gradients=gradients_unknown(store)>
            <div class="name">
                <dt>{move || name().map(|(_, role)| role)}</dt>
                <dd>{move || name().map(|(name, _)| name)}</dd>
            </div>
            <div><dt>{text::VALUE}</dt><dd>{number(|row| format::value(row.value))}</dd></div>
            <div><dt>{text::BACKPROP}</dt><dd>{number(|row| format::derivative(row.backprop))}</dd></div>
            <div><dt>{text::FINITE_DIFFERENCE}</dt><dd>{number(|row| format::derivative(row.finite_difference))}</dd></div>
            <div><dt>{text::DIFFERENCE}</dt><dd>{number(|row| format::scientific(row.backprop - row.finite_difference, 1))}</dd></div>
        </dl>
    }
    .into_any()
}
