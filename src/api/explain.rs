//! One parameter's gradient, taken apart into what each example contributes.

use serde_json::{Map, Value, json};

use super::{RpcError, gradients::read_scope, numbers::with_overflows};
use crate::{
    Named,
    document::{Expected, Reader},
    explain::{Term, explain as taken_apart},
    nn::ParameterId,
    state::Playground,
};

/// `{parameter, scope, example?}` to the terms of the chain rule's sum under the reduction in force, largest first.
///
/// They are the true gradient's, whatever bug training runs with.
pub(super) fn explain(params: &Value, playground: &Playground) -> Result<Value, RpcError> {
    let now = playground.session.snapshot();
    let hidden = now.params.hidden();
    let mut reader = Reader::default();
    let object = reader.top(params);
    let expected = || Expected::Parameter(hidden);
    let named = |value: &Value| -> Option<ParameterId> {
        value.as_str()?.parse().ok().filter(|id: &ParameterId| id.exists(hidden))
    };
    reader.require(&object, "parameter", expected());
    let parameter = reader.read(&object, "parameter", named, expected);
    let scope = read_scope(&mut reader, &object, &["parameter"], &now);
    let (parameter, scope) = reader.finish((parameter.unwrap_or(ParameterId::Bo), scope))?;
    let places: Vec<usize> = now.indices(scope).into_iter().map(|index| now.dataset.places[index]).collect();
    let reduction = now.config.sgd.reduction;
    let explanation = taken_apart(&now.params, &now.examples(scope), &places, reduction, parameter);
    let answer = json!({
        "parameter": parameter.to_string(),
        "reduction": reduction.name(),
        "gradient": explanation.gradient,
        "terms": explanation.terms.iter().map(term).collect::<Value>(),
    });
    Ok(with_overflows(answer, |_| "beyond float64; whatever else is a number holds".to_owned()))
}

fn term(term: &Term) -> Value {
    let factors: Map<String, Value> =
        term.factors.iter().map(|(factor, value)| (factor.name().to_owned(), (*value).into())).collect();
    json!({"example": term.example, "factors": factors, "contribution": term.contribution})
}
