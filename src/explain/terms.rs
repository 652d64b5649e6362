//! One parameter's gradient as the sum over examples that it is.

use super::{Equation, Formula, Quantity, exact_sum};
use crate::{
    data::Example,
    nn::{ParameterId, Parameters, Reduction, logistic_derivative, two_layer},
    notation::{Function, Index, Spelling},
};

/// A parameter's gradient, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Which parameter.
    pub parameter: ParameterId,
    /// Whether the examples' losses are averaged or added.
    pub reduction: Reduction,
    /// The derivative of the loss with respect to it: the exact sum of the contributions, rounded once.
    ///
    /// Backpropagation adds the same numbers one after the other; the two differ by the rounding of its additions.
    pub gradient: f64,
    /// One for each example, the largest |contribution| first; equal ones in the order of the examples.
    pub terms: Vec<Term>,
}

/// What one example contributes.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The example, as the index that was given for it.
    pub example: usize,
    /// The factors, from the loss back to the parameter.
    pub factors: Vec<(Factor, f64)>,
    /// Their product, to the bit as backpropagation multiplies them; 0 where the unit is off.
    pub contribution: f64,
}

/// A factor of a contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// ∂s/∂Ȳ = −Y·σ(−Y·Ȳ), between −1 and 1.
    Slope,
    /// Wo\[unit\]: how Ȳ follows H\[unit\].
    Wo {
        /// Hidden unit.
        unit: usize,
    },
    /// 1\[Z\[unit\] > 0\]: how H\[unit\] follows Z\[unit\], 0 or 1.
    Mask {
        /// Hidden unit.
        unit: usize,
    },
    /// X\[input\]: how Z\[unit\] follows Wi\[input\]\[unit\].
    Input {
        /// 0 for x₁, 1 for x₂.
        input: usize,
    },
    /// H\[unit\]: how Ȳ follows Wo\[unit\].
    Activation {
        /// Hidden unit.
        unit: usize,
    },
    /// 1/n of the mean over n examples.
    Share,
}

/// The largest terms, and all others as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Head<'a> {
    /// The largest, in order.
    pub terms: &'a [Term],
    /// How many others there are.
    pub others: usize,
    /// The exact sum of the others' contributions.
    pub rest: f64,
}

/// Takes the gradient of `parameter` over `examples` apart. `indices` names the examples, in the same order.
///
/// No examples have gradient 0. Panics where the network lacks the parameter, or where the two lists differ in length.
pub fn explain(
    parameters: &Parameters,
    examples: &[Example],
    indices: &[usize],
    reduction: Reduction,
    parameter: ParameterId,
) -> Explanation {
    assert!(parameter.exists(parameters.hidden()), "{parameter} is a parameter of {} units", parameters.hidden());
    assert_eq!(examples.len(), indices.len(), "a name for each example");
    let mut h = vec![0.0; parameters.hidden()];
    let mut term = |(example, &index): (&Example, &usize)| {
        let ybar = two_layer::forward(parameters, example.x, &mut h);
        let slope = logistic_derivative(example.y, ybar);
        Term::new(parameters, parameter, index, At { example, h: &h, slope, share: share(reduction, examples.len()) })
    };
    let mut terms: Vec<Term> = examples.iter().zip(indices).map(&mut term).collect();
    terms.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()));
    let gradient = exact_sum(terms.iter().map(|term| term.contribution));
    Explanation { parameter, reduction, gradient, terms }
}

/// One example where the network stands.
struct At<'a> {
    example: &'a Example,
    h: &'a [f64],
    slope: f64,
    share: Option<f64>,
}

/// 1/n; nothing where the losses are added.
fn share(reduction: Reduction, n: usize) -> Option<f64> {
    match reduction {
        Reduction::Mean => Some(reduction.scale(n)),
        Reduction::Sum => None,
    }
}

