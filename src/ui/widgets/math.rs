//! Formulas as native MathML: selectable, and read aloud by a screen reader.
//!
//! Nothing here sets an attribute on `<mi>`, and every piece is erased at once: a formula's type stays small however
//! large the formula is.

use leptos::prelude::*;

use crate::{
    explain,
    lab::{deep::DeepArray, dense::DenseArray},
    notation::{Formula, Function, Index, Shape, Spelling},
};

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

impl Symbol for explain::Symbol {
    fn math(self) -> AnyView {
        let notation = self.notation();
        if notation.subscript.is_empty() {
            name(notation.base)
        } else {
            lowered(notation.base, name(notation.subscript))
        }
    }
}

impl Symbol for Shape {
    fn math(self) -> AnyView {
        if self == Self::Scalar { words("scalar") } else { words(&self.to_string()) }
    }
}

/// One formula, standing in a line.
#[component]
pub(in crate::ui) fn Math<S: Symbol>(
    /// What it says.
    formula: Formula<S>,
) -> impl IntoView {
    inline(&formula)
}

/// A formula in a line of text.
pub(in crate::ui) fn inline<S: Symbol>(formula: &Formula<S>) -> AnyView {
    math(of(formula, 0))
}

/// A formula in a line of its own, its fractions and sums at full size.
pub(in crate::ui) fn display<S: Symbol>(formula: &Formula<S>) -> AnyView {
    view! { <math display="block">{of(formula, 0)}</math> }.into_any()
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
    let infix =
        |a: &Formula<S>, left, sign, b: &Formula<S>, right| row(vec![of(a, left), operator(sign), of(b, right)]);
    let inner = match formula {
        Formula::Symbol(symbol) => symbol.math(),
        Formula::Number(value) => number(&value.to_string()),
        Formula::Entry(a, indices) => {
            row(std::iter::once(of(a, 5)).chain(indices.iter().copied().map(place)).collect())
        }
        Formula::Partial(a, b) => fraction(row(vec![operator("∂"), of(a, 0)]), row(vec![operator("∂"), of(b, 0)])),
        Formula::Fraction(a, b) => fraction(of(a, 0), of(b, 0)),
        Formula::Transpose(a) => power(of(a, 5), name("⊤")),
        Formula::Product(a, b) => infix(a, 3, "·", b, 3),
        Formula::Hadamard(a, b) => infix(a, 2, "⊙", b, 2),
        Formula::Kronecker(a, b) => infix(a, 3, "⊗", b, 3),
        Formula::Sum(a, b) => infix(a, 1, "+", b, 2),
        Formula::Difference(a, b) => infix(a, 1, "−", b, 2),
        Formula::Negative(a) => row(vec![operator("−"), of(a, 2)]),
        Formula::Scaled(factor, a) if factor.total_cmp(&0.5).is_eq() => {
            row(vec![fraction(number("1"), number("2")), of(a, 2)])
        }
        Formula::Scaled(factor, a) => row(vec![number(&factor.to_string()), of(a, 2)]),
        Formula::Apply(Function::IsPositive(spelling), a) => {
            let inside = [operator("["), of(a, 0), operator(">"), number("0"), operator("]")];
            row((*spelling == Spelling::Paper).then(|| number("1")).into_iter().chain(inside).collect())
        }
        Formula::Apply(Function::Square, a) => power(of(a, 5), number("2")),
        Formula::Apply(function @ Function::Derivative(..), a) => {
            row(vec![power(name(function.name()), name("′")), brackets(of(a, 0))])
        }
        Formula::Apply(function, a) => row(vec![name(function.name()), brackets(of(a, 0))]),
        Formula::Diagonal(a) => row(vec![name("diag"), brackets(of(a, 0))]),
        Formula::Reshaped(a, shape) => {
            let inside = row(vec![of(a, 0), operator(","), words(&shape.to_string())]);
            row(vec![name("reshape"), brackets(inside)])
        }
        Formula::Norm(a) => row(vec![operator("‖"), of(a, 0), operator("‖")]),
        Formula::Total(a) => row(vec![operator("∑"), of(a, 2)]),
        Formula::SumOver(letter, a) => {
            let letter = name(&letter.to_string());
            row(vec![view! { <munder><mo>"∑"</mo>{letter}</munder> }.into_any(), of(a, 2)])
        }
        Formula::Equals(a, b) => infix(a, 0, "=", b, 1),
        Formula::Becomes(a, b) => infix(a, 1, "←", b, 1),
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

fn words(text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <mtext>{text}</mtext> }.into_any()
}

fn place(index: Index) -> AnyView {
    let inside = match index {
        Index::Letter(letter) => name(&letter.to_string()),
        Index::Number(value) => number(&value.to_string()),
    };
    row(vec![operator("["), inside, operator("]")])
}

/// Brackets of one size, whatever they hold: stretched ones are of another face where there is no font for mathematics.
fn brackets(inner: AnyView) -> AnyView {
    let bracket = |text: &'static str| view! { <mo stretchy="false">{text}</mo> }.into_any();
    row(vec![bracket("("), inner, bracket(")")])
}
