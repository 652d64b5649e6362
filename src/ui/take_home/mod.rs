//! The menu "Take it home": the state, the step as a program, numbers and pictures, as files.

mod item;
mod open;
mod preview;

use leptos::prelude::*;

use self::{item::Item, open::OpenFile, preview::Preview};
use crate::{
    state::Store,
    ui::{
        later,
        part::Part,
        subject::ScopeOf,
        text::{self, take_home},
        widgets::{Legend, MenuDialog},
    },
};

/// The button and its dialog.
#[component]
pub(super) fn TakeHome() -> impl IntoView {
    view! {
        <MenuDialog
            class="take-home"
            name=take_home::NAME
            open=RwSignal::new(false)
            content=|close| {
                view! { <Part fetch=later::fetch_take_home view=move || later::take_home(close)/> }.into_any()
            }
        />
    }
    .into_any()
}

/// What there is, and what is in it. Made while the dialog is open only.
#[component]
pub(super) fn Menu(close: Callback<()>) -> impl IntoView {
    let store: Store = expect_context();
    let chosen = RwSignal::new(Item::Link);
    // The dialog is modal: the view stays while it is open.
    let groups = Item::groups(store.view.page.get_untracked())
        .iter()
        .map(|(group, items)| {
            let items = items.iter().map(|&item| view! { <ItemChoice item chosen/> }).collect::<Vec<_>>();
            view! { <div role="group" aria-label=*group><h3>{*group}</h3>{items}</div> }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="body">
            <fieldset class="files">
                <legend class="heard">{take_home::WHAT}</legend>
                {groups}
            </fieldset>
            <div class="file">
                {move || chosen.get().is_about_gradients().then(|| view! {
                    <ScopeOf legend=Legend::Seen/>
                })}
                <Preview chosen/>
            </div>
        </div>
        <OpenFile done=close/>
        // Where the title bar has no room for it.
        <div class="as-figure">
            <button
                type="button"
                class="quiet"
                on:click=move |_| {
                    close.run(());
                    store.view.builder.set(true);
                }
            >
                {text::builder::OPEN}
            </button>
        </div>
        <p class="hint licences"><a href="./licences.html" target="_blank" rel="noopener">{take_home::LICENCES}</a></p>
    }
    .into_any()
}

#[component]
fn ItemChoice(item: Item, chosen: RwSignal<Item>) -> impl IntoView {
    let [name, purpose] = item.words();
    view! {
        <label class="item">
            <input type="radio" name="take-home" prop:checked=move || chosen.get() == item on:change=move |_| chosen.set(item)/>
            <span><strong>{name}</strong>" "<small>{purpose}</small></span>
        </label>
    }
    .into_any()
}
