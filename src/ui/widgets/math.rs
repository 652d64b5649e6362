//! Formulas as native MathML, from the lab's formula trees.
//!
//! Nothing here sets an attribute on `<mi>`, and every piece is erased at once: a formula's type stays small however
//! large the formula is.

use leptos::prelude::*;

use crate::lab::{Factor, Formula, Function, deep::DeepArray, dense::DenseArray};

/// Something that formulas are about.
pub(in crate::ui) trait Symbol: Copy + PartialEq + Send + Sync + std::fmt::Display + 'static {
    /// As mathematics.
    fn math(self) -> AnyView;
}

impl Symbol for DenseArray {
    fn math(self) -> AnyView {
        match self {
            Self::Ones => number("1"),
            _ => name(self.name()),
        }
    }
}

impl Symbol for DeepArray {
    fn math(self) -> AnyView {
        let derivative = |of: AnyView| fraction(name("∂L"), row(vec![operator("∂"), of]));
        match self {
            Self::Weights(k) => indexed("W", k),
            Self::Biases(k) => indexed("b", k),
            Self::H(k) => indexed("h", k),
            Self::F(k) => indexed("f", k),
            Self::Ones => number("1"),
            Self::Output => name("output"),
            Self::Y => name("y"),
            Self::Loss => name("L"),
            Self::DlDoutput => derivative(name("output")),
            Self::DlDf(k) => derivative(indexed("f", k)),
            Self::DlDh(k) => derivative(indexed("h", k)),
            Self::DlDweights(k) => derivative(indexed("W", k)),
            Self::DlDbiases(k) => derivative(indexed("b", k)),
        }
    }
}

/// One formula, standing in a line.
#[component]
pub(in crate::ui) fn Math<S: Symbol>(
    /// What it says.
    formula: Formula<S>,
) -> impl IntoView {
    math(of(&formula, 0))
}

/// A symbol alone, transposed or not.
pub(in crate::ui) fn symbol<S: Symbol>(symbol: S, transposed: bool) -> AnyView {
    math(if transposed { power(symbol.math(), name("⊤")) } else { symbol.math() })
}

/// The root of a formula made of the pieces below.
pub(in crate::ui) fn math(body: AnyView) -> AnyView {
    view! { <math>{body}</math> }.into_any()
}

fn of<S: Symbol>(formula: &Formula<S>, least: u8) -> AnyView {
    let inner = match formula {
        Formula::Symbol(symbol) => symbol.math(),
        Formula::Number(value) => number(&value.to_string()),
        Formula::Transpose(a) => power(of(a, 5), name("⊤")),
        Formula::Product(a, b) => row(vec![of(a, 3), operator("·"), of(b, 3)]),
        Formula::Hadamard(a, b) => row(vec![of(a, 2), operator("⊙"), of(b, 2)]),
        Formula::Sum(a, b) => row(vec![of(a, 1), operator("+"), of(b, 2)]),
        Formula::Difference(a, b) => row(vec![of(a, 1), operator("−"), of(b, 2)]),
        Formula::Scaled(Factor::Half, a) => row(vec![fraction(number("1"), number("2")), of(a, 2)]),
        Formula::Scaled(Factor::Two, a) => row(vec![number("2"), of(a, 2)]),
        Formula::Apply(Function::Activation(activation), a) => row(vec![name(activation.name()), brackets(of(a, 0))]),
        Formula::Apply(Function::Derivative(activation), a) => {
            row(vec![power(name(activation.name()), name("′")), brackets(of(a, 0))])
        }
        Formula::Apply(Function::IsPositive, a) => {
            row(vec![operator("["), of(a, 0), operator(">"), number("0"), operator("]")])
        }
        Formula::Apply(Function::Square, a) => power(of(a, 5), number("2")),
        Formula::Total(a) => row(vec![operator("∑"), of(a, 2)]),
        Formula::Equals(a, b) => row(vec![of(a, 0), operator("="), of(b, 1)]),
    };
    if formula.binding() < least { brackets(inner) } else { inner }
}

/// A name; of several letters it stands upright.
pub(in crate::ui) fn name(text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <mi>{text}</mi> }.into_any()
}

/// A number.
pub(in crate::ui) fn number(text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <mn>{text}</mn> }.into_any()
}

/// A sign between or before.
pub(in crate::ui) fn operator(text: &'static str) -> AnyView {
    view! { <mo>{text}</mo> }.into_any()
}

/// Pieces side by side.
pub(in crate::ui) fn row(pieces: Vec<AnyView>) -> AnyView {
    view! { <mrow>{pieces}</mrow> }.into_any()
}

/// One over the other.
pub(in crate::ui) fn fraction(above: AnyView, below: AnyView) -> AnyView {
    view! { <mfrac>{above}{below}</mfrac> }.into_any()
}

/// Raised.
pub(in crate::ui) fn power(base: AnyView, raised: AnyView) -> AnyView {
    view! { <msup>{base}{raised}</msup> }.into_any()
}

/// A name with an index below.
pub(in crate::ui) fn indexed(base: &str, index: usize) -> AnyView {
    lowered(base, number(&index.to_string()))
}

/// A name with anything below.
pub(in crate::ui) fn lowered(base: &str, below: AnyView) -> AnyView {
    let base = name(base);
    view! { <msub>{base}{below}</msub> }.into_any()
}

/// A name with one thing below and another raised, one above the other.
pub(in crate::ui) fn lowered_and_raised(base: &str, below: AnyView, raised: AnyView) -> AnyView {
    let base = name(base);
    view! { <msubsup>{base}{below}{raised}</msubsup> }.into_any()
}

fn brackets(inner: AnyView) -> AnyView {
    row(vec![operator("("), inner, operator(")")])
}
