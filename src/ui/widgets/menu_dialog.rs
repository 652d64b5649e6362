//! A button of the masthead and the dialog that it opens, as large as the window allows.

use leptos::{html, prelude::*};

use crate::{browser::dialog, state::Store, training::Action, ui::text};

/// Button and dialog. What stands in it is made while it is open only, of the page as it stands: training pauses.
#[component]
pub(in crate::ui) fn MenuDialog<Content>(
    /// By this name style sheets know dialog and button.
    class: &'static str,
    /// On the button and over the dialog.
    name: &'static str,
    /// Whether it is open: who sets it opens it.
    open: RwSignal<bool>,
    /// Makes its content, which may close it.
    content: Content,
) -> impl IntoView
where
    Content: Fn(Callback<()>) -> AnyView + Send + 'static,
{
    let store: Store = expect_context();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(element) = node.get_untracked().filter(|_| open.get()) {
            store.apply(Action::Pause);
            dialog::open(&element);
        }
    });
    let shut = Callback::new(move |()| {
        if let Some(element) = node.get_untracked() {
            dialog::close(&element);
        }
    });
    let title = format!("{class}-title");
    view! {
        <button type="button" class=format!("quiet {class}-open") on:click=move |_| open.set(true)>{name}</button>
        <dialog
            class=format!("menu-dialog {class}")
            node_ref=node
            aria-labelledby=title.clone()
            on:close=move |_| open.set(false)
        >
            <div class="head">
                <h2 id=title.clone()>{name}</h2>
                <button type="button" class="quiet" on:click=move |_| shut.run(())>{text::CLOSE}</button>
            </div>
            {move || open.get().then(|| content(shut))}
        </dialog>
    }
    .into_any()
}
