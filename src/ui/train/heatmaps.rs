//! Every parameter group four times: value, backprop, finite difference, and how far the two are apart.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{
    parameter::{self, ParameterField},
    pointed::Pointed,
};
use crate::{
    browser::{canvas, page, size},
    check::Scheme,
    document::ScopeChoice,
    nn::{Group, ParameterId, Parameters},
    plot::{
        cells::cell_raster,
        color::{PAPER, Ramp, text_color},
        raster::Raster,
        scale::SymmetricScale,
    },
    state::{Gradients, ScaleChoice, Store},
    ui::{
        format::CellFormat,
        shared::palette,
        text,
        transport::{NotYet, gradients_unknown},
        widgets::{Choice, Overflow, SignLegend},
    },
};

/// Width of the row labels in CSS pixels, as in the style sheet.
const LABELS: f64 = 46.0;
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
                <h2 id="heatmaps-title">{text::HEATMAPS}" "<small>{move || subject(store)}</small></h2>
                <div class="tools">
                    <Choice
                        label=text::SCALE
                        control="scale"
                        options=vec![(ScaleChoice::Shared, text::SCALE_SHARED), (ScaleChoice::PerGroup, text::SCALE_GROUP)]
                        value=view.scale
                        set=move |scale| view.scale.set(scale)
                    />
                    <Choice
                        label=text::SCOPE
                        control="scope"
                        options=vec![
                            (ScopeChoice::Example, text::SCOPE_EXAMPLE),
                            (ScopeChoice::Batch, text::SCOPE_BATCH),
                            (ScopeChoice::Train, text::SCOPE_TRAIN),
                        ]
                        value=store.scope_choice
                        set=move |scope| view.scope.set(scope)
                    />
                </div>
            </div>
            <div class="blocks">{Layer::ALL.map(|layer| view! { <Block layer/> }).into_iter().collect::<Vec<_>>()}</div>
            <Overflow/>
            <div class="pointed-row"><Pointed/><ParameterField/></div>
        </section>
    }
    .into_any()
}

fn subject(store: Store) -> String {
    let scope = store.scope_choice.get();
    let number = (scope == ScopeChoice::Example).then(|| store.number(store.example.get()));
    let (reduction, count) = store.figures.with(|snapshot| {
        let count = match scope {
            ScopeChoice::Example => 1,
            ScopeChoice::Batch => snapshot.subject().batch().len(),
            ScopeChoice::Train => snapshot.dataset.train,
        };
        (snapshot.config.sgd.reduction, count)
    });
    text::gradients_of(reduction, count, number)
}

/// What a block's colours reach to: one scale, or one for each group.
#[derive(Clone, PartialEq)]
struct Scales {
    choice: ScaleChoice,
    groups: [SymmetricScale; 4],
}

impl Scales {
    /// The scales for these numbers, close to those `before`, so that colours do not flicker while it trains.
    /// Backprop and finite difference share theirs: equal colours are equal numbers.
    fn new(
        layer: Layer,
        choice: ScaleChoice,
        values: &Parameters,
        gradients: &Gradients,
        before: Option<&Self>,
    ) -> Self {
        let sources = match layer {
            Layer::Value | Layer::Difference => vec![layer.of(values, gradients)],
            Layer::Backprop | Layer::FiniteDifference => {
                vec![gradients.backprop.clone(), gradients.finite_difference.clone()]
            }
        };
        let groups = Group::ALL.map(|group| {
            let range = match choice {
                ScaleChoice::Shared => 0..Parameters::count(values.hidden()),
                ScaleChoice::PerGroup => group.range(values.hidden()),
            };
            let numbers = sources.iter().flat_map(|source| source.as_slice()[range.clone()].iter().copied());
            match before.filter(|before| before.choice == choice) {
                Some(before) => before.groups[group as usize].following(numbers),
                None => SymmetricScale::of(numbers),
            }
        });
        Self { choice, groups }
    }

    fn normalize(&self, id: ParameterId, value: f64) -> f64 {
        self.groups[id.group() as usize].normalize(value)
    }

    fn largest(&self) -> f64 {
        self.groups.iter().map(SymmetricScale::limit).fold(0.0, f64::max)
    }

