//! The page's title and theme.

use leptos::prelude::*;

use super::text;
use crate::{
    browser::storage,
    plot::color::Theme,
    state::{Store, ThemeChoice},
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
    let theme = expect_context::<Store>().view.theme;
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
            <p>{text::TAGLINE}</p>
            <label class="end">
                <span>{text::THEME}</span>
                <select
                    class="quiet"
                    on:change:target=move |event| {
                        let name = event.target().value();
                        theme.set(choice(&name));
                        storage::write(THEME_KEY, &name);
                    }
                >
                    {options}
                </select>
            </label>
        </header>
    }
    .into_any()
}

/// The choice that a remembered name stands for; the system's where it is none of ours.
fn choice(name: &str) -> ThemeChoice {
    CHOICES.into_iter().find(|(_, known, _)| *known == name).map_or(ThemeChoice::System, |(choice, ..)| choice)
}
