//! Keys for the whole page, the list of them, and what the lecture hall needs: the projector's view.

use leptos::{html, prelude::*};

use super::text::{
    self as words,
    keys::{self as text, Shortcut},
};
use crate::{
    Named,
    browser::{
        dialog,
        keys::{self, Key},
        page, storage,
    },
    options::Control,
    plot::scatter::Turn,
    state::{Layer, Page, Store, Unit},
    training::Action,
};

/// Under this key the device remembers that nothing is to be announced.
const QUIET_KEY: &str = "backprop-playground.quiet";

/// What Escape closes: whether it is open, and how it is closed.
type Closable = (fn(Store) -> bool, fn(Store));

const CLOSABLE: [Closable; 3] = [
    (|store| store.view.projector.get(), |store| store.view.projector.set(false)),
    (|store| store.view.explain.apart.get(), |store| store.view.explain.apart.set(false)),
    (|store| store.view.prompt.with(Option::is_some), |store| store.view.prompt.set(None)),
];

/// The list of keys in a dialog of its own, and the keys themselves.
#[component]
pub(super) fn Shortcuts() -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    let node = NodeRef::<html::Dialog>::new();
    // Places among what can be closed, the last that was opened last.
    let stack = Memo::new(move |before: Option<&Vec<usize>>| {
        let open: Vec<usize> = (0..CLOSABLE.len()).filter(|place| CLOSABLE[*place].0(store)).collect();
        let mut stack = before.cloned().unwrap_or_default();
        stack.retain(|place| open.contains(place));
        let new: Vec<usize> = open.into_iter().filter(|place| !stack.contains(place)).collect();
        [stack, new].concat()
    });
    Effect::new(move |_| stack.with(|_| ()));
    view.quiet.set(storage::read(QUIET_KEY).is_some());
    if view.options.with_untracked(|options| options.projector) {
        view.projector.set(true);
    }
    Effect::new(move |_| page::set_projector(view.projector.get()));
    // Who asked before this was there is answered now.
    Effect::new(move |_| {
        if view.help.get()
            && let Some(element) = node.get_untracked()
        {
            dialog::open(&element);
        }
    });
    keys::on_free_key(move |key| press(store, stack, &key));
    let rows = text::ROWS.map(|(held, keys, what)| {
        let keys = keys.iter().map(|key| key.shown()).collect::<Vec<_>>().join(" ");
        view! { <div><dt>{held}{keys}</dt><dd>{what}</dd></div> }
    });
    let close = move |_| {
        if let Some(element) = node.get_untracked() {
            dialog::close(&element);
        }
    };
    view! {
        // Keys do the same; a finger has only this.
        {move || view.projector.get().then(|| view! {
            <p class="leave">
                <button
                    type="button"
                    class="quiet"
                    title=Shortcut::Projector.after(text::PROJECTOR_OFF)
                    on:click=move |_| view.projector.set(false)
                >
                    {text::PROJECTOR_OFF}
                </button>
            </p>
        })}
        <dialog
            class="shortcuts"
            node_ref=node
            aria-labelledby="shortcuts-title"
            on:close=move |_| view.help.set(false)
        >
            <h2 id="shortcuts-title">{text::TITLE}</h2>
            <dl>{rows.into_iter().collect::<Vec<_>>()}</dl>
            <p class="hint">{text::WHERE}</p>
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || !view.quiet.get()
                    on:change:target=move |event| {
                        let quiet = !event.target().checked();
                        view.quiet.set(quiet);
                        if quiet { storage::write(QUIET_KEY, "quiet") } else { storage::remove(QUIET_KEY) }
                    }
                />
                " "{text::ANNOUNCE}
            </label>
            <div class="actions">
                <button
                    type="button"
                    class="quiet"
                    title=Shortcut::Projector.after(text::PROJECTOR)
                    on:click=move |event| {
                        close(event);
                        view.projector.update(|on| *on = !*on);
                    }
                >
                    {move || if view.projector.get() { text::PROJECTOR_OFF } else { text::PROJECTOR }}
                </button>
                <button type="button" class="quiet" title=Shortcut::Close.after(words::CLOSE) on:click=close>{words::CLOSE}</button>
            </div>
        </dialog>
    }
    .into_any()
}

/// Does what a key asks for, and says whether it asks for anything.
fn press(store: Store, stack: Memo<Vec<usize>>, key: &Key) -> bool {
    let view = store.view;
    let unit = if key.shift { Unit::Epoch } else { view.unit.get_untracked() };
    let trains = matches!(view.page.get_untracked(), Page::Train | Page::Explain);
    // What an author has hidden or locked is so for keys too.
    let Some(shortcut) = Shortcut::from_name(&key.name) else { return false };
    let control = match shortcut {
        Shortcut::Play => Some(Control::Play),
        Shortcut::Back => Some(Control::Back),
        Shortcut::Step => Some(Control::Step),
        Shortcut::Rewind => Some(Control::Rewind),
        _ => None,
    };
    if control.is_some_and(|control| !view.options.with_untracked(|options| options.allows(control))) {
        return false;
    }
    match shortcut {
        Shortcut::Play if trains => untrack(|| store.toggle()),
        Shortcut::Back if trains => store.step_by(unit, Turn::Previous),
        Shortcut::Step if trains => store.step_by(unit, Turn::Next),
        Shortcut::Rewind if trains => store.apply(Action::Rewind),
        Shortcut::Train => view.page.set(Page::Train),
        Shortcut::Explain => view.page.set(Page::Explain),
        Shortcut::Layers => view.page.set(Page::Layers),
        Shortcut::Practice => view.page.set(Page::Practice),
        Shortcut::Backprop if trains => block(store, Layer::Backprop),
        Shortcut::FiniteDifference if trains => block(store, Layer::FiniteDifference),
        Shortcut::Difference if trains => block(store, Layer::Difference),
        Shortcut::Projector => view.projector.update(|on| *on = !*on),
        Shortcut::Keys => view.help.set(true),
        Shortcut::Close => match stack.with_untracked(|stack| stack.last().copied()) {
            Some(place) => CLOSABLE[place].1(store),
            None => return false,
        },
        _ => return false,
    }
    true
}

/// Goes to the selected parameter's cell in a block of numbers, which may have to be unfolded first.
fn block(store: Store, layer: Layer) {
    store.view.page.set(Page::Train);
    store.view.wanted.set(layer);
    page::focus_when_made(format!("[data-cell^='{layer:?} '][aria-selected='true']"));
}
