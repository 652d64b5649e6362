//! Where training starts.

use strum::{IntoStaticStr, VariantArray};

use super::Parameters;

/// How the initial parameters are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Initialization {
    /// Weights from N(0, 2/inputs of the layer), made for `ReLU`; biases 0.
    #[default]
    He,
    /// Weights from N(0, 2/(inputs + outputs of the layer)), made for tanh and sigmoid; biases 0.
    Xavier,
    /// Every weight and every hidden bias from U(−½, ½), whatever the layer's size; bo 0. Hinges start off the origin.
    Uniform,
    /// Everything 0: every unit rests, its gradients are 0, and only bo can ever learn.
    Zeros,
}

/// Draws the parameters of `hidden` units, in the flat layout's order.
///
/// `normal` gives numbers from N(0, 1), `uniform` from U[0, 1); the same numbers give the same parameters.
pub fn initialize(
    kind: Initialization,
    hidden: usize,
    mut normal: impl FnMut() -> f64,
    mut uniform: impl FnMut() -> f64,
) -> Parameters {
    let mut parameters = Parameters::zeros(hidden);
    let (inputs, h) = (2.0_f64, hidden as f64);
    let (wi, rest) = parameters.as_mut_slice().split_at_mut(2 * hidden);
    let (bi, rest) = rest.split_at_mut(hidden);
    let wo = &mut rest[..hidden];
    match kind {
        Initialization::He => {
            wi.fill_with(|| normal() * (2.0 / inputs).sqrt());
            wo.fill_with(|| normal() * (2.0 / h).sqrt());
        }
        Initialization::Xavier => {
            wi.fill_with(|| normal() * (2.0 / (inputs + h)).sqrt());
            wo.fill_with(|| normal() * (2.0 / (h + 1.0)).sqrt());
        }
        Initialization::Uniform => [wi, bi, wo].into_iter().for_each(|group| group.fill_with(|| uniform() - 0.5)),
        Initialization::Zeros => {}
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;

    fn draw(kind: Initialization, hidden: usize) -> Parameters {
        initialize(kind, hidden, || 1.0, || 0.75)
    }

    fn assert_all(values: &[f64], expected: f64, what: &str) {
        assert!(
            values.iter().all(|value| (value - expected).abs() < 1e-15),
            "{what}: {values:?} is not all {expected}"
        );
    }

    #[test]
    fn each_kind_scales_its_layers() {
        let table = [
            (Initialization::He, 1.0, 0.0, 0.5),
            (Initialization::Xavier, 0.2_f64.sqrt(), 0.0, (2.0_f64 / 9.0).sqrt()),
            (Initialization::Uniform, 0.25, 0.25, 0.25),
            (Initialization::Zeros, 0.0, 0.0, 0.0),
        ];
        for (kind, wi, bi, wo) in table {
            let parameters = draw(kind, 8);
            for input in [0, 1] {
                assert_all(parameters.wi(input), wi, &format!("Wi of {}", kind.name()));
            }
            assert_all(parameters.bi(), bi, &format!("bi of {}", kind.name()));
            assert_all(parameters.wo(), wo, &format!("Wo of {}", kind.name()));
            assert_all(&[parameters.bo()], 0.0, &format!("bo of {}", kind.name()));
        }
    }

    #[test]
    fn every_size_is_finite() {
        for &kind in Initialization::ALL {
            for hidden in [1, 64] {
                assert!(draw(kind, hidden).is_finite(), "{} with {hidden} units", kind.name());
            }
        }
    }
}
