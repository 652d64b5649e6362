//! Runs of SGD against JAX's (`tests/references/sgd.json`), in the order that the file pins.

#[expect(dead_code, reason = "each test file reads other parts of the references")]
mod references;

use backprop::{
    data::Example,
    nn::{Rates, Reduction, Stepper, two_layer},
};
use references::{assert_groups, assert_near, cases, examples, numbers, parameters};
use serde_json::Value;

fn whole(value: &Value) -> usize {
    value.as_u64().expect("a whole number") as usize
}

/// Batch `t` (from 0) takes positions `t·batch` to `(t+1)·batch` of the examples in order, wrapping round.
fn batch_at(examples: &[Example], batch: usize, t: usize) -> Vec<Example> {
    (t * batch..(t + 1) * batch).map(|position| examples[position % examples.len()]).collect()
}

#[test]
fn runs_agree_with_jax() {
    for case in cases(include_str!("references/sgd.json")) {
        let (mut p, examples, batch) = (parameters(&case["parameters"]), examples(&case), whole(&case["batch_size"]));
        let learning_rate = case["learning_rate"].as_f64().expect("a number");
        let rates = Rates { learning_rate, l2: 0.0, reduction: Reduction::Mean };
        let mut stepper = Stepper::new(p.hidden());
        let marks = case["after_steps"].as_object().expect("by step");
        let last: usize = marks.keys().map(|step| step.parse().expect("a step")).max().expect("some mark");
        let mut met = 0;
        for t in 0..last {
            assert!(stepper.step(&mut p, &batch_at(&examples, batch, t), rates), "{} is finite at {t}", case["name"]);
            let Some(expected) = marks.get(&(t + 1).to_string()) else { continue };
            let what = format!("{} after {} steps", case["name"], t + 1);
            assert_groups(&p, &parameters(&expected["parameters"]), 1e-8, &what);
            let loss = two_layer::loss(&p, &examples, Reduction::Mean);
            assert_near(&[loss], &numbers(&expected["mean_loss_on_all"]), 1e-8, &format!("loss of {what}"));
            met += 1;
        }
        assert_eq!(met, marks.len(), "{}: every mark was met", case["name"]);
    }
}
