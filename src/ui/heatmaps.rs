//! Every parameter group four times: value, backprop, finite difference, and how far the two are apart.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{
    controls::Choice,
    format::{self, CellFormat},
    shared::palette,
    text,
};
use crate::{
    browser::{canvas, size},
    check::Scheme,
    nn::{Group, ParameterId, Parameters},
    plot::{
        cells,
        color::{Ramp, text_color},
        scale::SymmetricScale,
    },
    state::{Gradients, ScaleChoice, ScopeChoice, Store},
};

/// Cells narrower than this hold no number; it is shown where one points.
const NARROWEST_NUMBER: f64 = 27.0;
/// Rows of a heatmap: Wi twice, bi, Wo, bo.
const ROWS: usize = 5;

/// What one heatmap shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    Value,
    Backprop,
    FiniteDifference,
    Difference,
}

impl Layer {
    const ALL: [Self; 4] = [Self::Value, Self::Backprop, Self::FiniteDifference, Self::Difference];

    fn name(self) -> &'static str {
        match self {
            Self::Value => text::VALUE,
            Self::Backprop => text::BACKPROP,
            Self::FiniteDifference => text::FINITE_DIFFERENCE,
            Self::Difference => text::DIFFERENCE,
        }
    }

    /// The numbers of this layer.
    fn of(self, values: &Parameters, gradients: &Gradients) -> Parameters {
        match self {
            Self::Value => values.clone(),
            Self::Backprop => gradients.backprop.clone(),
            Self::FiniteDifference => gradients.finite_difference.clone(),
            Self::Difference => gradients.difference(),
        }
    }
}

/// The four heatmaps with their legends and the numbers of the pointed-at parameter.
#[component]
pub(super) fn Heatmaps() -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    view! {
        <section class="card heatmaps" aria-labelledby="heatmaps-title">
            <div class="head">
                <h2 id="heatmaps-title">{text::HEATMAPS}<small>{move || subject(store)}</small></h2>
                <div class="tools">
                    <Choice
                        label=text::SCALE
                        options=vec![(ScaleChoice::Shared, text::SCALE_SHARED), (ScaleChoice::PerGroup, text::SCALE_GROUP)]
                        value=view.scale
                        set=move |scale| view.scale.set(scale)
                    />
                    <Choice
                        label=text::SCOPE
                        options=vec![
                            (ScopeChoice::Example, text::SCOPE_EXAMPLE),
                            (ScopeChoice::Batch, text::SCOPE_BATCH),
                            (ScopeChoice::Train, text::SCOPE_TRAIN),
                        ]
                        value=view.scope
                        set=move |scope| view.scope.set(scope)
                    />
                </div>
            </div>
            <div class="blocks">{Layer::ALL.map(|layer| view! { <Block layer/> }).into_iter().collect::<Vec<_>>()}</div>
            <Pointed/>
        </section>
    }
    .into_any()
}

fn subject(store: Store) -> String {
    let scope = store.view.scope.get();
    let number = (scope == ScopeChoice::Example).then(|| store.example.get());
    let (reduction, count) = store.figures.with(|snapshot| {
        let count = match scope {
            ScopeChoice::Example => 1,
            ScopeChoice::Batch => snapshot.next_batch.len(),
            ScopeChoice::Train => snapshot.dataset.train,
        };
        (snapshot.config.sgd.reduction, count)
    });
    text::gradients_of(reduction, count, number)
}

/// What a block's colours reach to: one scale, or one for each group.
#[derive(Clone, PartialEq)]
struct Scales([SymmetricScale; 4]);

impl Scales {
    /// `backprop` and the finite difference share theirs, so that equal colours are equal numbers.
    fn new(layer: Layer, choice: ScaleChoice, values: &Parameters, gradients: &Gradients) -> Self {
        let sources: Vec<&[f64]> = match layer {
            Layer::Value => vec![values.as_slice()],
            Layer::Backprop | Layer::FiniteDifference => {
                vec![gradients.backprop.as_slice(), gradients.finite_difference.as_slice()]
            }
            Layer::Difference => return Self::of(choice, values.hidden(), &[gradients.difference().as_slice()]),
        };
        Self::of(choice, values.hidden(), &sources)
    }

