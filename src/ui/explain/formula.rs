//! Formulas as native `MathML`: selectable, and read aloud by a screen reader.

use leptos::prelude::*;

use crate::explain::{
    Formula, Shape, Symbol,
    formula::{Function, Index},
};

/// What stands for itself in a formula.
pub(super) trait Atom {
    /// As `MathML`.
    fn atom(&self) -> AnyView;
}

impl Atom for Symbol {
    fn atom(&self) -> AnyView {
        let notation = self.notation();
        if notation.subscript.is_empty() {
            view! { <mi>{notation.base}</mi> }.into_any()
        } else {
            view! { <msub><mi>{notation.base}</mi><mi>{notation.subscript}</mi></msub> }.into_any()
        }
    }
}

impl Atom for Shape {
    fn atom(&self) -> AnyView {
        let text = if *self == Self::Scalar { "scalar".to_owned() } else { self.to_string() };
        view! { <mtext>{text}</mtext> }.into_any()
    }
}

/// A formula in a line of text.
pub(super) fn math<S: Atom>(formula: &Formula<S>) -> AnyView {
    view! { <math>{row(formula)}</math> }.into_any()
}

/// A formula in a line of its own, its fractions and sums at full size.
pub(super) fn display_math<S: Atom>(formula: &Formula<S>) -> AnyView {
    view! { <math display="block">{row(formula)}</math> }.into_any()
}

fn row<S: Atom>(formula: &Formula<S>) -> AnyView {
    let infix =
        |a: AnyView, operator: &'static str, b: AnyView| view! { <mrow>{a}<mo>{operator}</mo>{b}</mrow> }.into_any();
    match formula {
        Formula::Symbol(symbol) => symbol.atom(),
        Formula::Number(number) => view! { <mn>{number.to_string()}</mn> }.into_any(),
        Formula::Entry(a, indices) => {
            view! { <mrow>{bound(a, 5)}{indices.iter().map(index).collect::<Vec<_>>()}</mrow> }.into_any()
        }
        Formula::Partial(a, b) => view! {
            <mfrac><mrow><mo>"∂"</mo>{row(a)}</mrow><mrow><mo>"∂"</mo>{row(b)}</mrow></mfrac>
        }
        .into_any(),
        Formula::Fraction(a, b) => view! { <mfrac>{row(a)}{row(b)}</mfrac> }.into_any(),
        Formula::Transpose(a) => view! { <msup>{bound(a, 5)}<mo>"⊤"</mo></msup> }.into_any(),
        Formula::Product(a, b) => infix(bound(a, 3), "·", bound(b, 3)),
        Formula::Hadamard(a, b) => infix(bound(a, 2), "⊙", bound(b, 2)),
        Formula::Kronecker(a, b) => infix(bound(a, 3), "⊗", bound(b, 3)),
        Formula::Sum(a, b) => infix(bound(a, 1), "+", bound(b, 2)),
        Formula::Difference(a, b) => infix(bound(a, 1), "−", bound(b, 2)),
        Formula::Negative(a) => view! { <mrow><mo>"−"</mo>{bound(a, 2)}</mrow> }.into_any(),
        Formula::Scaled(factor, a) => {
            let factor = if factor.to_bits() == 0.5_f64.to_bits() { "½".to_owned() } else { factor.to_string() };
            view! { <mrow><mn>{factor}</mn><mo>"·"</mo>{bound(a, 2)}</mrow> }.into_any()
        }
        Formula::Apply(Function::IsPositive, a) => {
            view! { <mrow><mn>"1"</mn><mo>"["</mo>{row(a)}<mo>">"</mo><mn>"0"</mn><mo>"]"</mo></mrow> }.into_any()
        }
        Formula::Apply(Function::Square, a) => view! { <msup>{bound(a, 5)}<mn>"2"</mn></msup> }.into_any(),
        Formula::Apply(function, a) => called(function.name(), row(a)),
        Formula::Diagonal(a) => called("diag", row(a)),
        Formula::Reshaped(a, shape) => {
            let inside = view! { <mrow>{row(a)}<mo>","</mo><mtext>{shape.to_string()}</mtext></mrow> };
            called("reshape", inside.into_any())
        }
        Formula::Norm(a) => view! { <mrow><mo>"‖"</mo>{row(a)}<mo>"‖"</mo></mrow> }.into_any(),
        Formula::Total(a) => view! { <mrow><mo>"∑"</mo>{bound(a, 2)}</mrow> }.into_any(),
        Formula::SumOver(letter, a) => {
            view! { <mrow><munder><mo>"∑"</mo><mi>{letter.to_string()}</mi></munder>{bound(a, 2)}</mrow> }.into_any()
        }
        Formula::Equals(a, b) => infix(bound(a, 0), "=", bound(b, 1)),
        Formula::Becomes(a, b) => infix(bound(a, 1), "←", bound(b, 1)),
    }
}

/// A part, in brackets where it binds less tightly than `least`. A fraction needs none unless something stands above it.
fn bound<S: Atom>(part: &Formula<S>, least: u8) -> AnyView {
    if part.binding() < least {
        view! { <mrow><mo>"("</mo>{row(part)}<mo>")"</mo></mrow> }.into_any()
    } else {
        row(part)
    }
}

fn called(name: &'static str, inside: AnyView) -> AnyView {
    view! { <mrow><mi>{name}</mi><mo>"("</mo>{inside}<mo>")"</mo></mrow> }.into_any()
}

fn index(index: &Index) -> AnyView {
    let inside = match index {
        Index::Letter(letter) => view! { <mi>{letter.to_string()}</mi> }.into_any(),
        Index::Number(number) => view! { <mn>{number.to_string()}</mn> }.into_any(),
    };
    view! { <mrow><mo>"["</mo>{inside}<mo>"]"</mo></mrow> }.into_any()
}
