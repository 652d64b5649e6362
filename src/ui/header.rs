//! The page's title and theme.

use leptos::prelude::*;

use super::text::{self, keys::Shortcut};
use crate::{
    browser::storage,
    plot::color::Theme,
    state::{Page, Store, ThemeChoice},
};

/// Under this key the device remembers the theme.
const THEME_KEY: &str = "backprop-playground.theme";
const CHOICES: [(ThemeChoice, &str, &str); 3] = [
    (ThemeChoice::System, "system", text::THEME_SYSTEM),
    (ThemeChoice::Fixed(Theme::Light), "light", text::THEME_LIGHT),
    (ThemeChoice::Fixed(Theme::Dark), "dark", text::THEME_DARK),
];

/// Title and theme.
#[component]
pub(super) fn Header() -> impl IntoView {
    let view = expect_context::<Store>().view;
    let (theme, help) = (view.theme, view.help);
    if let Some(remembered) = storage::read(THEME_KEY) {
        theme.set(choice(&remembered));
    }
    let options = CHOICES
        .into_iter()
        .map(|(option, name, text)| view! { <option value=name selected=move || theme.get() == option>{text}</option> })
        .collect::<Vec<_>>();
    view! {
        <header class="masthead">
            <h1>{text::TITLE}</h1>
            <Views/>
            <p><a href="./article/index.html">{text::ARTICLE}</a><span>{text::TAGLINE}</span></p>
            <div class="end">
            <super::builder::PutInPage/>
            <super::take_home::TakeHome/>
            <button
                type="button"
                class="quiet help"
                title=Shortcut::Keys.after(text::keys::OPEN_TITLE)
                aria-label=text::keys::OPEN_TITLE
                on:click=move |_| help.set(true)
            >
                {text::keys::OPEN}
            </button>
            <label>
                <span>{text::THEME}</span>
                <select
                    class="quiet"
                    aria-label=text::THEME
                    on:change:target=move |event| {
                        let name = event.target().value();
                        theme.set(choice(&name));
                        storage::write(THEME_KEY, &name);
                    }
                >
                    {options}
                </select>
            </label>
            </div>
        </header>
    }
    .into_any()
}

/// The page's views, in the order of the tabs.
const PAGES: &[(Page, &str, Shortcut)] = &[
    (Page::Train, text::TRAIN, Shortcut::Train),
    (Page::Explain, text::explain::EXPLAIN, Shortcut::Explain),
    (Page::Layers, text::layers::NAME, Shortcut::Layers),
    (Page::Practice, text::practice::NAME, Shortcut::Practice),
];

/// One button a view. The views are places of one page, so none of them is a link to another.
#[component]
fn Views() -> impl IntoView {
    let page = expect_context::<Store>().view.page;
    let buttons = PAGES
        .iter()
        .map(|&(option, name, key)| {
            let current = move || (page.get() == option).then_some("page");
            let title = key.after(name);
            view! { <button type="button" title=title aria-current=current on:click=move |_| page.set(option)>{name}</button> }
        })
        .collect::<Vec<_>>();
    view! { <nav aria-label=text::VIEWS>{buttons}</nav> }.into_any()
}

/// The choice that a remembered name stands for; the system's where it is none of ours.
fn choice(name: &str) -> ThemeChoice {
    CHOICES.into_iter().find(|(_, known, _)| *known == name).map_or(ThemeChoice::System, |(choice, ..)| choice)
}