    /// The number at the legend's end, and whose it is where each group has its own.
    fn legend(&self, group: Group) -> (Option<&'static str>, f64) {
        ((self.choice == ScaleChoice::PerGroup).then(|| group.name()), self.groups[group as usize].limit())
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
    let unknown = gradients_unknown(store);
    let area = NodeRef::<html::Div>::new();
    let picture = NodeRef::<html::Canvas>::new();
    let width = size::watch(area);
    let hidden = Memo::new(move |_| store.figures.with(|snapshot| snapshot.params.hidden()));
    let room = Memo::new(move |_| (width.get().width - LABELS) / hidden.get() as f64);
    let scales = Memo::new(move |before: Option<&Scales>| {
        let choice = store.view.scale.get();
        store.figures.with(|snapshot| Scales::new(layer, choice, &snapshot.params, &store.gradients.get(), before))
    });
    Effect::new(move |raster: Option<Raster>| {
        let mut raster = raster.unwrap_or_default();
        if let Some(canvas) = picture.get() {
            let numbers = store.figures.with(|snapshot| layer.of(&snapshot.params, &store.gradients.get()));
            let ramp = palette.with(|palette| Arc::clone(&palette.sign));
            scales.with(|scales| paint(&numbers, scales, &ramp, &mut raster));
            canvas::show_raster(&canvas, &raster);
        }
        raster
    });
    // Cells without room for a number hold none; it is shown where one points.
    let format = Memo::new(move |_| scales.with(|scales| CellFormat::for_room(scales.largest(), room.get())));
    let roomy = Memo::new(move |_| format.get().is_some());
    let cells = Memo::new(move |_| {
        let numbers = store.figures.with(|snapshot| layer.of(&snapshot.params, &store.gradients.get()));
        let ramp = palette.with(|palette| Arc::clone(&palette.sign));
        scales.with(|scales| cells_of(&numbers, scales, &ramp, format.get()))
    });
    view! {
        <div class="block" class:unknown=move || layer != Layer::Value && unknown.get()>
            <h3>{layer.name()}" "<small>{move || formula(store, layer)}</small></h3>
            <div class="heatmap" class:dense=move || !roomy.get() node_ref=area>
                <canvas node_ref=picture aria-hidden="true"></canvas>
                {move || grid(store, layer, hidden.get(), roomy, cells)}
                <div
                    class="corner-legend"
                    class:below=move || hidden.get() < 4
                    style:left=move || format!("calc({LABELS}px + (100% - {LABELS}px) / {} + 0.5rem)", hidden.get())
                >
                    <SignLegend
                        limit=Signal::derive(move || {
                            let group = store.shown_parameter.get().group();
                            scales.with(|scales| scales.legend(group))
                        })
                        format=Signal::derive(move || format.get().unwrap_or(CellFormat::Significant))
                    />
                </div>
            </div>
            {(layer != Layer::Value).then(|| view! { <NotYet/> })}
        </div>
    }
    .into_any()
}

/// The formula of a layer.
fn formula(store: Store, layer: Layer) -> &'static str {
    match layer {
        Layer::Value => text::VALUE_NOTE,
        Layer::Backprop => text::BACKPROP_NOTE,
        Layer::FiniteDifference => match store.check.get().scheme {
            Scheme::Central => text::CENTRAL_FORMULA,
            Scheme::Forward => text::FORWARD_FORMULA,
        },
        Layer::Difference => text::DIFFERENCE_NOTE,
    }
}

