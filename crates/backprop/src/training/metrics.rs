//! How well parameters do on a dataset.

use crate::{
    data::{Dataset, Example},
    nn::{Parameters, logistic_loss, two_layer},
};

/// Losses and accuracies of training and test points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Mean logistic loss over the training points, at least 0; 0 where there are none.
    pub train_loss: f64,
    /// The same over the points held back; `None` where none are.
    pub test_loss: Option<f64>,
    /// Share of the training points on the right side, 0 to 1. Ȳ > 0 means +1, and 0 means −1.
    pub train_accuracy: f64,
    /// The same over the points held back; `None` where none are.
    pub test_accuracy: Option<f64>,
}

/// How well `parameters` do on `data`. The loss is the mean, whatever training uses.
pub fn metrics(parameters: &Parameters, data: &Dataset) -> Metrics {
    let (train_loss, train_accuracy) = score(parameters, data.train());
    let test = (!data.test().is_empty()).then(|| score(parameters, data.test()));
    Metrics { train_loss, train_accuracy, test_loss: test.map(|(loss, _)| loss), test_accuracy: test.map(|(_, a)| a) }
}

/// Mean loss and accuracy; both 0 for no examples.
fn score(parameters: &Parameters, examples: &[Example]) -> (f64, f64) {
    const BLOCK: usize = 64;
    let [mut x1, mut x2, mut outputs] = [[0.0; BLOCK]; 3];
    let (mut loss, mut right) = (0.0, 0);
    for block in examples.chunks(BLOCK) {
        for (k, example) in block.iter().enumerate() {
            [x1[k], x2[k]] = example.x;
        }
        two_layer::outputs(parameters, &x1[..block.len()], &x2[..block.len()], &mut outputs);
        for (example, &ybar) in block.iter().zip(&outputs) {
            loss += logistic_loss(example.y, ybar);
            right += usize::from((example.y > 0.0) == (ybar > 0.0));
        }
    }
    let n = examples.len().max(1) as f64;
    (loss / n, right as f64 / n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{DataSpec, generate};
    use crate::nn::Reduction;

    #[test]
    fn metrics_are_those_of_the_two_layer_network() {
        let data = generate(&DataSpec::default());
        let parameters = crate::training::NetworkSpec::default().drawn();
        let found = metrics(&parameters, &data);
        let loss = |examples: &[Example]| two_layer::loss(&parameters, examples, Reduction::Mean);
        assert!((found.train_loss - loss(data.train())).abs() < 1e-14, "training loss {}", found.train_loss);
        let test = found.test_loss.expect("a fifth is held back");
        assert!((test - loss(data.test())).abs() < 1e-14, "test loss {test}");
        let right = data.train().iter().filter(|e| e.y * two_layer::output(&parameters, e.x) > 0.0).count();
        assert!((found.train_accuracy - right as f64 / 160.0).abs() < 1e-15, "accuracy {}", found.train_accuracy);
    }

    #[test]
    fn nothing_held_back_has_no_test_metrics() {
        let data = generate(&DataSpec { train_fraction: 1.0, ..DataSpec::default() });
        let found = metrics(&Parameters::zeros(3), &data);
        assert_eq!((found.test_loss, found.test_accuracy), (None, None), "no test points");
        assert!((found.train_loss - 2_f64.ln()).abs() < 1e-13, "Ȳ = 0 costs log 2");
        assert!((found.train_accuracy - 0.5).abs() < 1e-15, "Ȳ = 0 means −1");
    }

    #[test]
    fn no_points_cost_nothing() {
        let none = Dataset { examples: Vec::new(), train: 0, places: Vec::new() };
        let found = metrics(&Parameters::zeros(2), &none);
        assert_eq!(
            found,
            Metrics { train_loss: 0.0, test_loss: None, train_accuracy: 0.0, test_accuracy: None },
            "empty"
        );
    }
}
