//! Gradients that one's own code gave, entry by entry beside the right ones, and diagnosed.

use backprop::{
    Named,
    data::Example,
    nn::{Backward, Bug, Parameters, Rates, two_layer},
};

use crate::{
    pass::{Factor, Mistake, Scene, Tensor, named},
    verdict::{Diagnosis, Pair, TOLERANCE_OF_NUMBERS, diagnose},
};

/// What pasted gradients are compared with: right arrays, and what may have been given instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference(Scene);

/// One pasted array beside the right one.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Its name, as it is right: "Wi".
    pub name: String,
    /// What is right.
    pub right: Tensor,
    /// What was given.
    pub theirs: Tensor,
    /// theirs − right, entry by entry; `None` where the shapes differ.
    pub difference: Option<Tensor>,
    /// What is wrong; `None` where it is right.
    pub diagnosis: Option<Diagnosis>,
}

impl Reference {
    /// The gradient of the playground's network over `examples`, as `rates` reduce it; Wi `[2, h]`, bi `[h]`, Wo `[h]`, bo.
    pub fn of_network(parameters: &Parameters, examples: &[Example], rates: Rates) -> Self {
        let (loss, gradient) = two_layer::gradient(parameters, examples, rates.reduction);
        let mistakes = Bug::ALL.iter().map(|&bug| {
            let wrong = Backward::new(bug).gradient(parameters, examples, rates);
            (Mistake::Lab(bug), groups(&wrong))
        });
        let values = groups(parameters).into_iter().map(|(name, tensor)| (format!("{name} itself"), tensor));
        let gradients = groups(&gradient).into_iter().map(|(name, tensor)| (format!("∂L/∂{name}"), tensor));
        Self(Scene {
            sizes: format!("n = {}, h = {}", examples.len(), parameters.hidden()),
            counts: vec![examples.len(), parameters.hidden()],
            right: groups(&gradient),
            quantities: gradients.chain(values).chain([("the loss".to_owned(), Tensor::scalar(loss))]).collect(),
            mistakes: mistakes.collect(),
            factors: Factor::all([
                ("n, the number of examples", examples.len() as f64),
                ("η, the learning rate", rates.learning_rate),
                ("h, the number of hidden units", parameters.hidden() as f64),
            ]),
            examples: examples.len(),
            ..Scene::default()
        })
    }

    /// The right arrays of any problem by name, other quantities of it by symbol, and numbers that it may be off by.
    ///
    /// `sizes` is how sentences write the problem's sizes: "n = 5, `n_in` = 18".
    pub fn of_arrays(
        sizes: &str,
        right: Vec<(String, Tensor)>,
        quantities: Vec<(String, Tensor)>,
        factors: Vec<Factor>,
    ) -> Self {
        Self(Scene { sizes: sizes.to_owned(), right, quantities, factors, examples: 1, ..Scene::default() })
    }

    /// The names that arrays can be compared under.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.right.iter().map(|(name, _)| name.as_str())
    }

    /// The right arrays by name.
    pub fn arrays(&self) -> impl Iterator<Item = (&str, &Tensor)> {
        self.0.right.iter().map(|(name, tensor)| (name.as_str(), tensor))
    }

    /// An array beside the right one of its name; `None` where nothing has this name.
    pub fn compare(&self, name: &str, theirs: Tensor) -> Option<Compared> {
        let right = self.0.right(name)?.clone();
        let pair = Pair { scene: &self.0, name, right: &right, theirs: &theirs };
        let diagnosis = diagnose(&[pair], TOLERANCE_OF_NUMBERS);
        let difference = (right.shape == theirs.shape).then(|| theirs.zip(&right, |theirs, right| theirs - right));
        Some(Compared { name: name.to_owned(), right, theirs, difference, diagnosis })
    }
}

/// Wi `[2, h]`, bi `[h]`, Wo `[h]` and bo, a scalar.
fn groups(parameters: &Parameters) -> Vec<(String, Tensor)> {
    let h = parameters.hidden();
    named([
        ("Wi", Tensor::new(&[2, h], parameters.as_slice()[..2 * h].to_vec())),
        ("bi", Tensor::vector(parameters.bi())),
        ("Wo", Tensor::vector(parameters.wo())),
        ("bo", Tensor::scalar(parameters.bo())),
    ])
}

#[cfg(test)]
mod tests {
    use backprop::nn::{Group, Reduction};

    use super::*;
    use crate::verdict::Kind;

