//! The tools over the plane, and the line under it that says what they did.

use leptos::prelude::*;

use super::{Draw, HANDS, Tool};
use crate::{
    Named,
    ui::{text as words, text::draw as text, widgets::Icon},
};

impl Tool {
    const fn icon(self) -> &'static str {
        match self {
            Self::Look => "M4 2l12 8-5.2.9 3 5.6-2.2 1.2-3-5.6L4 16z",
            Self::Add => "M9 3h2v6h6v2h-6v6H9v-6H3V9h6z",
            Self::Brush => {
                "M10 8a2 2 0 1 1 0 4a2 2 0 1 1 0-4zM5 3.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 1 1 0-3zM14 2.5a1.5 1.5 0 1 1 0 3a1.5 \
                 1.5 0 1 1 0-3zM4.5 13a1.5 1.5 0 1 1 0 3a1.5 1.5 0 1 1 0-3zM15.5 12.500a1.75 1.75 0 1 1 0 3.500a1.75 \
                 1.75 0 1 1 0-3.500z"
            }
            Self::Move => {
                "M10 1l3 3.500h-2V9h4.500V7L19 10l-3.5 3v-2H11v4.500h2L10 19l-3-3.500h2V11H4.500v2L1 10l3.5-3v2H9V4.500H7z"
            }
            Self::Flip => "M2 6h10V3l5 4-5 4V8H2zM18 14H8v3l-5-4 5-4v3h10z",
            Self::Remove => {
                "M5.2 3.800L10 8.600l4.8-4.8 1.4 1.400L11.4 10l4.8 4.8-1.4 1.400L10 11.400l-4.8 4.8-1.4-1.400L8.6 10 3.8 5.200z"
            }
        }
    }
}

const UNDO_ICON: &str = "M8 3v4h4a5 5 0 0 1 0 10H6v-2h6a3 3 0 0 0 0-6H8v4L2 8z";
const REDO_ICON: &str = "M12 3v4H8a5 5 0 0 0 0 10h6v-2H8a3 3 0 0 1 0-6h4v4l6-5z";
const SQUARE: &str = "M6 6h8v8H6z";
const CIRCLE: &str = "M10 5.500a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z";

/// Tools, the label of new points, undo, redo, and a fresh start.
#[component]
pub(in crate::ui) fn DrawBar(draw: Draw) -> impl IntoView {
    draw.hands.set_value(Some(HANDS));
    let tools = Tool::ALL.iter().map(|&tool| {
        let [name, title] = text::tool(tool);
        let checked = Signal::derive(move || draw.tool.get() == tool);
        radio("draw-tool", name, title, checked, move || draw.choose(tool), tool.icon())
    });
    let labels = [(-1.0, words::CLASS_LOW, SQUARE), (1.0, words::CLASS_HIGH, CIRCLE)].map(|(y, name, icon)| {
        let checked = Signal::derive(move || draw.label.get() == y);
        radio("draw-label", name, text::CLASS, checked, move || draw.label.set(y), icon)
    });
    let adds = move || matches!(draw.tool.get(), Tool::Add | Tool::Brush);
    let depth = draw.store.depth;
    view! {
        <div class="draw-bar" role="group" aria-label=text::BAR on:keydown=move |event| { draw.undo_key(&event); }>
            <fieldset class="draw-tools">
                <legend class="heard">{text::TOOLS}</legend>
                {tools.collect::<Vec<_>>()}
            </fieldset>
            <fieldset class="draw-labels" disabled=move || !adds()>
                <legend class="heard">{text::CLASS}</legend>
                {labels.into_iter().collect::<Vec<_>>()}
            </fieldset>
            <div class="draw-steps">
                <button
                    type="button"
                    title=text::UNDO_TITLE
                    aria-label=text::UNDO
                    aria-disabled=move || (depth.get().undo == 0).to_string()
                    on:click=move |_| draw.undo()
                >
                    <Icon path=UNDO_ICON/>
                </button>
                <button
                    type="button"
                    title=text::REDO_TITLE
                    aria-label=text::REDO
                    aria-disabled=move || (depth.get().redo == 0).to_string()
                    on:click=move |_| draw.redo()
                >
                    <Icon path=REDO_ICON/>
                </button>
                <button
                    type="button"
                    class="clear"
                    title=text::CLEAR_TITLE
                    aria-pressed=move || draw.begins.get().to_string()
                    on:click=move |_| draw.begin()
                >
                    {text::CLEAR}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// A radio button that shows a pictogram and is called by its name.
fn radio(
    group: &'static str,
    name: &'static str,
    title: &'static str,
    checked: Signal<bool>,
    choose: impl Fn() + 'static,
    icon: &'static str,
) -> AnyView {
    view! {
        <label title=title>
            <input type="radio" name=group aria-label=name prop:checked=checked on:change=move |_| choose()/>
            <span><Icon path=icon/></span>
        </label>
    }
    .into_any()
}

/// What was done last, or else what the tool does; and which keys there are.
#[component]
pub(in crate::ui) fn Said(draw: Draw) -> impl IntoView {
    let said = move || draw.said.get().unwrap_or_else(|| text::tool(draw.tool.get())[1].to_owned());
    let rows = text::KEY_ROWS.map(|(keys, what)| view! { <div><dt>{keys}</dt><dd>{what}</dd></div> });
    view! {
        <div class="draw-said">
            <p role="status" aria-live="polite">{said}</p>
            <details>
                <summary>{text::KEYS}</summary>
                <p>{text::KEYS_ON}</p>
                <dl>{rows.into_iter().collect::<Vec<_>>()}</dl>
            </details>
        </div>
    }
    .into_any()
}
