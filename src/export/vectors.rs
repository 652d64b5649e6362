//! Parameters and gradients as JSON, in the layout of `crates/backprop/tests/references/gradient_nn.json`: for tests in any language.

use serde_json::json;

use super::step::{outputs, subject_under};
use crate::{
    data::Example,
    document::parameters as by_group,
    nn::{Parameters, Reduction, two_layer},
    training::{Scope, Snapshot},
};

/// The test vectors: the examples in `scope`, and the training set where that is another. Sets of no examples have none.
///
/// Always of the mean loss, as the layout's names say. One key a line.
pub(super) fn json(now: &Snapshot, scope: Scope) -> String {
    let mut scopes = vec![scope];
    if scope != Scope::Train {
        scopes.push(Scope::Train);
    }
    let cases: Vec<String> = scopes
        .into_iter()
        .filter(|scope| !now.indices(*scope).is_empty())
        .map(|scope| {
            let name = format!("step {}: {}", now.step, subject_under(Reduction::Mean, now, scope));
            case(&name, &now.params, &now.examples(scope))
        })
        .collect();
    let about = "one hidden ReLU layer, logistic loss: gradients of the mean loss";
    format!("{{\n \"about\": {},\n \"cases\": [\n{}\n ]\n}}\n", json!(about), cases.join(",\n"))
}

fn case(name: &str, parameters: &Parameters, examples: &[Example]) -> String {
    let (loss, gradient) = two_layer::gradient(parameters, examples, Reduction::Mean);
    let entries = [
        ("name", json!(name)),
        ("parameters", by_group(parameters)),
        ("X", examples.iter().map(|example| json!(example.x)).collect()),
        ("Y", examples.iter().map(|example| json!(example.y)).collect()),
        ("output", json!(outputs(parameters, examples))),
        ("mean_loss", json!(loss)),
        ("gradient_of_mean_loss", by_group(&gradient)),
        ("gradient_wrt_X_of_mean_loss", json!(two_layer::gradient_input(parameters, examples, Reduction::Mean))),
    ];
    let lines: Vec<String> = entries.iter().map(|(key, value)| format!("   {}: {value}", json!(key))).collect();
    format!("  {{\n{}\n  }}", lines.join(",\n"))
}