    /// A group, what is done to its gradient, and the kind and the words that it must get.
    type Wrong<'f> = (&'f str, &'f dyn Fn(&Tensor) -> Tensor, Kind, &'f str);

    const RATES: Rates = Rates { learning_rate: 0.1, l2: 0.0, reduction: Reduction::Mean };

    fn state() -> (Parameters, Vec<Example>) {
        let values = (0..13).map(|k| f64::from(k * 7 % 11) / 4.0 - 1.1).collect();
        let examples = (0..5).map(|k| {
            let x = [f64::from(k) / 2.0 - 0.9, f64::from(k * 3 % 5) / 2.0 - 0.7];
            Example { x, y: if k % 2 == 0 { 1.0 } else { -1.0 } }
        });
        (Parameters::from_flat(3, values).expect("4h + 1 numbers"), examples.collect())
    }

    fn judged(name: &str, change: impl Fn(&Tensor) -> Tensor) -> Compared {
        let (parameters, examples) = state();
        let reference = Reference::of_network(&parameters, &examples, RATES);
        let right = reference.0.right(name).expect("a group").clone();
        reference.compare(name, change(&right)).expect("a group")
    }

    #[test]
    fn printed_numbers_are_right_and_differences_are_kept() {
        let compared = judged("Wi", |right| right.map(|value| (value * 1e8).round() / 1e8));
        assert_eq!(compared.diagnosis, None, "eight digits, as NumPy prints them");
        let difference = compared.difference.expect("one shape");
        assert!(difference.largest() > 0.0 && difference.largest() < 1e-8, "what rounding took: {difference:?}");
    }

    #[test]
    fn each_way_to_be_wrong_is_named() {
        let n = |right: &Tensor| right.map(|value| 5.0 * value);
        let table: [Wrong<'_>; 6] = [
            ("Wi", &|right| right.map(|value| -value), Kind::Sign, "sign"),
            ("Wo", &n, Kind::Factor, "n, the number of examples"),
            ("bi", &|right| right.map(|value| 0.1 * value), Kind::Factor, "η"),
            ("Wi", &Tensor::transposed, Kind::Shape, "transpose"),
            ("Wi", &|right| Tensor::new(&right.shape, right.transposed().values), Kind::Transposed, ".T"),
            ("bo", &|right| right.map(|value| value + 0.3), Kind::Different, ""),
        ];
        for (name, change, kind, words) in table {
            let found = judged(name, change).diagnosis.expect("it is wrong");
            assert!(found.kind == kind && found.message.contains(words), "{name}: {found:?}");
        }
        let broken = judged("Wo", |right| right.map(|_| f64::NAN)).diagnosis.expect("it is wrong");
        assert_eq!(broken.kind, Kind::NotFinite, "{broken:?}");
        let (parameters, examples) = state();
        let reference = Reference::of_network(&parameters, &examples, RATES);
        assert!(reference.compare("W", Tensor::scalar(1.0)).is_none(), "no such array");
    }

    #[test]
    fn arrays_of_any_problem_are_judged() {
        let right = Tensor::matrix(2, 3, |row, column| (row * 3 + column) as f64 - 2.5);
        let output = right.map(|value| value * value);
        let quantities = vec![("the layer's output".to_owned(), output.clone())];
        let factors = vec![Factor { name: "n, the number of examples".into(), value: 2.0 }];
        let reference = Reference::of_arrays("n = 2", vec![("grad_W".into(), right.clone())], quantities, factors);
        assert_eq!(reference.names().collect::<Vec<_>>(), ["grad_W"], "what there is");
        let kind = |theirs: Tensor| reference.compare("grad_W", theirs)?.diagnosis.map(|found| found.kind);
        assert_eq!(kind(right.clone()), None, "right");
        assert_eq!(kind(output), Some(Kind::OtherQuantity), "another quantity");
        assert_eq!(kind(right.map(|value| value / 2.0)), Some(Kind::Factor), "the mean");
        assert_eq!(kind(right.map(f64::abs)), Some(Kind::Condition), "where it is negative");
        assert_eq!(kind(right.map(f64::sin)), Some(Kind::Different), "none of these");
    }

    /// Explain's bugs, from their own backward pass.
    #[test]
    fn the_bug_labs_bugs_are_found() {
        let (parameters, examples) = state();
        let reference = Reference::of_network(&parameters, &examples, RATES);
        for bug in [Bug::MaskForgotten, Bug::MaskInverted, Bug::UpdatedTooEarly] {
            let wrong = groups(&Backward::new(bug).gradient(&parameters, &examples, RATES));
            for (name, theirs) in wrong {
                let is_broken = bug.breaks().iter().any(|group: &Group| group.name() == name);
                let found = reference.compare(&name, theirs).and_then(|compared| compared.diagnosis);
                let mistake = found.as_ref().and_then(|found| found.mistake);
                assert_eq!(mistake, is_broken.then_some(Mistake::Lab(bug)), "{} of {name}: {found:?}", bug.name());
            }
        }
    }
}
