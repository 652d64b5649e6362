//! Numbers in cells: one array by itself, or an answer's beside the right one with a mark where they differ.

use leptos::prelude::*;
use practice::pass::Tensor;

use crate::{
    lab::{Array, Shape},
    ui::{
        format::{CellFormat, exact},
        text::practice as text,
    },
};

/// Up to so many columns have room for three digits of each number; above, all share one power of ten.
const WIDE: usize = 4;

/// How the numbers of some arrays are written.
fn format_of(tensors: &[&Tensor]) -> Option<CellFormat> {
    let columns = tensors.iter().filter_map(|own| own.shape.last()).max().copied().unwrap_or(1);
    let finite = tensors.iter().flat_map(|own| &own.values).filter(|value| value.is_finite());
    let largest = finite.fold(0.0_f64, |largest, value| largest.max(value.abs()));
    (columns > WIDE).then(|| CellFormat::shared(largest, 2))
}

/// An array.
pub(super) fn plain(caption: String, tensor: &Tensor) -> AnyView {
    let format = format_of(&[tensor]);
    let rows = rows(tensor).into_iter().map(|row| {
        let cells = row.iter().map(|&value| cell(value, format, "")).collect::<Vec<_>>();
        view! { <tr>{cells}</tr> }
    });
    table(caption, format, rows.collect::<Vec<_>>().into_any())
}

/// What an answer gives beside what is right, entry by entry where the shapes are the same.
pub(super) fn beside(name: &str, right: &Tensor, theirs: Option<&Tensor>, tolerance: f64) -> AnyView {
    let format = format_of(&theirs.into_iter().chain([right]).collect::<Vec<_>>());
    let same_shape = theirs.is_some_and(|theirs| theirs.shape == right.shape);
    let scale = right.largest().max(1e-3) * tolerance;
    let off = |place: usize| {
        let theirs = theirs.filter(|_| same_shape).map(|theirs| theirs.values[place]);
        // A difference that is no number is no small one.
        theirs.map(|theirs| (theirs - right.values[place]).abs() <= scale)
    };
    let mark = |place: usize, own: &'static str| match off(place) {
        Some(true) => "same",
        Some(false) => own,
        None => "",
    };
    let block = |label: &'static str, tensor: &Tensor, own: &'static str| {
        let mut place = 0;
        let rows = rows(tensor).into_iter().enumerate().map(|(row, values)| {
            let cells = values.iter().map(|&value| {
                let class = mark(place, own);
                place += 1;
                cell(value, format, class)
            });
            let cells = cells.collect::<Vec<_>>();
            let head = if row == 0 {
                view! { <th scope="row">{label}</th> }.into_any()
            } else {
                view! { <td></td> }.into_any()
            };
            view! { <tr class=if row == 0 { "begins" } else { "" }>{head}{cells}</tr> }
        });
        rows.collect::<Vec<_>>()
    };
    let yours = match theirs {
        Some(theirs) => block(text::YOURS, theirs, "off").into_any(),
        None => view! { <tr><th scope="row">{text::YOURS}</th><td>{text::NOTHING}</td></tr> }.into_any(),
    };
    let caption = match theirs.filter(|_| !same_shape) {
        Some(theirs) => {
            format!("{}, {} {}", text::caption(name, &right.shape), text::YOURS, text::shape(&theirs.shape))
        }
        None => text::caption(name, &right.shape),
    };
    table(caption, format, view! { {yours} {block(text::RIGHT_ONE, right, "wanted")} }.into_any())
}

/// A table that scrolls where it is wider than its place; the keyboard scrolls it too.
fn table(caption: String, format: Option<CellFormat>, rows: AnyView) -> AnyView {
    let caption = text::caption_with_factor(&caption, &format.map_or_else(String::new, CellFormat::factor));
    let label = caption.clone();
    view! {
        <div class="numbers-scroll" role="group" tabindex="0" aria-label=label>
            <table class="cells-beside"><caption>{caption}</caption><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

fn cell(value: f64, format: Option<CellFormat>, class: &'static str) -> AnyView {
    let is_off = class == "off";
    view! {
        <td class=class title=exact(value)>
            {format.map_or_else(|| text::number(value), |format| format.cell(value))}
            {is_off.then(|| view! { <span class="heard">" "{text::OFF}</span> })}
        </td>
    }
    .into_any()
}

/// The same numbers as the rest of the page has them; `None` for more than two axes.
pub(super) fn array(tensor: &Tensor) -> Option<Array> {
    let shape = match *tensor.shape {
        [] => Shape::Scalar,
        [length] => Shape::Vector(length),
        [rows, columns] => Shape::Matrix(rows, columns),
        _ => return None,
    };
    Array::new(shape, tensor.values.clone())
}

/// Rows of at most two axes; of more, the last axis is the columns.
fn rows(tensor: &Tensor) -> Vec<&[f64]> {
    let columns = tensor.shape.last().copied().unwrap_or(1).max(1);
    tensor.values.chunks(columns).collect()
}