impl Term {
    fn new(parameters: &Parameters, parameter: ParameterId, example: usize, at: At<'_>) -> Self {
        // Backpropagation scales the slope first: the same order of multiplications gives the same bits.
        let scaled = at.share.map_or(at.slope, |share| share * at.slope);
        let through = |unit: usize| {
            let (wo, is_on) = (parameters.wo()[unit], at.h[unit] > 0.0);
            let factors = vec![
                (Factor::Slope, at.slope),
                (Factor::Wo { unit }, wo),
                (Factor::Mask { unit }, if is_on { 1.0 } else { 0.0 }),
            ];
            (factors, if is_on { scaled * wo } else { 0.0 })
        };
        let (mut factors, contribution) = match parameter {
            ParameterId::Wi { input, unit } => {
                let (mut factors, ds_dz) = through(unit);
                factors.push((Factor::Input { input }, at.example.x[input]));
                (factors, ds_dz * at.example.x[input])
            }
            ParameterId::Bi { unit } => through(unit),
            ParameterId::Wo { unit } => {
                let h = at.h[unit];
                (vec![(Factor::Slope, at.slope), (Factor::Activation { unit }, h)], scaled * h)
            }
            ParameterId::Bo => (vec![(Factor::Slope, at.slope)], scaled),
        };
        factors.extend(at.share.map(|share| (Factor::Share, share)));
        Self { example, factors, contribution }
    }
}

impl Explanation {
    /// The largest `count` terms and the sum of all others; head and rest add up to the gradient.
    pub fn head(&self, count: usize) -> Head<'_> {
        let (terms, others) = self.terms.split_at(count.min(self.terms.len()));
        Head { terms, others: others.len(), rest: exact_sum(others.iter().map(|term| term.contribution)) }
    }

    /// What each example contributes, by the index that was given for it: what the points are coloured by.
    pub fn contributions(&self) -> impl Iterator<Item = (usize, f64)> {
        self.terms.iter().map(|term| (term.example, term.contribution))
    }
}

