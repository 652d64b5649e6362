//! Seed 002's sigmoid with half squared error: y = σ(s), loss ½Σ(y − L)².

use backprop::nn::{Activation, half_squared_error_derivative, sigmoid};

use super::{Draw, Factor, Given, Mistake, Scene, Slot, Tensor, filled, named};

pub(super) fn slots(sizes: &[usize]) -> Vec<Slot> {
    vec![Slot::new("s", sizes, Draw::Normal), Slot::new("L", sizes, Draw::Normal)]
}

pub(super) fn scene(sizes: &[usize], values: &[f64]) -> Scene {
    let arrays = filled(&slots(sizes), values);
    let ([n, outputs], [s, target]) = (sizes, arrays.as_slice()) else { return Scene::default() };
    let y = s.map(|s| Activation::Sigmoid.apply(s));
    let error = Tensor::from(&half_squared_error_derivative(&y.to_matrix(), &target.to_matrix()));
    let slope = s.map(|s| Activation::Sigmoid.derivative(s));
    let dout = error.zip(&slope, |error, slope| error * slope);
    let dout_as = |tensor: Tensor| named([("sigmoid_dout", tensor)]);
    let mistake =
        |mistake: Mistake, factor: &dyn Fn(f64) -> f64| (mistake, dout_as(error.zip(s, |error, s| error * factor(s))));
    let mistakes = vec![
        mistake(Mistake::SigmoidSlopeForgotten, &|_| 1.0),
        mistake(Mistake::SigmoidTwice, &|s| sigmoid(sigmoid(s)) * sigmoid(-sigmoid(s))),
        mistake(Mistake::ValueBeforeSigmoid, &|s| s * (1.0 - s)),
        mistake(Mistake::ValueForSigmoidSlope, &sigmoid),
        (Mistake::ErrorForgotten, dout_as(slope)),
    ];
    Scene {
        sizes: format!("n = {n}, n_out = {outputs}"),
        counts: sizes.to_vec(),
        given: named([("s", s), ("y", &y), ("L", target)].map(|(name, own)| (name, Given::One(own.clone())))),
        right: dout_as(dout.clone()),
        mistakes,
        factors: Factor::all([
            ("n, the number of examples", *n as f64),
            ("n_out, the number of outputs", *outputs as f64),
        ]),
        examples: *n,
        quantities: named([("∂E/∂s", dout), ("s", s.clone()), ("y", y), ("L", target.clone())]),
        ..Scene::default()
    }
}