    fn of(choice: ScaleChoice, hidden: usize, sources: &[&[f64]]) -> Self {
        let over = |group: Group| {
            let range = group.range(hidden);
            SymmetricScale::over(sources.iter().flat_map(|source| source[range.clone()].iter().copied()))
        };
        match choice {
            ScaleChoice::PerGroup => Self(Group::ALL.map(over)),
            ScaleChoice::Shared => {
                let shared = SymmetricScale::over(sources.iter().flat_map(|source| source.iter().copied()));
                Self([shared; 4])
            }
        }
    }

    fn group(&self, group: Group) -> SymmetricScale {
        self.0[group as usize]
    }

    fn largest(&self) -> f64 {
        self.0.iter().map(|scale| scale.max()).fold(0.0, f64::max)
    }
}

/// A cell's number and whether it is written in the light ink.
#[derive(Clone, PartialEq)]
struct Cell {
    text: String,
    paper: bool,
}

#[component]
fn Block(layer: Layer) -> impl IntoView {
    let store: Store = expect_context();
    let palette = palette();
    let area = NodeRef::<html::Div>::new();
    let picture = NodeRef::<html::Canvas>::new();
    let width = size::watch(area);
    let hidden = Memo::new(move |_| store.figures.with(|snapshot| snapshot.parameters.hidden()));
    let roomy = Memo::new(move |_| (width.get().width - 46.0) / hidden.get() as f64 >= NARROWEST_NUMBER);

    Effect::new(move |_| {
        let Some(canvas) = picture.get() else { return };
        let (values, gradients) = (store.snapshot.with(|snapshot| snapshot.parameters.clone()), store.gradients.get());
        let numbers = layer.of(&values, &gradients);
        let scales = Scales::new(layer, store.view.scale.get(), &values, &gradients);
        palette.with(|palette| canvas::show_pixels(&canvas, &pixels(&numbers, &scales, &palette.sign)));
    });

    let scales = Memo::new(move |_| {
        let values = store.figures.with(|snapshot| snapshot.parameters.clone());
        Scales::new(layer, store.view.scale.get(), &values, &store.shown_gradients())
    });
    let format = Memo::new(move |_| scales.with(|scales| CellFormat::for_largest(scales.largest())));
    let cells = Memo::new(move |_| {
        let values = store.figures.with(|snapshot| snapshot.parameters.clone());
        let numbers = layer.of(&values, &store.shown_gradients());
        let written = roomy.get();
        scales.with(|scales| palette.with(|palette| cells_of(&numbers, scales, &palette.sign, format.get(), written)))
    });
    view! {
        <div class="block">
            <h3>{layer.name()}<small>{move || note(store, layer, format.get())}</small></h3>
            <div class="heatmap" class:dense=move || !roomy.get() node_ref=area>
                <canvas node_ref=picture aria-hidden="true"></canvas>
                {move || grid(store, layer, hidden.get(), roomy, cells)}
            </div>
            <Legend scales/>
        </div>
    }
    .into_any()
}

/// The formula of a layer, and the power of ten that its numbers leave out.
fn note(store: Store, layer: Layer, format: CellFormat) -> String {
    let formula = match layer {
        Layer::Value => text::VALUE_NOTE,
        Layer::Backprop => text::BACKPROP_NOTE,
        Layer::FiniteDifference => match store.check.get().scheme {
            Scheme::Central => text::CENTRAL_FORMULA,
            Scheme::Forward => text::FORWARD_FORMULA,
        },
        Layer::Difference => text::DIFFERENCE_NOTE,
    };
    match format.factor() {
        factor if factor.is_empty() => formula.to_owned(),
        factor => format!("{formula} {factor}"),
    }
}

