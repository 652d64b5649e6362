//! The card of the decision boundary: the plane, its tools, and what the network makes of one place of it.

use leptos::prelude::*;

use super::second_run::FirstLabel;
use crate::{
    options::Options,
    state::Store,
    ui::{
        part::Part,
        plane::{Draw, Plane, Tool},
        text,
        widgets::{ClassLegend, TwinButton},
    },
};

/// The boundary, its legend, and its twin in words.
#[component]
pub(super) fn BoundaryPanel(
    /// The tools that act on its plane.
    draw: Draw,
    /// Whether the table of every example is open.
    table: RwSignal<bool>,
) -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    // A figure has room for the picture: one enters and leaves drawing on purpose, and numbers come with the table.
    let figure = Memo::new(move |_| view.options.with(Options::is_figure));
    let draws = Memo::new(move |_| figure.get() && draw.is_on.get());
    let reads = Memo::new(move |_| figure.get() && table.get());
    let (editing, said) = (RwSignal::new(false), RwSignal::new(false));
    let edit = move |open: bool| {
        editing.set(open);
        // Folded tools change nothing: a press on the plane looks again.
        if !open {
            draw.choose(Tool::Look);
        }
    };
    let tools = move || view! { <Part fetch=super::fetch_tools view=move || super::tools(draw) place="tools"/> };
    let paired = Memo::new(move |_| store.second_run.with(Option::is_some));
    let toggle = |signal: RwSignal<bool>, name: &'static str, control: &'static str| {
        view! {
            <label data-control=control>
                <input type="checkbox" prop:checked=signal on:change:target=move |event| signal.set(event.target().checked())/>
                {name}
            </label>
        }
    };
    let draw_toggle = move || {
        view! {
            <button
                type="button"
                class="quiet"
                data-control="draw"
                title=text::embed::DRAW_TITLE
                aria-pressed=move || draw.is_on.get().to_string()
                on:click=move |_| draw.turn_on(!draw.is_on.get_untracked())
            >
                {text::embed::DRAW}
            </button>
        }
    };
    let shown = move || {
        view! {
            {toggle(view.hinges, text::HINGES, "hinges")}
            {toggle(view.test_points, text::TEST_POINTS, "test-points")}
            {figure.get().then(draw_toggle)}
            <TwinButton open=said title=text::IN_WORDS_TITLE name=text::IN_WORDS class="quiet in-words"/>
            <TwinButton open=table title=text::POINTS_TABLE/>
        }
    };
    view! {
        <section class="card boundary" aria-labelledby="boundary-title">
            <div class="head">
                <h2 id="boundary-title">{text::BOUNDARY}</h2>
                {move || figure.get().then(|| view! { <div class="tools">{shown()}</div> })}
            </div>
            {move || draws.get().then(|| view! { <div data-control="draw">{tools()}</div> })}
            {move || (!figure.get()).then(|| view! {
                <details class="fold edit" data-control="draw" on:toggle:target=move |event| edit(event.target().open())>
                    <summary>{text::draw::EDIT}</summary>
                    {tools()}
                </details>
            })}
            <div class="planes" class:paired=paired>
                <div class="side">
                    <FirstLabel/>
                    <Plane draw/>
                </div>
                {move || paired.get().then(|| view! { <Part fetch=super::fetch_second view=super::second/> })}
            </div>
            {move || (draws.get() || editing.get() || draw.has_said()).then(|| view! {
                <Part fetch=super::fetch_said view=move || super::said(draw) place="silent"/>
            })}
            {move || paired.get().then(|| view! { <Part fetch=super::fetch_compared view=super::compared/> })}
            <ClassLegend/>
            <Keys/>
            {move || said.get().then(|| view! { <Part fetch=super::fetch_in_words view=super::in_words place="said"/> })}
            {move || reads.get().then(|| view! {
                <Part fetch=super::fetch_readout view=move || super::readout(draw, table) place="readout"/>
            })}
            {move || (!figure.get()).then(|| view! { <div class="tools shown">{shown()}</div> })}
        </section>
    }
    .into_any()
}

/// What the marks mean.
#[component]
fn Keys() -> impl IntoView {
    let mark = |class: &'static str, path: &'static str, name: &'static str| {
        view! { <span><svg class=class viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true"><path d=path/></svg>{name}</span> }
    };
    view! {
        <p class="keys">
            {mark("negative", SQUARE, text::CLASS_LOW)}
            {mark("positive", CIRCLE, text::CLASS_HIGH)}
            {mark("filled", CIRCLE, text::TRAIN_SET)}
            {mark("hollow", CIRCLE, text::TEST_SET)}
            {mark("ring", RING, text::KEY_WRONG)}
            {mark("sight", SIGHT, text::KEY_SELECTED)}
            {mark("boundary-key", LINE, text::KEY_BOUNDARY)}
        </p>
    }
    .into_any()
}

const SQUARE: &str = "M-3.5-3.5h7v7h-7z";
const CIRCLE: &str = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z";
const RING: &str = "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z";
const SIGHT: &str = "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zM0-3.5v-2.5M0 3.5v2.5M-3.5 0h-2.5M3.5 0h2.5";
const LINE: &str = "M-6 0h12";
