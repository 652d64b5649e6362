//! The first rows with the chosen columns marked, and the points as a picture.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{Reading, choices::Purpose};
use crate::{
    browser::canvas,
    data::{
        Example,
        table::{Choice, Table},
    },
    plot::{
        frame::ends_of,
        marks,
        projection::{Bounds, Projection},
        scatter::Class,
    },
    ui::{shared::palette, text::data as text},
};

/// So many rows are shown.
const ROWS: usize = 5;
/// The picture's side in CSS pixels.
const SIDE: f64 = 208.0;

/// Table and picture.
#[component]
pub(super) fn Preview(import: Reading) -> impl IntoView {
    let rows = move || {
        let (table, choice) = import.table.get().zip(import.choice.get())?;
        let labels: Vec<f64> = examples(import)
            .map(|examples| examples.iter().take(ROWS).map(|example| example.y).collect())
            .unwrap_or_default();
        Some(first_rows(&table, &choice, &labels))
    };
    let rest = move || {
        let (table, choice) = import.table.get().zip(import.choice.get())?;
        let rest = table.count(choice.header).saturating_sub(ROWS);
        (rest > 0).then(|| text::rest(rest))
    };
    view! {
        <section class="import-preview">
            <h3>{text::PREVIEW}</h3>
            <div>
                <div class="scroll" tabindex="0" role="region" aria-label=text::PREVIEW>{rows}</div>
                <p class="hint">{rest}</p>
            </div>
            <Picture import/>
        </section>
    }
    .into_any()
}

/// The chosen columns come first, so that they are seen in a wide table too. `labels` are the first rows' classes, or
/// nothing while there are problems.
fn first_rows(table: &Table, choice: &Choice, labels: &[f64]) -> impl IntoView + use<> {
    let purpose = |place: usize| Purpose::ALL.into_iter().find(|purpose| purpose.of(choice.columns) == place);
    let (chosen, rest): (Vec<usize>, Vec<usize>) = (0..table.columns()).partition(|&place| purpose(place).is_some());
    let mut places = chosen;
    places.sort_by_key(|&place| Purpose::ALL.into_iter().position(|one| Some(one) == purpose(place)));
    places.extend(rest);
    let heads = places
        .iter()
        .map(|&place| {
            let purpose = purpose(place);
            view! {
                <th scope="col" class:chosen=purpose.is_some()>
                    <small>{purpose.map(Purpose::name)}</small>
                    {text::column(&table.column(place, choice.header))}
                </th>
            }
        })
        .collect::<Vec<_>>();
    let cell = |place: usize, field: &str, label: Option<f64>| {
        let purpose = purpose(place);
        let label = label.filter(|_| purpose == Some(Purpose::Label));
        view! {
            <td
                class:chosen=purpose.is_some()
                class:negative=label.is_some_and(|y| y < 0.0)
                class:positive=label.is_some_and(|y| y > 0.0)
            >
                {field.to_owned()}
            </td>
        }
    };
    let rows = table
        .first(choice.header, ROWS)
        .enumerate()
        .map(|(index, (line, fields))| {
            let label = labels.get(index).copied();
            let cells = places.iter().map(|&place| cell(place, &fields[place], label)).collect::<Vec<_>>();
            view! { <tr><th scope="row">{line}</th>{cells}</tr> }
        })
        .collect::<Vec<_>>();
    view! {
        <table class="import-rows">
            <thead><tr><th scope="col">{text::ROW}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// Where the points lie, as the page will show them.
#[component]
fn Picture(import: Reading) -> impl IntoView {
    let palette = palette();
    let node = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        let (Some(element), Some(examples)) = (node.get(), examples(import)) else { return };
        let class = |y: f64| if y > 0.0 { Class::Positive } else { Class::Negative };
        let points: Vec<_> = examples.iter().map(|example| (example.x, class(example.y))).collect();
        let projection = Projection::new(Bounds::around(points.iter().map(|(x, _)| *x)), SIDE, SIDE);
        let scene = marks::thumbnail(&points, &projection, palette.with(|palette| palette.theme));
        canvas::show_scene(&element, &scene, 2.0);
    });
    let extent = move || {
        let examples = examples(import)?;
        Some(text::extent([0, 1].map(|axis| ends_of(examples.iter().map(|example| example.x[axis]), 0.0))))
    };
    view! {
        <figure class="import-picture" hidden=move || examples(import).is_none()>
            <canvas node_ref=node aria-hidden="true"></canvas>
            <figcaption class="hint">{extent}</figcaption>
        </figure>
    }
    .into_any()
}

/// The points, while there are no problems.
fn examples(import: Reading) -> Option<Arc<[Example]>> {
    import.imported(|imported| Arc::clone(&imported.examples))
}
