//! The gradient of the present loss, from backpropagation and from its witnesses.

use serde_json::{Map, Value, json};

use super::{RpcError, numbers::with_overflows};
use crate::{
    Named,
    check::{CheckSpec, Checking, Kinks, Precision, Report, kinks},
    data::Example,
    document::{Expected, Object, Reader, ScopeChoice, parameters},
    nn::Parameters,
    state::{Playground, column},
    training::{Scope, Snapshot},
};

/// A check on its way: of gradients of the data loss, without L2, under the reduction in force.
pub(super) struct Gradients {
    now: Snapshot,
    check: CheckSpec,
    /// Indices of the examples that the gradients are of.
    indices: Vec<usize>,
    backprop: Parameters,
    checking: Checking,
}

/// Begins with the check that `params` ask for.
pub(super) fn begin(params: &Value, playground: &Playground) -> Result<Gradients, RpcError> {
    let now = playground.session.snapshot();
    let mut reader = Reader::default();
    let object = reader.top(params);
    let scope = read_scope(&mut reader, &object, &[], &now);
    let scope = reader.finish(scope)?;
    let (indices, examples) = (now.indices(scope), now.examples(scope));
    let backprop = now.gradient(&examples);
    let checking = Checking::new(&playground.check, &now.params, &backprop, &examples, now.config.sgd.reduction);
    Ok(Gradients { now, check: playground.check, indices, backprop, checking })
}

impl Gradients {
    /// Goes on for about so much work, and says whether all is done.
    pub(super) fn go_on(&mut self, work: u64) -> bool {
        self.checking.go_on(work)
    }

    /// The answer, once all is done.
    pub(super) fn answer(&self) -> Value {
        let Self { now, check, indices, backprop, checking } = self;
        let reduction = now.config.sgd.reduction;
        let examples: Vec<Example> = indices.iter().map(|&index| now.dataset.examples[index]).collect();
        let report = checking.clone().into_report();
        let kinks = kinks(check, &now.params, &examples, reduction);
        let places: Vec<usize> = indices.iter().map(|&index| now.dataset.places[index]).collect();
        let kink_list: Vec<Value> = kinks.iter().map(|kinks| kink(kinks, &places)).collect();
        let answer = json!({
            "loss": report.loss,
            "reduction": reduction.name(),
            "examples": places,
            "backprop": parameters(backprop),
            "finiteDifference": parameters(&column(&report, |row| row.finite_difference)),
            "forwardMode": parameters(&column(&report, |row| row.forward_mode)),
            "kinks": kink_list,
            "verdict": verdict(&report, &kinks),
        });
        with_overflows(answer, |path| overflow(path, check.precision))
    }
}

/// Why there is no number at `path`, and what still holds.
fn overflow(path: &str, precision: Precision) -> String {
    let format = match precision {
        Precision::F64 => "float64",
        Precision::F32 => "float32",
    };
    if path.starts_with("finiteDifference") {
        format!(
            "the loss beside the parameters is beyond {format}; backprop and forward mode are float64's and hold where they are numbers"
        )
    } else if path.starts_with("verdict") {
        format!("a finite difference is beyond {format}, so no error can be measured for it")
    } else {
        "beyond float64; whatever else is a number holds".to_owned()
    }
}

/// Reads `scope` and `example`, which stand beside the keys `others` and no more.
///
/// Examples are named by their place in the list that was given, which is the dataset's order for generated data.
pub(super) fn read_scope(reader: &mut Reader, object: &Object<'_>, others: &[&'static str], now: &Snapshot) -> Scope {
    let expected = Expected::one_of::<ScopeChoice>;
    reader.require(object, "scope", expected());
    let named = |value: &Value| value.as_str().and_then(ScopeChoice::from_name);
    let choice = reader.read(object, "scope", named, expected);
    // A scope that is refused says nothing about the example beside it.
    let is_alone = matches!(choice, Some(ScopeChoice::Batch | ScopeChoice::Train));
    let keys: &[&'static str] = if is_alone { &["scope"] } else { &["scope", "example"] };
    reader.keys(object, &[others, keys].concat());
    let last = now.dataset.examples.len().saturating_sub(1);
    match choice {
        Some(ScopeChoice::Example) => {
            reader.require(object, "example", Expected::Whole(0..=last as u64));
            let example = reader.count(object, "example", &(0..=last), 0);
            Scope::Example(now.dataset.index_of(example).unwrap_or(example))
        }
        Some(ScopeChoice::Train) => Scope::Train,
        Some(ScopeChoice::Batch) | None => Scope::Batch,
    }
}

fn verdict(report: &Report, kinks: &[Kinks]) -> Value {
    let mut verdict = json!({
        "matches": report.matches(),
        "maxAbsoluteError": report.max_absolute_error,
        "maxRelativeError": report.max_relative_error,
        "kinked": kinked(kinks),
    });
    if let Some(worst) = report.worst {
        verdict["worst"] = worst.to_string().into();
    }
    verdict
}

/// One parameter's certificate. `places` names the examples that were checked.
fn kink(kinks: &Kinks, places: &[usize]) -> Value {
    let crossing: Vec<usize> = kinks.crossing.iter().map(|&index| places[index]).collect();
    let sides = [("below", kinks.below), ("above", kinks.above)];
    let nearest = sides.into_iter().filter_map(|(side, delta)| Some((side.to_owned(), delta?.into())));
    json!({
        "parameter": kinks.parameter.to_string(),
        "nearest": nearest.collect::<Map<String, Value>>(),
        "crossing": crossing,
    })
}

/// The parameters whose finite difference steps across a hinge of some example, matching or not.
fn kinked(all: &[Kinks]) -> Vec<String> {
    all.iter().filter(|kinks| !kinks.crossing.is_empty()).map(|kinks| kinks.parameter.to_string()).collect()
}