/// One pixel a cell: the page stretches it under the table.
fn pixels(numbers: &Parameters, scales: &Scales, ramp: &Ramp) -> crate::plot::scene::Pixels {
    let hidden = numbers.hidden();
    cells::pixels(hidden, ROWS, |row, column| {
        let id = id_at(row, column)?;
        Some(ramp.at(scales.group(id.group()).normalize(numbers.get(id))))
    })
}

/// The parameter at a place of a heatmap. The last row has one only.
fn id_at(row: usize, unit: usize) -> Option<ParameterId> {
    match (row, unit) {
        (input @ (0 | 1), unit) => Some(ParameterId::Wi { input, unit }),
        (2, unit) => Some(ParameterId::Bi { unit }),
        (3, unit) => Some(ParameterId::Wo { unit }),
        (4, 0) => Some(ParameterId::Bo),
        _ => None,
    }
}

/// In the flat order of the parameters.
fn cells_of(numbers: &Parameters, scales: &Scales, ramp: &Ramp, format: CellFormat, written: bool) -> Arc<Vec<Cell>> {
    let cell = |id: ParameterId| {
        let value = numbers.get(id);
        let background = ramp.at(scales.group(id.group()).normalize(value));
        Cell {
            text: if written { format.cell(value) } else { String::new() },
            paper: text_color(background).is_light(),
        }
    };
    Arc::new(numbers.ids().map(cell).collect())
}

/// The table over the picture: numbers, names, and one stop for the keyboard.
fn grid(store: Store, layer: Layer, hidden: usize, roomy: Memo<bool>, cells: Memo<Arc<Vec<Cell>>>) -> AnyView {
    let unit = move || store.view.shown().unit();
    let heads = (0..hidden)
        .map(|column| {
            let name = move || (roomy.get() || hidden <= 16 || column.is_multiple_of(8)).then(|| column.to_string());
            view! { <th scope="col" class:lit=move || unit() == Some(column)>{name}</th> }
        })
        .collect::<Vec<_>>();
    let rows = (0..ROWS)
        .map(|row| {
            let cells = (0..hidden)
                .map(|column| match id_at(row, column) {
                    Some(id) => cell_view(store, layer, id, hidden, cells),
                    None => view! { <td class="none" role="presentation"></td> }.into_any(),
                })
                .collect::<Vec<_>>();
            view! { <tr><th scope="row">{text::ROWS[row]}</th>{cells}</tr> }
        })
        .collect::<Vec<_>>();
    view! {
        <table role="grid" aria-label=layer.name() on:pointerleave=move |_| store.view.pointed.set(None)>
            <thead><tr><th></th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn cell_view(store: Store, layer: Layer, id: ParameterId, hidden: usize, cells: Memo<Arc<Vec<Cell>>>) -> AnyView {
    let view = store.view;
    let place = id.index(hidden);
    let selected = Memo::new(move |_| view.parameter.get() == id);
    let with = move |read: fn(&Cell) -> String| move || cells.with(|cells| cells.get(place).map(read));
    view! {
        <td
            role="gridcell"
            tabindex=move || if selected.get() { "0" } else { "-1" }
            aria-selected=move || selected.get().to_string()
            aria-label=move || selected.get().then(|| store.cell_label(id, layer.name(), layer.number(store, id)))
            class:paper=move || cells.with(|cells| cells.get(place).is_some_and(|cell| cell.paper))
            data-cell=format!("{layer:?} {id}")
            on:pointerenter=move |_| view.pointed.set(Some(id))
            on:click=move |_| view.parameter.set(id)
            on:keydown=move |event| {
                if let Some(next) = neighbour(id, hidden, &event.key()) {
                    event.prevent_default();
                    view.parameter.set(next);
                    canvas::focus_cell(&format!("{layer:?} {next}"));
                }
            }
        >
            {with(|cell| cell.text.clone())}
        </td>
    }
    .into_any()
}
