//! The graph of the computation, in step with the text.

use leptos::prelude::*;

use super::{bar, model::Model};
use crate::{
    browser::page,
    explain::{
        Pass, Quantity, Shape, StepId,
        graph::{self, COLUMNS, Direction, EDGES, Edge, Known, NodeState, Picture},
    },
    state::Store,
    ui::{format, text::explain as text},
};

/// The card with it.
#[component]
pub(super) fn GraphCard() -> impl IntoView {
    let reached = expect_context::<Model>().reached;
    let picture = Memo::new(move |_| graph::picture(reached.get()));
    let focus = RwSignal::new(Quantity::Z);
    let line = move |edge: Edge| {
        let ([x1, y1], [x2, y2]) = (place(edge.from), place(edge.to));
        let active = move || picture.with(|picture| picture.active.contains(&edge));
        view! { <line x1=x1 y1=y1 x2=x2 y2=y2 class:active=active/> }
    };
    let edges = EDGES.map(line).into_iter().collect::<Vec<_>>();
    let nodes = Quantity::ALL.map(|node| view! { <Node node picture focus/> }).into_iter().collect::<Vec<_>>();
    let backward = move || reached.get().pass() == Pass::Backward;
    view! {
        <section class="card graph-card" aria-labelledby="graph-title">
            <div class="head">
                <h2 id="graph-title">{text::GRAPH}" "<small>{text::GRAPH_NOTE}</small></h2>
            </div>
            <div class="computation" class:backward=backward role="group" aria-label=text::GRAPH aria-describedby="graph-help">
                <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{edges}</svg>
                {nodes}
            </div>
            <p class="heard" id="graph-help">{text::GRAPH_HELP}</p>
        </section>
    }
    .into_any()
}

/// Where a node stands, in hundredths of the picture.
fn place(node: Quantity) -> [f64; 2] {
    let (column, row) = graph::place(node);
    let rows = COLUMNS[column].len();
    // The main line runs along the middle; what feeds it stands above and below.
    let y = match (rows, row) {
        (1, _) | (2, 0) => 50.0,
        (2, _) | (_, 2) => 84.0,
        (_, row) if (row == 0) == (column == 0) => 16.0,
        _ => 50.0,
    };
    [9.0 + 20.5 * column as f64, y]
}

#[component]
fn Node(node: Quantity, picture: Memo<Picture>, focus: RwSignal<Quantity>) -> impl IntoView {
    let store: Store = expect_context();
    let walk = expect_context::<Model>().walk;
    let step = store.view.explain.step;
    let state = move || picture.with(|picture| picture.nodes[node as usize]);
    let has = move |of: fn(NodeState) -> Known| of(state()) != Known::NotYet;
    let is = move |of: fn(NodeState) -> Known| of(state()) == Known::Now;
    let shape = Memo::new(move |_| walk.with(|walk| walk.value(node).shape()));
    // A scalar is short enough to be shown itself.
    let below = move || match shape.get() {
        Shape::Scalar if has(|state| state.value) => {
            walk.with(|walk| format::significant(walk.value(node).values()[0], 3))
        }
        shape => text::shape(shape),
    };
    let label = move || text::node(node.name(), &below(), has(|state| state.value), has(|state| state.gradient));
    let [x, y] = place(node);
    view! {
        <button
            type="button"
            class="quantity-node"
            class:made=move || is(|state| state.value) || is(|state| state.gradient)
            class:read=move || state().is_read
            class:has-value=move || has(|state| state.value)
            class:has-gradient=move || has(|state| state.gradient)
            style:left=format!("{x}%")
            style:top=format!("{y}%")
            tabindex=move || if focus.get() == node { "0" } else { "-1" }
            aria-label=label
            data-node=node.name()
            on:focus=move |_| focus.set(node)
            on:click=move |_| {
                if let Some(next) = step_of(node, step.get_untracked()) {
                    step.set(next);
                }
            }
            on:keydown=move |event| {
                let key = event.key();
                if let Some(next) = direction(&key).and_then(|direction| graph::neighbor(node, direction)) {
                    event.prevent_default();
                    page::focus(&format!("[data-node='{}']", next.name()));
                } else if key.starts_with("Page") && let Some(next) = bar::turned(step.get_untracked(), &key) {
                    event.prevent_default();
                    step.set(next);
                }
            }
        >
            <b>{node.name()}</b>
            " "
            <small>{below}</small>
            <i aria-hidden="true"></i>
        </button>
    }
    .into_any()
}

fn direction(key: &str) -> Option<Direction> {
    match key {
        "ArrowLeft" => Some(Direction::Left),
        "ArrowRight" => Some(Direction::Right),
        "ArrowUp" => Some(Direction::Up),
        "ArrowDown" => Some(Direction::Down),
        _ => None,
    }
}

/// The step that makes a node's gradient, or its value where that is what the walk is at; a second press goes from one
/// to the other.
fn step_of(node: Quantity, now: StepId) -> Option<StepId> {
    let [value, gradient] = [Pass::Forward, Pass::Backward].map(|pass| StepId::making(pass, node));
    if gradient == Some(now) { value.or(gradient) } else { gradient.or(value) }
}
