//! What is in the figure: panels, controls, size, looks.

use leptos::prelude::*;

use super::{Built, Others, THEMES};
use crate::{
    Named,
    options::{Control, LONGEST_TITLE, Panel},
    ui::{
        text::builder as text,
        widgets::{Choice, Legend, Number, Range, Stops},
    },
};

/// A frame's sides in CSS pixels.
const WIDTH: Range = Range { low: 240.0, high: 2000.0, stops: Stops::Even(20.0) };
const HEIGHT: Range = Range { low: 160.0, high: 2000.0, stops: Stops::Even(20.0) };

/// All of it.
#[component]
pub(super) fn Choices(built: Built) -> impl IntoView {
    let panels = Panel::ALL.iter().map(|&panel| {
        tick(
            text::panel(panel),
            Signal::derive(move || built.panels.with(|panels| panels.contains(&panel))),
            move |is| {
                built.panels.update(|panels| set(panels, panel, is));
            },
        )
    });
    let controls = Control::ALL.iter().map(|&control| {
        tick(
            text::control(control),
            Signal::derive(move || built.without.with(|without| !without.contains(&control))),
            move |is| built.without.update(|without| set(without, control, !is)),
        )
    });
    let whole = move || built.panels.with(Vec::is_empty).then(|| view! { <p class="hint">{text::WHOLE_PAGE}</p> });
    let number = |label, range, value: RwSignal<f64>| {
        view! { <Number label range=range value=Signal::derive(move || value.get()) set=move |number: f64| value.set(number.round())/> }
    };
    view! {
        <div class="choices">
            <fieldset class="ticks">
                <legend>{text::PANELS}</legend>
                {panels.collect::<Vec<_>>()}
                {whole}
            </fieldset>
            <section>
                <h3>{text::SIZE}</h3>
                {number(text::WIDTH, WIDTH, built.width)}
                {number(text::HEIGHT, HEIGHT, built.height)}
                <p class="hint">{text::HEIGHT_NOTE}</p>
            </section>
            <section>
                <h3>{text::LOOKS}</h3>
                <label class="title-field">
                    <span>{text::FIGURE_TITLE}</span>
                    <input
                        type="text"
                        maxlength=LONGEST_TITLE
                        autocomplete="off"
                        prop:value=built.title
                        on:change:target=move |event| built.title.set(event.target().value())
                    />
                </label>
                <Choice label=text::THEME legend=Legend::Seen options=THEMES.to_vec() value=built.theme set=move |theme| built.theme.set(theme)/>
                {tick(text::COMPACT, built.compact.into(), move |is| built.compact.set(is))}
                {tick(text::AUTOPLAY, built.autoplay.into(), move |is| built.autoplay.set(is))}
            </section>
            <details>
                <summary>{text::CONTROLS}</summary>
                <Choice
                    label=text::OTHERS
                    legend=Legend::Seen
                    options=vec![(Others::Hide, text::HIDE), (Others::Lock, text::LOCK)]
                    value=built.others
                    set=move |others| built.others.set(others)
                />
                <fieldset class="ticks">
                    <legend class="heard">{text::CONTROLS}</legend>
                    {controls.collect::<Vec<_>>()}
                </fieldset>
            </details>
        </div>
    }
    .into_any()
}

/// A name with a box before it.
fn tick(name: &'static str, is: Signal<bool>, set: impl Fn(bool) + 'static) -> AnyView {
    view! {
        <label class="tick">
            <input type="checkbox" prop:checked=is on:change:target=move |event| set(event.target().checked())/>
            {name}
        </label>
    }
    .into_any()
}

/// Whether `item` is in the list, in the order of its kind.
fn set<T: Named + PartialEq + Ord>(list: &mut Vec<T>, item: T, is: bool) {
    list.retain(|other| *other != item);
    if is {
        list.push(item);
        list.sort_unstable();
    }
}
