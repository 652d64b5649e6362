//! What one pastes, for the host that one has.

use leptos::prelude::*;

use crate::{
    Named,
    browser::clipboard,
    options::{Frame, Host},
    ui::text::{builder as text, take_home},
};

/// Every host with a button that copies, and the text of the one that was pressed last.
#[component]
pub(super) fn Pasted(frame: Memo<Frame>) -> impl IntoView {
    let host = RwSignal::new(Host::Html);
    let said = RwSignal::new("");
    let snippet = Memo::new(move |_| frame.with(|frame| frame.snippet(host.get())));
    Effect::new(move |_| {
        frame.track();
        said.set("");
    });
    let copy = move |chosen: Host| {
        host.set(chosen);
        let content = frame.with_untracked(|frame| frame.snippet(chosen));
        clipboard::write(&content, move |went_well| {
            said.set(if went_well { take_home::COPIED } else { take_home::NOT_COPIED });
        });
    };
    let buttons = Host::ALL
        .iter()
        .map(|&option| {
            let pressed = move || (host.get() == option).to_string();
            view! {
                <button type="button" class="quiet" aria-pressed=pressed title=text::copy_for(option) on:click=move |_| copy(option)>
                    {text::host(option)}
                </button>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <section class="pasted">
            <h3>{text::PASTE}</h3>
            <div class="hosts" role="group" aria-label=text::PASTE>{buttons}</div>
            <textarea class="printed" readonly spellcheck="false" rows="5" aria-label=text::SNIPPET prop:value=snippet></textarea>
            <p class="hint" role="status">{move || if said.get().is_empty() { text::where_to(host.get()) } else { said.get() }}</p>
        </section>
    }
    .into_any()
}
