//! The exercises, with what is done.

use leptos::prelude::*;
use practice::exercise::exercises;

use super::model::{Model, Place, group};
use crate::{
    browser::{address, clipboard, storage},
    document::{Asked, Link, LinkView, link},
    state::{AUTHOR, EDITOR, NUMBERS, Sheet},
    ui::text::practice as text,
};

/// What can be opened: its key, its name, and the heading above it where that is another than before.
struct Item {
    key: String,
    name: &'static str,
    heading: Option<&'static str>,
}

fn items() -> Vec<Item> {
    let mut last = None;
    let ours = exercises().into_iter().map(|exercise| {
        let own = group(&exercise);
        let heading = own.filter(|_| own != last).map(|group| text::GROUPS[group]);
        last = own;
        let name = text::short(&exercise.id).unwrap_or_default();
        Item { key: exercise.id, name, heading }
    });
    let mut items: Vec<Item> = ours.collect();
    items.push(Item { key: NUMBERS.to_owned(), name: text::MY_NUMBERS, heading: Some(text::OR) });
    items.push(Item { key: EDITOR.to_owned(), name: text::MY_EXERCISE, heading: None });
    items
}

/// The list: beside the exercise where there is room, else as a menu above it.
#[component]
pub(super) fn List() -> impl IntoView {
    let model: Model = expect_context();
    let practice = model.store.view.practice;
    let items = items();
    let ids: Vec<String> = exercises().into_iter().map(|exercise| exercise.id).collect();
    let all = ids.len();
    let done = Memo::new(move |_| {
        practice.sheets.with(|sheets| ids.iter().filter(|id| sheets.get(*id).is_some_and(|own| own.done)).count())
    });
    let count =
        move || if storage::is_there() { text::done_and_kept(done.get(), all) } else { text::done(done.get(), all) };
    let any = Memo::new(move |_| done.get() > 0);
    let link = move || {
        let done = practice.sheets.with_untracked(|sheets| {
            exercises().into_iter().map(|own| own.id).filter(|id| sheets.get(id).is_some_and(|own| own.done)).collect()
        });
        address_of(Asked { exercise: model.key(), author: String::new(), done })
    };
    let options = options(model, &items);
    let rows = items.into_iter().map(|item| row(model, item)).collect::<Vec<_>>();
    view! {
        <nav class="exercises" aria-label=text::EXERCISES>
            <p class="progress-count">{count}</p>
            <label class="exercise-menu">
                <span class="heard">{text::OPEN}</span>
                <select on:change:target=move |event| practice.open.set(event.target().value())>{options}</select>
            </label>
            <div class="exercise-list">
                {move || model.author().map(|(name, key)| author_row(model, name, key))}
                {rows}
            </div>
            {move || any.get().then(|| view! { <CopyLink label=text::LINK_WITH_DONE link/> })}
        </nav>
    }
    .into_any()
}

/// What is known of a sheet.
fn standing(model: Model, key: String) -> Memo<Option<(&'static str, &'static str)>> {
    Memo::new(move |_| {
        model.store.view.practice.sheets.with(|sheets| sheets.get(&key).and_then(|sheet: &Sheet| text::standing(sheet)))
    })
}

fn row(model: Model, item: Item) -> AnyView {
    let Item { key, name, heading } = item;
    let standing = standing(model, key.clone());
    view! {
        {heading.map(|heading| view! { <h2>{heading}</h2> })}
        {button(model, key, name.to_owned(), standing)}
    }
    .into_any()
}

fn author_row(model: Model, name: String, key: String) -> AnyView {
    let standing = standing(model, key);
    view! {
        <h2>{text::FROM_THE_LINK}</h2>
        {button(model, AUTHOR.to_owned(), name, standing)}
    }
    .into_any()
}

fn button(model: Model, key: String, name: String, standing: Memo<Option<(&'static str, &'static str)>>) -> AnyView {
    let open = model.store.view.practice.open;
    let own = key.clone();
    let current = Memo::new(move |_| model.key_now() == own);
    view! {
        <button
            type="button"
            aria-current=move || current.get().then_some("true")
            on:click=move |_| open.set(key.clone())
        >
            <span>{name}</span>
            {move || standing.get().map(|(sign, words)| view! {
                <span class="progress-sign"><span aria-hidden="true">{sign}</span><span class="heard">{words}</span></span>
            })}
        </button>
    }
    .into_any()
}

/// The same as a menu. What is done stands behind the name.
fn options(model: Model, items: &[Item]) -> AnyView {
    let option = move |key: String, name: String, sheet: String| {
        let (value, own) = (key.clone(), key);
        let standing = standing(model, sheet);
        view! {
            <option value=value selected=move || model.key_now() == own>
                {name} {move || standing.get().map(|(sign, _)| format!(" {sign}"))}
            </option>
        }
        .into_any()
    };
    let ours: Vec<_> =
        items.iter().map(|item| option(item.key.clone(), item.name.to_owned(), item.key.clone())).collect();
    let authors = move || model.author().map(|(name, key)| option(AUTHOR.to_owned(), name, key));
    view! { {authors} {ours} }.into_any()
}

impl Model {
    /// The key of what is open: an exercise's id, or the name of another place.
    pub(super) fn key(self) -> String {
        untrack(|| self.key_now())
    }

    fn key_now(self) -> String {
        let open = self.store.view.practice.open.get();
        self.place.with(|place| match place {
            Place::Exercise(asked) if open.is_empty() => asked.exercise.id.clone(),
            _ => open,
        })
    }

    /// The author's exercise that is there, if one is: its name, and the key of its sheet.
    fn author(self) -> Option<(String, String)> {
        let author = self.store.view.practice.author;
        author.with(|author| {
            let exercise = practice::document::parse(author).ok()?;
            let key = format!("{AUTHOR}:{}", exercise.id);
            Some((exercise.title, key))
        })
    }
}

/// The page's address that opens what is asked.
pub(super) fn address_of(asked: Asked) -> String {
    let text = link::write(&Link { view: LinkView::Practice(asked), ..Link::default() });
    format!("{}#{text}", address::base())
}

/// A button that copies a link, and shows it where the clipboard is closed.
#[component]
pub(super) fn CopyLink(
    /// The button's words.
    label: &'static str,
    /// Makes the link.
    link: impl Fn() -> String + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let said = RwSignal::new(None::<Result<(), String>>);
    let copy = move |_| {
        let address = link();
        clipboard::write(&address.clone(), move |went_well| {
            let _ = said.try_set(Some(if went_well { Ok(()) } else { Err(address.clone()) }));
        });
    };
    let answer = move || match said.get() {
        None => ().into_any(),
        Some(Ok(())) => view! { <span>{text::LINK_COPIED}</span> }.into_any(),
        Some(Err(address)) => view! {
            <span>{text::LINK_NOT_COPIED}</span>
            <input type="text" readonly aria-label=text::THE_LINK prop:value=address/>
        }
        .into_any(),
    };
    view! {
        <p class="copy-link">
            <button type="button" class="quiet" on:click=copy>{label}</button>
            <span class="hint" role="status">{answer}</span>
        </p>
    }
    .into_any()
}
