//! An equation in matrices: the result, its operands with their shapes, and the sum that makes the pointed-at entry.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    matrix::{Matrix, Pointing},
    pieces::{self, Lit, Piece},
};
use crate::{
    lab::{Convention, Formula, System},
    ui::{
        format, text,
        widgets::{
            arrows::Place,
            math::{self, Math, Symbol},
        },
    },
};

/// Terms of a sum that are written out; of more, the rest is counted.
const MOST_TERMS: usize = 24;

/// An equation that a problem solves, drawn. `formula` is in the convention of rows, as the lab gives it.
#[component]
pub(super) fn Equation<P: System<Name: Symbol>>(
    /// Whose arrays.
    problem: Arc<P>,
    /// What is computed.
    formula: Formula<P::Name>,
    /// How arrays are laid out.
    convention: Convention,
    /// The same in NumPy.
    code: String,
) -> impl IntoView {
    let formula = convention.formula(formula);
    let Some((result, operands)) = pieces::pieces(&formula) else { return ().into_any() };
    let hovered = RwSignal::new(None::<Place>);
    let chosen = RwSignal::new((0, 0));
    let lit = Signal::derive(move || Some(hovered.get().unwrap_or_else(|| chosen.get())));
    let read = RwSignal::new(None::<String>);
    let shown = {
        let problem = Arc::clone(&problem);
        move |array: P::Name| problem.array(array).map(|numbers| convention.show(&numbers))
    };
    let matrix = |array: P::Name, transposed: bool, line: Lit| {
        let Some(numbers) = shown(array) else { return ().into_any() };
        let (name, numbers) =
            if transposed { (format!("{array}ᵀ"), numbers.transposed()) } else { (array.to_string(), numbers) };
        let pointing = Pointing { lit, line, ..Pointing::told(&name, &numbers, read) };
        view! { <Matrix name head=math::symbol(array, transposed) array=numbers pointing/> }.into_any()
    };
    let operands = operands_of(operands, matrix);
    let Some(numbers) = shown(result) else { return ().into_any() };
    let size = (numbers.shape().rows(), numbers.shape().columns());
    let pointing =
        Pointing { lit, line: Lit::Cell, chosen, point: Callback::new(move |at: Option<Place>| hovered.set(at)) };
    let words = {
        let formula = formula.clone();
        move || {
            let (row, column) = hovered.get().unwrap_or_else(|| chosen.get());
            let at = (row.min(size.0 - 1), column.min(size.1 - 1));
            sum_words(&*problem, &formula, result, at, convention)
        }
    };
    let name = result.to_string();
    let label = text::layers::equation_label(&name);
    view! {
        <p class="lab-formula"><Math formula/><code>{code}</code></p>
        <div class="scroll equation" tabindex="0" role="region" aria-label=label>
            <Matrix name head=math::symbol(result, false) array=numbers pointing/>
            {operands}
        </div>
        <p class="lab-read pointed-at">{move || read.get()}</p>
        {words}
    }
    .into_any()
}

/// The right side behind its equals sign. A sign goes with the array after it, also to the next line; what closes the line
/// stays with the last one.
fn operands_of<S>(pieces: Vec<Piece<S>>, matrix: impl Fn(S, bool, Lit) -> AnyView) -> Vec<AnyView> {
    let sign = |text: String| view! { <span class="sign" aria-hidden="true">{text}</span> }.into_any();
    let mut operands: Vec<Vec<AnyView>> = Vec::new();
    let mut before = "=".to_owned();
    for piece in pieces {
        match piece {
            // "=" and what opens a bracket right behind it are two signs.
            Piece::Sign(text) if before.is_empty() => before = text,
            Piece::Sign(text) => before = format!("{before} {text}"),
            Piece::Array { array, transposed, lit } => {
                operands.push(vec![sign(std::mem::take(&mut before)), matrix(array, transposed, lit)]);
            }
        }
    }
    if !before.is_empty() {
        match operands.last_mut() {
            Some(last) => last.push(sign(before)),
            None => operands.push(vec![sign(before)]),
        }
    }
    operands.into_iter().map(|operand| view! { <div class="signed">{operand}</div> }.into_any()).collect()
}

/// The pointed-at entry: which lines make it, its terms, and what they add up to.
fn sum_words<P: System>(
    problem: &P,
    formula: &Formula<P::Name>,
    result: P::Name,
    at: Place,
    convention: Convention,
) -> AnyView {
    let Some(shown) = problem.array(result).map(|numbers| convention.show(&numbers)) else { return ().into_any() };
    let Some(value) = shown.at(at.0, at.1) else { return ().into_any() };
    let name = text::layers::place(&result.to_string(), shown.shape(), at);
    let (row, column) = convention.position(at);
    // A vector of rank 1 is one row inside, and in columns one column on the page.
    let Some(entry) = problem.entry(result, row, column).map(|entry| convention.entry(entry)) else {
        let number = |array: &P::Name| text::layers::bracketed(written_at(problem, *array, at, convention));
        let text = formula.map(&number).to_string();
        let is_scalar = shown.values().len() == 1 && text.contains('Σ');
        let text = if is_scalar { format!("{formula} = {}", format::derivative(value)) } else { text };
        return view! { <p class="sum"><b>{name}</b>" : "{text}</p> }.into_any();
    };
    let count = entry.terms.len();
    let terms = entry.terms.iter().take(MOST_TERMS).enumerate().map(|(index, term)| {
        let text = text::layers::term(term.left.value, term.right.value);
        view! { <span class="term">{(index > 0).then_some("+ ")}{text}</span>" " }
    });
    let terms = terms.collect::<Vec<_>>();
    let more = count.checked_sub(MOST_TERMS).filter(|more| *more > 0).map(text::layers::more_terms);
    let bias = entry.addend.as_ref().map(|cell| {
        let text = format!("+ {}", text::layers::bracketed(format::cell_value(cell.value)));
        view! { <span class="term bias">{text}</span>" " }
    });
    let lines = text::layers::lines(&entry.left, &entry.right);
    view! {
        <p class="sum">
            <b>{name}</b>
            <span class="lines">{lines}</span>
            <span class="lab-terms">"= "{terms}{more}{bias}</span>
            <b class="total">"= "{format::derivative(value)}</b>
        </p>
    }
    .into_any()
}

/// The number of `array` in a place, as it is written; its name where it has no such place.
fn written_at<P: System>(problem: &P, array: P::Name, (row, column): Place, convention: Convention) -> String {
    let number = problem.array(array).and_then(|numbers| convention.show(&numbers).at(row, column));
    number.map_or_else(|| array.to_string(), format::cell_value)
}
