//! Seed 002's answer in numbers: dout as the product that it is, and the two-layer case written out.

use std::sync::Arc;

use leptos::prelude::*;

use super::lab;
use crate::{
    lab::{
        Convention, System,
        deep::{DeepArray, DeepProblem, OutputFactors},
    },
    ui::{
        format,
        text::layers as text,
        widgets::math::{fraction, lowered, lowered_and_raised, math, name, number, operator, power, row},
    },
};

/// Rows of the table; of more entries the rest is counted.
const MOST_ROWS: usize = 12;

/// The product, entry by entry, and where it goes from there.
#[component]
pub(super) fn SigmoidAnswer(problem: Memo<Option<Arc<DeepProblem>>>) -> impl IntoView {
    let convention = lab().convention;
    view! {
        <section class="card sigmoid result" aria-labelledby="dout-title">
            <div class="head"><h2 id="dout-title">{text::DOUT}" "<small>{text::DOUT_NOTE}</small></h2></div>
            <p class="lab-formula">{dout_formula()}</p>
            {move || problem.get().map(|problem| factors(&problem))}
            <p class="why">{text::DOUT_WHY}</p>
            <h3>{text::TWO_LAYERS}</h3>
            <div class="scroll equation lab-formulas" tabindex="0" role="region" aria-label=text::TWO_LAYERS>
                <p class="lab-formula">{two_layers()}</p>
                <p class="lab-formula">{to_the_hidden()}</p>
                <p class="lab-formula">{move || to_the_weights(convention.get())}</p>
            </div>
            <p class="why">{text::TWO_LAYERS_WHY}</p>
        </section>
    }
    .into_any()
}

/// dout = (y − L)·y·(1 − y), one row an entry.
fn factors(problem: &DeepProblem) -> AnyView {
    let convention = lab().convention.get();
    let shape = problem.array(DeepArray::Output).map(|array| array.shape());
    let (rows, columns) = shape.map_or((0, 0), |shape| (shape.rows(), shape.columns()));
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let line = |(row, column): (usize, usize)| {
        let factors = problem.output_factors(row, column)?;
        let OutputFactors { output, label, error, rest, product } = factors;
        let cell = |value: f64| view! { <td>{format::fixed(value, 4)}</td> };
        let (row, column) = convention.position((row, column));
        let numbers = [output, label, error, output, rest].map(cell).into_iter().collect::<Vec<_>>();
        Some(
            view! { <tr><th scope="row">{format!("[{row}, {column}]")}</th>{numbers}<td><b>{format::derivative(product)}</b></td></tr> },
        )
    };
    let lines = places.take(MOST_ROWS).filter_map(line).collect::<Vec<_>>();
    let more = (rows * columns).checked_sub(MOST_ROWS).filter(|more| *more > 0).map(text::more_entries);
    let heads = text::DOUT_COLUMNS.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect::<Vec<_>>();
    view! {
        <div class="scroll table-box" tabindex="0" role="region" aria-label=text::DOUT>
            <table class="plain">
                <caption class="heard">{text::DOUT}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
            {more.map(|more| view! { <p class="hint">{more}</p> })}
        </div>
    }
    .into_any()
}

fn brackets(inner: Vec<AnyView>) -> AnyView {
    row(vec![operator("("), row(inner), operator(")")])
}

/// ∂E/∂of.
fn derivative(of: AnyView) -> AnyView {
    fraction(name("∂E"), row(vec![operator("∂"), of]))
}

/// (y − L)·y·(1 − y).
fn dout_product() -> AnyView {
    row(vec![
        brackets(vec![name("y"), operator("−"), name("L")]),
        operator("·"),
        name("y"),
        operator("·"),
        brackets(vec![number("1"), operator("−"), name("y")]),
    ])
}

fn dout_formula() -> AnyView {
    let chain = vec![
        name("dout"),
        operator("="),
        derivative(name("s")),
        operator("="),
        derivative(name("y")),
        fraction(name("∂y"), name("∂s")),
        operator("="),
        dout_product(),
    ];
    math(row(chain))
}

/// y = σ(∑ₖ w¹ₖ σ(∑ⱼ w⁰ⱼ xⱼ)).
fn two_layers() -> AnyView {
    let sum = |index: &str| lowered("∑", name(index));
    let weight = |layer: &str, index: &str| lowered_and_raised("w", name(index), number(layer));
    let inner = row(vec![name("σ"), brackets(vec![sum("j"), weight("0", "j"), lowered("x", name("j"))])]);
    let z = row(vec![name("z"), operator("="), inner]);
    math(row(vec![
        name("y"),
        operator("="),
        name("σ"),
        brackets(vec![sum("k"), weight("1", "k"), lowered("z", name("k"))]),
        operator(", "),
        z,
    ]))
}

/// ∂E/∂z = (y − L)·y·(1 − y)·w¹.
fn to_the_hidden() -> AnyView {
    math(row(vec![derivative(name("z")), operator("="), dout_product(), operator("·"), power(name("w"), number("1"))]))
}

/// ∂E/∂w⁰ = xᵀ·(∂E/∂z ⊙ z ⊙ (1 − z)); where examples are columns, the other way round.
fn to_the_weights(convention: Convention) -> AnyView {
    let inner = vec![
        derivative(name("z")),
        operator("⊙"),
        name("z"),
        operator("⊙"),
        brackets(vec![number("1"), operator("−"), name("z")]),
    ];
    let mut factors = vec![power(name("x"), name("⊤")), brackets(inner)];
    if convention == Convention::Columns {
        factors.reverse();
    }
    factors.insert(1, operator("·"));
    math(row(vec![derivative(power(name("w"), number("0"))), operator("="), row(factors)]))
}
