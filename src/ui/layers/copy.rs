//! Any array as text, to take away: on the clipboard where that is allowed, and selectable always.

use leptos::prelude::*;

use super::lab;
use crate::{
    Named,
    browser::clipboard,
    lab::{Array, Format, print},
    ui::{
        text::layers as text,
        widgets::{Choice, beginning},
    },
};

/// The choice of array and form, and the text.
#[component]
pub(super) fn Copy(
    /// The arrays with their names, examples as rows.
    #[prop(into)]
    arrays: Signal<Vec<(String, Array)>>,
) -> impl IntoView {
    let lab = lab();
    let chosen = RwSignal::new(None::<String>);
    let said = RwSignal::new("");
    let printed = Memo::new(move |_| {
        let chosen = chosen.get();
        let (convention, format) = (lab.convention.get(), lab.format.get());
        arrays.with(|arrays| {
            let found = arrays.iter().find(|(name, _)| Some(name) == chosen.as_ref()).or(arrays.first());
            found.map_or_else(String::new, |(_, array)| print(&convention.show(array), format))
        })
    });
    let options = move || {
        let names = arrays.with(|arrays| arrays.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
        let chosen = chosen.get();
        let option = |name: String| {
            let selected = chosen.as_ref() == Some(&name);
            view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
        };
        names.into_iter().map(option).collect::<Vec<_>>()
    };
    let copy = move |_| {
        clipboard::write(&printed.get_untracked(), move |went_well| {
            said.set(if went_well { text::COPIED } else { text::NOT_COPIED });
        });
    };
    let formats = Format::ALL.iter().copied().map(|format| (format, text::format_name(format))).collect::<Vec<_>>();
    view! {
        <section class="card copy result" aria-labelledby="copy-title">
            <div class="head">
                <h2 id="copy-title">{text::COPY_TITLE}</h2>
            </div>
            <div class="copy-choice">
                <label>
                    <span>{text::ARRAY}</span>
                    <select class="quiet" on:change:target=move |event| {
                        chosen.set(Some(event.target().value()));
                        said.set("");
                    }>{options}</select>
                </label>
                <Choice label=text::FORM options=formats value=lab.format set=move |format| {
                    lab.format.set(format);
                    said.set("");
                }/>
                <button type="button" class="quiet" on:click=copy>{text::COPY}</button>
            </div>
            <textarea class="printed" readonly rows="5" wrap="off" aria-label=text::PRINTED prop:value=move || printed.with(|printed| beginning(printed).to_owned())></textarea>
            <p class="hint" role="status">{move || said.get()}</p>
        </section>
    }
    .into_any()
}
