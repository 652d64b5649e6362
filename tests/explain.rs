//! `explain` as an embedding page meets it: terms that add up to what `gradients` says.

use backprop_playground::{
    api::{NoPage, call},
    state::Playground,
};
use serde_json::{Value, json};

fn ok(playground: &mut Playground, method: &str, params: Value) -> Value {
    call(method, &params, playground, &NoPage).unwrap_or_else(|error| panic!("{method} {params}: {}", error.message()))
}

/// A network that has been trained for some steps.
fn trained(reduction: &str) -> Playground {
    let mut playground = Playground::default();
    ok(&mut playground, "state.set", json!({"training": {"reduction": reduction, "batchSize": 5}}));
    ok(&mut playground, "training.step", json!({"steps": 300}));
    playground
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is a number"))
}

/// The number that "Wi[0][3]" names in one way's answer.
fn named(answer: &Value, name: &str) -> f64 {
    let path = name.replace(['[', ']'], "/").replace("//", "/");
    number(answer.pointer(&format!("/{}", path.trim_end_matches('/'))).unwrap_or_else(|| panic!("{name}")))
}

#[test]
fn terms_add_up_to_the_gradient() {
    for reduction in ["mean", "sum"] {
        let mut playground = trained(reduction);
        for scope in [json!({"scope": "train"}), json!({"scope": "batch"}), json!({"scope": "example", "example": 7})] {
            let gradients = ok(&mut playground, "gradients", scope.clone());
            for name in ["Wi[0][0]", "Wi[1][7]", "bi[3]", "Wo[5]", "bo"] {
                let mut params = scope.clone();
                params["parameter"] = json!(name);
                let found = ok(&mut playground, "explain", params.clone());
                let terms = found["terms"].as_array().expect("terms");
                let what = format!("{params} {reduction}");
                assert_eq!(terms.len(), gradients["examples"].as_array().map_or(0, Vec::len), "{what}: one for each");
                let sum: f64 = terms.iter().map(|term| number(&term["contribution"])).sum();
                let size: f64 = terms.iter().map(|term| number(&term["contribution"]).abs()).sum();
                for other in [number(&found["gradient"]), named(&gradients["backprop"], name)] {
                    let bound = (1e-12 * other.abs()).max(1e-14 * size);
                    assert!((sum - other).abs() <= bound, "{what}: {sum} is not {other}");
                }
                for term in terms {
                    let factors = term["factors"].as_object().expect("factors");
                    let product: f64 = factors.values().map(number).product();
                    let contribution = number(&term["contribution"]);
                    assert!((product - contribution).abs() <= 1e-15 * product.abs(), "{what}: {term}");
                    assert_eq!(factors.contains_key("share"), reduction == "mean", "{what}: {term}");
                }
            }
        }
    }
}

#[test]
fn factors_have_their_names() {
    let mut playground = trained("mean");
    for (parameter, expected) in [
        ("Wi[0][3]", vec!["Wo", "X", "dsDYbar", "mask", "share"]),
        ("bi[3]", vec!["Wo", "dsDYbar", "mask", "share"]),
        ("Wo[3]", vec!["H", "dsDYbar", "share"]),
        ("bo", vec!["dsDYbar", "share"]),
    ] {
        let params = json!({"parameter": parameter, "scope": "example", "example": 3});
        let found = ok(&mut playground, "explain", params);
        let factors = found["terms"][0]["factors"].as_object().expect("factors");
        let mut names: Vec<&str> = factors.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, expected, "{parameter}");
        assert_eq!(found["terms"][0]["example"], 3, "{parameter}");
    }
}

#[test]
fn refusals_name_the_range_or_the_names() {
    let mut playground = Playground::default();
    let names = "Wi[0][0] to Wi[1][7], bi[0] to bi[7], Wo[0] to Wo[7] or bo";
    for (params, path, wanted) in [
        (json!({"parameter": "Wi[0][8]", "scope": "train"}), "parameter", names),
        (json!({"parameter": "wi", "scope": "train"}), "parameter", names),
        (json!({"parameter": 3, "scope": "train"}), "parameter", names),
        (json!({"scope": "train"}), "parameter", names),
        (json!({"parameter": "bo"}), "scope", "\"example\", \"batch\" or \"train\""),
        (json!({"parameter": "bo", "scope": "example", "example": 200}), "example", "from 0 to 199"),
        (json!({"parameter": "bo", "scope": "example"}), "example", "from 0 to 199"),
        (json!({"parameter": "bo", "scope": "train", "example": 1}), "example", "unknown key"),
        (json!({"parameter": "bo", "scope": "train", "unit": 1}), "unit", "unknown key"),
    ] {
        let before = playground.document();
        let error = call("explain", &params, &mut playground, &NoPage).expect_err("refused").write();
        assert_eq!(error["code"], -32602, "{params}: {error}");
        assert_eq!(error["data"][0]["path"], path, "{params}: {error}");
        let problem = error["data"][0]["problem"].as_str().expect("a sentence");
        assert!(problem.contains(wanted), "{params}: {problem}");
        assert_eq!(playground.document(), before, "{params} changes nothing");
    }
}
