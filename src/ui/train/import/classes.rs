//! Which label becomes which class.

use leptos::prelude::*;

use super::Reading;
use crate::{
    data::table::LabelClass,
    ui::text::{self, data},
};

/// The two labels, to be swapped, and to be chosen where there are more.
#[component]
pub(super) fn Classes(import: Reading) -> impl IntoView {
    let chosen = Memo::new(move |_| import.imported(|imported| imported.classes.clone()));
    let many = Memo::new(move |_| import.labels.with(|labels| labels.len() > 2));
    let side = move |place: usize| {
        if many.get() {
            view! { <LabelChoice import place/> }.into_any()
        } else {
            let words = move || {
                chosen.with(|chosen| chosen.as_ref().map(|both| data::class(&both[place].written, both[place].count)))
            };
            view! { <span>{words}</span> }.into_any()
        }
    };
    let swap = move |_| {
        if let Some([minus, plus]) = chosen.get_untracked() {
            import.choose(|given, table| given.set_classes(table, [plus.written, minus.written]));
        }
    };
    view! {
        <fieldset class="import-part" hidden=move || chosen.with(Option::is_none) && !many.get()>
            <legend>{data::CLASSES}</legend>
            <div class="import-classes">
                <span class="negative">{text::CLASS_LOW}</span>
                {move || side(0)}
                <span class="positive">{text::CLASS_HIGH}</span>
                {move || side(1)}
            </div>
            <button
                type="button"
                class="quiet"
                aria-label=data::SWAP_LABEL
                disabled=move || chosen.with(Option::is_none)
                on:click=swap
            >
                {data::SWAP}
            </button>
        </fieldset>
    }
    .into_any()
}

/// One of several labels, for −1 or for +1.
#[component]
fn LabelChoice(import: Reading, place: usize) -> impl IntoView {
    let taken = Memo::new(move |_| import.choice.with(|choice| choice.as_ref()?.classes.clone()));
    // The other side is chosen with it: until both are, no point is made.
    let choose = move |written: String| {
        let labels = import.labels.get_untracked();
        let other = taken.get_untracked().map(|both| both[1 - place].clone()).filter(|other| *other != written);
        let other = other.or_else(|| labels.into_iter().map(|label| label.written).find(|label| *label != written));
        if let Some(other) = other {
            let classes = if place == 0 { [written, other] } else { [other, written] };
            import.choose(|given, table| given.set_classes(table, classes));
        }
    };
    let option = move |LabelClass { written, count }: LabelClass| {
        let name = data::class(&written, count);
        let value = written.clone();
        let selected = move || taken.with(|taken| taken.as_ref().is_some_and(|both| both[place] == written));
        view! { <option value=value selected=selected>{name}</option> }
    };
    let options = move || import.labels.get().into_iter().map(option).collect::<Vec<_>>();
    view! {
        <select
            aria-label=data::label_of(place)
            prop:value=move || {
                import.labels.track();
                taken.get().map_or_else(String::new, |both| both[place].clone())
            }
            on:change:target=move |event| choose(event.target().value())
        >
            {move || taken.with(Option::is_none).then(|| view! { <option value="" selected=true>{data::CHOOSE}</option> })}
            {options}
        </select>
    }
    .into_any()
}
