//! Seed 002's sigmoid with half squared error: y = σ(s), loss ½Σ(y − L)².

use backprop::nn::{Activation, half_squared_error_derivative, sigmoid};
use nalgebra::DMatrix;

use super::{Draw, Factor, Given, Mistake, Scene, Slot, Tensor, scene::Numbers};

pub(super) fn slots(sizes: &[usize]) -> Vec<Slot> {
    vec![Slot::new("s", sizes, Draw::Normal), Slot::new("L", sizes, Draw::Normal)]
}

pub(super) fn scene(sizes: &[usize], values: &[f64]) -> Scene {
    let [n, outputs] = *sizes else { return super::scene::nothing(sizes) };
    let mut numbers = Numbers::new(values);
    let (s, target) = (numbers.take(sizes), numbers.take(sizes));
    let y = s.map(|s| Activation::Sigmoid.apply(s));
    let matrix = |tensor: &Tensor| DMatrix::from_row_slice(n, outputs, &tensor.values);
    let error = half_squared_error_derivative(&matrix(&y), &matrix(&target));
    let error = Tensor::matrix(n, outputs, |row, column| error[(row, column)]);
    let dout = error.zip(&s, |error, s| error * Activation::Sigmoid.derivative(s));
    let slope = s.map(|s| Activation::Sigmoid.derivative(s));
    let named = |name: &str, tensor: &Tensor| (name.to_owned(), tensor.clone());
    let mistake = |mistake: Mistake, factor: &dyn Fn(f64) -> f64| {
        let wrong = error.zip(&s, |error, s| error * factor(s));
        (mistake, vec![("sigmoid_dout".to_owned(), wrong)])
    };
    let mistakes = vec![
        mistake(Mistake::SigmoidSlopeForgotten, &|_| 1.0),
        mistake(Mistake::SigmoidTwice, &|s| sigmoid(sigmoid(s)) * sigmoid(-sigmoid(s))),
        mistake(Mistake::ValueBeforeSigmoid, &|s| s * (1.0 - s)),
        mistake(Mistake::ValueForSigmoidSlope, &sigmoid),
        (Mistake::ErrorForgotten, vec![named("sigmoid_dout", &slope)]),
    ];
    Scene {
        sizes: format!("n = {n}, n_out = {outputs}"),
        counts: sizes.to_vec(),
        given: [("s", &s), ("y", &y), ("L", &target)]
            .map(|(name, own)| (name.to_owned(), Given::One(own.clone())))
            .into(),
        right: vec![named("sigmoid_dout", &dout)],
        quantities: vec![named("∂E/∂s", &dout), named("s", &s), named("y", &y), named("L", &target)],
        mistakes,
        early: vec![],
        factors: [("n, the number of examples", n), ("n_out, the number of outputs", outputs)]
            .map(|(name, value)| Factor { name: name.to_owned(), value: value as f64 })
            .into(),
        label: None,
        active: None,
        examples: n,
        on_a_kink: false,
    }
}