impl Factor {
    /// The key in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slope => "dsDYbar",
            Self::Wo { .. } => "Wo",
            Self::Mask { .. } => "mask",
            Self::Input { .. } => "X",
            Self::Activation { .. } => "H",
            Self::Share => "share",
        }
    }

    /// As a formula for n examples: ∂s/∂Ȳ, Wo\[4\], 1\[Z\[4\] > 0\], X\[1\], H\[4\], 1/n.
    pub fn formula(self, examples: usize) -> Equation {
        let at = |quantity: Quantity, index| quantity.formula().entry(&[Index::Number(index)]);
        match self {
            Self::Slope => Quantity::Ybar.gradient(),
            Self::Wo { unit } => at(Quantity::Wo, unit),
            Self::Mask { unit } => at(Quantity::Z, unit).apply(Function::IsPositive(Spelling::Paper)),
            Self::Input { input } => at(Quantity::X, input),
            Self::Activation { unit } => at(Quantity::H, unit),
            Self::Share => Formula::Number(1.0).over(Formula::Number(examples as f64)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        check::forward_mode,
        explain::tests::{examples, network},
    };

    fn reduction() -> impl Strategy<Value = Reduction> {
        prop_oneof![Just(Reduction::Mean), Just(Reduction::Sum)]
    }

    fn indices(examples: &[Example]) -> Vec<usize> {
        (100..100 + examples.len()).collect()
    }

    /// |Σ|contribution||, which rounding is relative to: a sum that cancels keeps the errors of its terms.
    fn size(explanation: &Explanation) -> f64 {
        explanation.terms.iter().map(|term| term.contribution.abs()).sum()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn terms_add_up_to_the_gradient(parameters in network(64), examples in examples(60), reduction in reduction()) {
            let (_, backprop) = two_layer::gradient(&parameters, &examples, reduction);
            let forward = forward_mode(&parameters, &examples, reduction);
            for id in parameters.ids() {
                let explanation = explain(&parameters, &examples, &indices(&examples), reduction, id);
                let sum: f64 = explanation.terms.iter().map(|term| term.contribution).sum();
                for (number, whose) in [(backprop.get(id), "backprop"), (forward.get(id), "forward mode"), (sum, "sum")] {
                    let bound = (1e-12 * number.abs()).max(1e-14 * size(&explanation));
                    let error = (explanation.gradient - number).abs();
                    prop_assert!(error <= bound, "{}: {} of {} off by {}", id, whose, number, error);
                }
            }
        }

        #[test]
        fn factors_multiply_to_the_contribution(
            parameters in network(64), examples in examples(60), reduction in reduction()
        ) {
            for id in parameters.ids().step_by(7) {
                for term in explain(&parameters, &examples, &indices(&examples), reduction, id).terms {
                    let product: f64 = term.factors.iter().map(|(_, value)| value).product();
                    let error = (product - term.contribution).abs();
                    prop_assert!(error <= 1e-15 * product.abs(), "{} of example {}", id, term.example);
                }
            }
        }

        #[test]
        fn one_example_is_backpropagation_to_the_bit(parameters in network(64), examples in examples(60)) {
            let (_, backprop) = two_layer::gradient(&parameters, &examples[..1], Reduction::Mean);
            for id in parameters.ids() {
                let gradient = explain(&parameters, &examples[..1], &[0], Reduction::Mean, id).gradient;
                prop_assert!(gradient - backprop.get(id) == 0.0, "{}", id);
            }
        }

        #[test]
        fn the_largest_and_the_rest_add_up(parameters in network(64), examples in examples(60), count in 0..70_usize) {
            let explanation = explain(&parameters, &examples, &indices(&examples), Reduction::Mean, ParameterId::Bo);
            let head = explanation.head(count);
            prop_assert_eq!(head.terms.len() + head.others, examples.len(), "every example is somewhere");
            let sum = exact_sum(head.terms.iter().map(|term| term.contribution).chain([head.rest]));
            prop_assert!((sum - explanation.gradient).abs() <= 1e-15 * size(&explanation), "{}", sum);
            let sizes = explanation.terms.iter().map(|term| term.contribution.abs());
            prop_assert!(sizes.is_sorted_by(|a, b| a >= b), "the largest first");
        }
    }

    /// Unit 0 at z = 0.75 is on, unit 1 at z = −0.5 is off; Ȳ = 0.5.
    fn small() -> (Parameters, [Example; 2]) {
        let values = vec![1.0, -1.0, 0.0, 3.0, 0.25, 0.0, 2.0, 4.0, -1.0];
        let parameters = Parameters::from_flat(2, values).expect("4h + 1 numbers");
        (parameters, [Example { x: [0.5, 0.0], y: 1.0 }, Example { x: [-1.0, -1.0], y: -1.0 }])
    }

    #[test]
    fn factors_are_those_of_the_chain_rule() {
        let (parameters, examples) = small();
        let table = [
            (ParameterId::Wi { input: 0, unit: 0 }, "∂s/∂Ȳ · Wo[0] · 1[Z[0] > 0] · X[0] · 1/2"),
            (ParameterId::Bi { unit: 1 }, "∂s/∂Ȳ · Wo[1] · 1[Z[1] > 0] · 1/2"),
            (ParameterId::Wo { unit: 1 }, "∂s/∂Ȳ · H[1] · 1/2"),
            (ParameterId::Bo, "∂s/∂Ȳ · 1/2"),
        ];
        for (id, expected) in table {
            let explanation = explain(&parameters, &examples, &[7, 9], Reduction::Mean, id);
            for term in explanation.terms {
                let names: Vec<String> =
                    term.factors.iter().map(|(factor, _)| factor.formula(examples.len()).to_string()).collect();
                assert_eq!(names.join(" · "), expected, "{id} of example {}", term.example);
            }
        }
    }

    #[test]
    fn an_example_whose_unit_is_off_contributes_nothing_and_comes_last() {
        let (parameters, examples) = small();
        let explanation = explain(&parameters, &examples, &[7, 9], Reduction::Sum, ParameterId::Bi { unit: 0 });
        let order: Vec<usize> = explanation.contributions().map(|(example, _)| example).collect();
        assert_eq!(order, [7, 9], "unit 0 is off on example 9");
        assert!((explanation.gradient + 2.0 * 0.377_540_668_798_145_4).abs() < 1e-15, "−2σ(−½)");
        assert!(explanation.terms[1].contribution.abs() < f64::MIN_POSITIVE, "nothing");
    }

    #[test]
    fn no_examples_and_broken_numbers() {
        let (mut parameters, examples) = small();
        let none = explain(&parameters, &[], &[], Reduction::Mean, ParameterId::Bo);
        assert!(none.terms.is_empty() && none.gradient.abs() < f64::MIN_POSITIVE, "a sum of nothing");
        parameters.set(ParameterId::Bo, f64::NAN);
        let broken = explain(&parameters, &examples, &[0, 1], Reduction::Mean, ParameterId::Bo);
        assert!(broken.gradient.is_nan(), "a NaN is never hidden");
    }
}