/// One pixel a cell: the page stretches the picture under the table.
fn paint(numbers: &Parameters, scales: &Scales, ramp: &Ramp, raster: &mut Raster) {
    let hidden = numbers.hidden();
    let cells = (0..ROWS).flat_map(|row| (0..hidden).map(move |unit| id_at(row, unit))).map(|id| {
        let id = id?;
        Some(scales.normalize(id, numbers.get(id)))
    });
    cell_raster(hidden, ROWS, cells, ramp, raster);
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

/// Where an arrow key leads from a cell.
fn neighbour(id: ParameterId, hidden: usize, key: &str) -> Option<ParameterId> {
    let (row, unit) = match id {
        ParameterId::Wi { input, unit } => (input, unit),
        ParameterId::Bi { unit } => (2, unit),
        ParameterId::Wo { unit } => (3, unit),
        ParameterId::Bo => (4, 0),
    };
    let (row, unit) = match key {
        "ArrowLeft" => (row, unit.checked_sub(1)?),
        "ArrowRight" => (row, unit + 1),
        "ArrowUp" => (row.checked_sub(1)?, unit),
        "ArrowDown" => (row + 1, if row == 3 { 0 } else { unit }),
        "Home" => (row, 0),
        "End" => (row, hidden - 1),
        _ => return None,
    };
    id_at(row, unit).filter(|id| id.exists(hidden))
}

/// In the flat order of the parameters; without a format, cells hold no number.
fn cells_of(numbers: &Parameters, scales: &Scales, ramp: &Ramp, format: Option<CellFormat>) -> Arc<Vec<Cell>> {
    let cell = |id: ParameterId| {
        let value = numbers.get(id);
        Cell {
            text: format.map_or_else(String::new, |format| format.cell(value)),
            paper: text_color(ramp.at(scales.normalize(id, value))) == PAPER,
        }
    };
    Arc::new(numbers.ids().map(cell).collect())
}

/// The table over the picture: numbers, names, and one stop for the keyboard.
fn grid(store: Store, layer: Layer, hidden: usize, roomy: Memo<bool>, cells: Memo<Arc<Vec<Cell>>>) -> AnyView {
    let unit = move || store.shown_parameter.get().unit();
    let heads = (0..hidden)
        .map(|column| {
            let name = move || (roomy.get() || hidden <= 16 || column.is_multiple_of(8)).then(|| column.to_string());
            view! { <th scope="col" class:lit=move || unit() == Some(column)>{name}</th> }
        })
        .collect::<Vec<_>>();
    let rows = (0..ROWS)
        .map(|row| {
            let cells = (0..hidden)
                .filter_map(|column| id_at(row, column))
                .map(|id| cell_view(store, layer, id, roomy, cells))
                .collect::<Vec<_>>();
            view! { <tr><th scope="row">{text::ROWS[row]}</th>{cells}</tr> }
        })
        .collect::<Vec<_>>();
    view! {
        <table role="grid" aria-label=layer.name() on:pointerleave=move |_| store.view.pointed.set(None)>
            <thead><tr><td class="corner"></td>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn cell_view(store: Store, layer: Layer, id: ParameterId, roomy: Memo<bool>, cells: Memo<Arc<Vec<Cell>>>) -> AnyView {
    let view = store.view;
    let hidden = store.figures.with_untracked(|snapshot| snapshot.params.hidden());
    let place = id.index(hidden);
    let cell = Memo::new(move |_| cells.with(|cells| cells.get(place).cloned()));
    let selected = Memo::new(move |_| view.parameter.get() == id);
    let number = move || store.figures.with(|snapshot| layer.of(&snapshot.params, &store.gradients.get()).get(id));
    view! {
        <td
            tabindex=move || if selected.get() { "0" } else { "-1" }
            aria-selected=move || selected.get().to_string()
            aria-label=move || (selected.get() && !roomy.get()).then(|| text::cell_label(layer.name(), id, number()))
            class:paper=move || cell.with(|cell| cell.as_ref().is_some_and(|cell| cell.paper))
            data-cell=cell_name(layer, id)
            on:pointerenter=move |_| view.pointed.set(Some(id))
            on:click=move |_| store.take_apart(id)
            on:keydown=move |event| {
                if event.key() == "Enter" {
                    store.take_apart(id);
                } else if event.key() == "F2" {
                    event.prevent_default();
                    view.parameter.set(id);
                    parameter::edit();
                } else if let Some(next) = neighbour(id, hidden, &event.key()) {
                    event.prevent_default();
                    view.parameter.set(next);
                    page::focus(&format!("[data-cell='{}']", cell_name(layer, next)));
                }
            }
        >
            {move || cell.with(|cell| cell.as_ref().map(|cell| cell.text.clone()))}
        </td>
    }
    .into_any()
}

/// By this name the keyboard finds a cell.
fn cell_name(layer: Layer, id: ParameterId) -> String {
    format!("{layer:?} {id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_stay_within_the_parameters() {
        let wo = ParameterId::Wo { unit: 5 };
        for (from, key, expected) in [
            (wo, "ArrowDown", Some(ParameterId::Bo)),
            (wo, "ArrowRight", Some(ParameterId::Wo { unit: 6 })),
            (ParameterId::Bo, "ArrowRight", None),
            (ParameterId::Bo, "ArrowUp", Some(ParameterId::Wo { unit: 0 })),
            (ParameterId::Wi { input: 0, unit: 0 }, "ArrowUp", None),
            (ParameterId::Wi { input: 0, unit: 7 }, "ArrowRight", None),
            (wo, "a", None),
        ] {
            assert_eq!(neighbour(from, 8, key), expected, "{key} from {from}");
        }
    }
}
