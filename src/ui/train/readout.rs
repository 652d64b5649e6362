//! The forward pass of the probe, or else of the selected example, and every example in a table.

use leptos::{html, prelude::*};

use crate::{
    browser::size,
    data::Example,
    nn::{Parameters, sigmoid, two_layer},
    state::Store,
    ui::{
        format::{self, CellFormat},
        plane::{Draw, PointFields},
        subject::ExampleWalk,
        text,
        widgets::{Fold, Twin},
    },
};

/// More units than this do not fit side by side; their table scrolls in itself.
const MOST_COLUMNS: usize = 10;

/// Width of the rows' names, and of a number at least, in CSS pixels, as in the style sheet.
const LABELS: f64 = 48.0;
const NARROWEST: f64 = 36.0;

/// One forward pass.
#[derive(Clone, Debug, PartialEq)]
struct Pass {
    x: [f64; 2],
    z: Vec<f64>,
    output: f64,
}

impl Pass {
    fn new(parameters: &Parameters, x: [f64; 2]) -> Self {
        let mut z = vec![0.0; parameters.hidden()];
        two_layer::hidden(parameters, x, &mut z);
        Self { x, z, output: two_layer::output(parameters, x) }
    }
}

/// One example's forward pass, and every example in a table where that is asked for.
#[component]
pub(super) fn ExamplePanel(
    /// What edits the example.
    draw: Draw,
    /// Whether the table is open.
    table: RwSignal<bool>,
) -> impl IntoView {
    let store: Store = expect_context();
    let rows = move || {
        let order = store.dataset.with(|dataset| dataset.indices_in_order_given());
        order.into_iter().map(|place| view! { <PointRow place/> }).collect::<Vec<_>>()
    };
    view! {
        <section class="card example" aria-label=text::EXAMPLE>
            <Readout draw/>
            <Twin open=table title=text::POINTS_TABLE columns=text::POINT_COLUMNS>{rows}</Twin>
        </section>
    }
    .into_any()
}

/// x, Z, H, Ȳ and P of the probe or the selected example.
#[component]
fn Readout(draw: Draw) -> impl IntoView {
    let store: Store = expect_context();
    let example = Memo::new(move |_| store.selected_example());
    let pass = Memo::new(move |_| {
        let x = store.view.probe.get().unwrap_or(example.get().x);
        store.figures.with(|snapshot| Pass::new(&snapshot.subject().params, x))
    });
    // A probe that stands on the selected example is that example.
    let probing = move || store.view.probe.get().is_some_and(|probe| Some(probe) != Some(example.get().x));
    let title =
        move || if probing() { text::PROBE.to_owned() } else { text::example(store.number(store.example.get())) };
    let place = move || {
        let x = text::point(pass.get().x);
        if probing() { format!("x = {x}") } else { format!("x = {x}, Y = {}", text::label(example.get().y)) }
    };
    view! {
        <div class="readout">
            <div class="subject">
                <strong>{title}</strong>
                <ExampleWalk/>
                <span class="where">{place}</span>
            </div>
            <dl class="results">
                <div><dt>{text::OUTPUT}</dt><dd>{move || format::significant(pass.get().output, 5)}</dd></div>
                <div><dt>{text::PROBABILITY}</dt><dd>{move || format::probability(sigmoid(pass.get().output))}</dd></div>
                <div><dt>{text::CLASS}</dt><dd>{move || text::label(pass.get().output)}</dd></div>
            </dl>
            <Fold name=text::FORWARD_PASS>
                <HiddenTable pass/>
                <PointFields draw/>
            </Fold>
        </div>
    }
    .into_any()
}

/// Z and H, one column a unit.
#[component]
fn HiddenTable(pass: Memo<Pass>) -> impl IntoView {
    let hidden = Memo::new(move |_| pass.with(|pass| pass.z.len()));
    let area = NodeRef::<html::Div>::new();
    let size = size::watch(area);
    // What is too narrow scrolls, so a cell always has room for a number.
    let room = move || ((size.get().width - LABELS) / hidden.get() as f64).max(NARROWEST);
    let format = Memo::new(move |_| {
        let largest = pass.with(|pass| pass.z.iter().map(|z| z.abs()).filter(|z| z.is_finite()).fold(0.0, f64::max));
        CellFormat::for_room(largest, room()).unwrap_or(CellFormat::Significant)
    });
    let row = move |name: &'static str, write: fn(f64) -> f64| {
        let cells = (0..hidden.get())
            .map(|unit| {
                let z = move || pass.with(|pass| pass.z.get(unit).copied().unwrap_or_default());
                view! { <td class:off=move || z() <= 0.0>{move || format.get().cell(write(z()))}</td> }
            })
            .collect::<Vec<_>>();
        view! { <tr><th scope="row">{name}" "{move || format.get().factor()}</th>{cells}</tr> }
    };
    let heads = move || (0..hidden.get()).map(|unit| view! { <th scope="col">{unit}</th> }).collect::<Vec<_>>();
    let many = Memo::new(move |_| {
        let width = (size.get().width - LABELS) / hidden.get() as f64;
        hidden.get() > MOST_COLUMNS || (width > 0.0 && width < NARROWEST)
    });
    view! {
        <div class="scroll" node_ref=area tabindex=move || many.get().then_some("0")>
            {move || view! {
                <table class="pass" class:many=many>
                    <caption class="heard">{text::HIDDEN_CAPTION}</caption>
                    <thead><tr><th scope="col">{text::UNIT}</th>{heads()}</tr></thead>
                    <tbody>{row("Z", |z| z)} {row("H", |z| z.max(0.0))}</tbody>
                </table>
            }}
        </div>
    }
    .into_any()
}

/// An example with the network's word on it.
#[component]
fn PointRow(place: usize) -> impl IntoView {
    let store: Store = expect_context();
    let example = move || store.dataset.with(|dataset| dataset.examples.get(place).copied());
    let output = Memo::new(move |_| {
        let x = example().map_or([0.0; 2], |example| example.x);
        store.figures.with(|snapshot| two_layer::output(&snapshot.params, x))
    });
    let of = move |write: fn(Example) -> String| move || example().map(write);
    let set =
        move || if store.dataset.with(|dataset| place < dataset.train) { text::TRAIN_SET } else { text::TEST_SET };
    let right = move || example().is_some_and(|example| (output.get() > 0.0) == (example.y > 0.0));
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="quiet" on:click=move |_| store.view.example.set(place)>{move || store.number(place)}</button>
            </th>
            <td>{of(|example| format::fixed(example.x[0], 3))}</td>
            <td>{of(|example| format::fixed(example.x[1], 3))}</td>
            <td>{of(|example| text::label(example.y).to_owned())}</td>
            <td>{move || format::significant(output.get(), 4)}</td>
            <td>{move || format::probability(sigmoid(output.get()))}</td>
            <td>{set}</td>
            <td>{move || if right() { text::YES } else { text::NO }}</td>
        </tr>
    }
    .into_any()
}
