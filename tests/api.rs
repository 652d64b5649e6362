//! The API as an embedding page meets it: requests in, responses out.

use backprop_playground::{
    api::{Host, Job, NoPage, call, dispatch, methods},
    document::{Speed, link},
    plot::scene::Scene,
    state::Playground,
    training::Action,
};
use serde_json::{Value, json};

fn ok(playground: &mut Playground, method: &str, params: Value) -> Value {
    call(method, &params, playground, &NoPage).unwrap_or_else(|error| panic!("{method} {params}: {}", error.message()))
}

/// The call is refused with −32602 at exactly these paths, and changes nothing.
fn refused(playground: &mut Playground, method: &str, params: Value, paths: &[&str]) {
    let before = (playground.document(), playground.session.revision(), playground.speed);
    let request = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let error = dispatch(&request, playground, &NoPage).expect("an answer")["error"].clone();
    assert_eq!(error["code"], -32602, "{method} {params}: {error}");
    let data = error["data"].as_array().expect("problems");
    let found: Vec<&str> = data.iter().map(|problem| problem["path"].as_str().expect("a path")).collect();
    assert_eq!(found, paths, "{method} {params}: {error}");
    for problem in data {
        let sentence = problem["problem"].as_str().expect("a sentence");
        assert!(sentence.contains("expected"), "{method} {params} says what was expected: {sentence}");
    }
    assert_eq!((playground.document(), playground.session.revision(), playground.speed), before, "{method} {params}");
}

/// A page at an address.
struct At(&'static str);

impl Host for At {
    fn address(&self) -> String {
        self.0.to_owned()
    }
}

/// The answer to a request given as text.
fn respond(request: &str, playground: &mut Playground) -> Option<Value> {
    let mut job = Job::of_text(request);
    while job.query(playground, &NoPage, &mut || true) {
        job.command(playground, &mut || true);
    }
    job.answer()
}

fn bits(value: &Value) -> String {
    value.to_string()
}

#[test]
fn describe_names_every_method() {
    let mut playground = Playground::default();
    let described = ok(&mut playground, "describe", json!(null));
    assert_eq!(described["methods"], json!(methods()), "methods");
    assert_eq!(described["name"], "Backprop Playground", "name");
    assert_eq!(described["version"], env!("CARGO_PKG_VERSION"), "version");
    for method in methods() {
        let error =
            call(method, &json!({"nonsense": 1}), &mut playground, &NoPage).expect_err("no method takes nonsense");
        assert_eq!(error.code(), -32602, "{method} exists");
    }
}

#[test]
fn the_envelope_is_that_of_json_rpc() {
    let mut playground = Playground::default();
    for id in [json!(7), json!("a"), json!(null), json!(1.5)] {
        let request = json!({"jsonrpc": "2.0", "id": id, "method": "training.pause"});
        let expected = json!({"jsonrpc": "2.0", "id": id, "result": {"playing": false, "step": 0}});
        assert_eq!(dispatch(&request, &mut playground, &NoPage), Some(expected), "the id comes back");
    }
    let request = json!({"jsonrpc": "2.0", "id": 3, "method": "training.fly", "params": {}});
    let response = dispatch(&request, &mut playground, &NoPage).expect("an answer");
    assert_eq!((&response["id"], &response["error"]["code"]), (&json!(3), &json!(-32601)), "{response}");
}

#[test]
fn what_is_no_request_is_refused() {
    let mut playground = Playground::default();
    for (request, id) in [
        (json!(null), json!(null)),
        (json!(5), json!(null)),
        (json!([]), json!(null)),
        (json!({"id": 4, "method": "describe"}), json!(4)),
        (json!({"jsonrpc": "1.0", "id": 4, "method": "describe"}), json!(4)),
        (json!({"jsonrpc": "2.0", "id": 4, "method": 5}), json!(4)),
        (json!({"jsonrpc": "2.0", "id": {}, "method": "describe"}), json!(null)),
    ] {
        let response = dispatch(&request, &mut playground, &NoPage).expect("an answer");
        assert_eq!((&response["id"], &response["error"]["code"]), (&id, &json!(-32700)), "{request}: {response}");
    }
    let response = respond("{\"jsonrpc\": ", &mut playground).expect("an answer").to_string();
    assert!(response.contains("-32700") && response.contains("line 1, column 12"), "{response}");
}

#[test]
fn notifications_are_done_in_silence() {
    let mut playground = Playground::default();
    let request = json!({"jsonrpc": "2.0", "method": "training.step", "params": {"steps": 5}});
    assert_eq!(dispatch(&request, &mut playground, &NoPage), None, "no answer");
    assert_eq!(playground.session.step(), 5, "but done");
    let request = json!({"jsonrpc": "2.0", "method": "training.fly"});
    assert_eq!(respond(&request.to_string(), &mut playground), None, "not even an error");
}

#[test]
fn an_array_is_answered_in_order() {
    let mut playground = Playground::default();
    let step = json!({"jsonrpc": "2.0", "id": 1, "method": "training.step", "params": {"steps": 2}});
    let silent = json!({"jsonrpc": "2.0", "method": "training.step", "params": {"steps": 2}});
    let responses = dispatch(&json!([step, silent, 5, step]), &mut playground, &NoPage).expect("answers");
    let responses = responses.as_array().expect("an array");
    assert_eq!(responses.len(), 3, "the notification is not answered");
    assert_eq!((&responses[0]["result"]["step"], &responses[2]["result"]["step"]), (&json!(2), &json!(6)), "in order");
    assert_eq!(dispatch(&json!([silent, silent]), &mut playground, &NoPage), None, "nothing to answer");
}

#[test]
fn state_is_set_whole_and_read_back() {
    let mut playground = Playground::default();
    let document = json!({
        "data": {"kind": "custom", "points": [[0.5, -0.5, 1], [-0.25, 0.75, -1]]},
        "network": {"parameters": {"Wi": [[1, -1], [0.5, 2]], "bi": [0, 0.1], "Wo": [1, -2], "bo": 0.3}},
        "training": {"learningRate": 0.5, "step": 12},
        "check": {"delta": 1e-4}
    });
    let applied = ok(&mut playground, "state.set", document);
    assert_eq!(applied["data"]["points"], json!([[0.5, -0.5, 1], [-0.25, 0.75, -1]]), "points");
    assert_eq!(applied["network"]["hidden"], 2, "the size of the parameters");
    assert_eq!((&applied["training"]["step"], &applied["training"]["batchSize"]), (&json!(12), &json!(1)), "{applied}");
    assert_eq!(ok(&mut playground, "state.get", json!({})), applied, "what was applied is what there is");
    let stepped = ok(&mut playground, "training.step", json!({"steps": 3}));
    assert_eq!(stepped["step"], 15, "steps go on from the document's");
    let rewound = ok(&mut playground, "training.rewind", json!(null));
    assert_eq!(rewound["step"], 12, "rewinding returns to the document's start");
    assert_eq!(ok(&mut playground, "state.get", json!(null)), applied, "with its parameters");
    let default = ok(&mut playground, "state.set", json!({}));
    assert_eq!((&default["data"]["kind"], &default["network"]["hidden"]), (&json!("xor"), &json!(8)), "{default}");
}

#[test]
fn a_state_read_in_the_middle_goes_on_to_the_bit() {
    let mut playground = Playground::default();
    ok(&mut playground, "state.set", json!({"training": {"batchSize": 7, "learningRate": 0.3}}));
    ok(&mut playground, "training.step", json!({"steps": 101}));
    let middle = ok(&mut playground, "state.get", json!({}));
    ok(&mut playground, "training.step", json!({"steps": 500}));
    let end = ok(&mut playground, "state.get", json!({}));
    let mut other = Playground::default();
    let middle: Value = serde_json::from_str(&middle.to_string()).expect("JSON");
    ok(&mut other, "state.set", middle);
    ok(&mut other, "training.step", json!({"steps": 500}));
    assert_eq!(bits(&ok(&mut other, "state.get", json!({}))), bits(&end), "the same text");
}

#[test]
fn bad_params_are_refused_with_their_paths() {
    let mut playground = Playground::default();
    playground.session.advance(10);
    let all: &[(&str, Value, &[&str])] = &[
        ("state.set", json!({"data": {"points": 1}, "network": {"hiden": 3}}), &["data.points", "network.hiden"]),
        ("state.set", json!([1]), &[""]),
        ("state.get", json!({"x": 1}), &["x"]),
        ("describe", json!([1]), &[""]),
        ("training.step", json!(null), &["steps"]),
        ("training.step", json!({}), &["steps"]),
        ("training.step", json!({"steps": 0}), &["steps"]),
        ("training.step", json!({"steps": 1_000_001}), &["steps"]),
        ("training.step", json!({"steps": 1.5}), &["steps"]),
        ("training.step", json!({"steps": "1", "epochs": 1}), &["epochs", "steps"]),
        ("training.play", json!({"speed": "fast"}), &["speed"]),
        ("training.play", json!({"speed": 0}), &["speed"]),
        ("training.pause", json!({"now": true}), &["now"]),
        ("training.rewind", json!({"step": 0}), &["step"]),
        ("gradients", json!({}), &["scope"]),
        ("gradients", json!({"scope": "all", "example": 1}), &["scope"]),
        ("gradients", json!({"scope": "example"}), &["example"]),
        ("gradients", json!({"scope": "example", "example": 200}), &["example"]),
        ("gradients", json!({"scope": "train", "example": 1}), &["example"]),
        ("predict", json!({}), &["points"]),
        ("predict", json!({"points": {}}), &["points"]),
        (
            "predict",
            json!({"points": [[0, 0], [1], [null, 1e9], 3]}),
            &["points[1]", "points[2][0]", "points[2][1]", "points[3]"],
        ),
    ];
    for (method, params, paths) in all {
        refused(&mut playground, method, params.clone(), paths);
    }
}

#[test]
fn one_call_makes_only_so_many_steps() {
    let mut playground = Playground::default();
    ok(
        &mut playground,
        "state.set",
        json!({"data": {"points": 1000, "trainFraction": 1}, "training": {"batchSize": 5000}}),
    );
    refused(&mut playground, "training.step", json!({"steps": 10_001}), &["steps"]);
}

#[test]
fn playing_sets_the_speed() {
    let mut playground = Playground::default();
    assert_eq!(
        ok(&mut playground, "training.play", json!({"speed": 25})),
        json!({"playing": true, "step": 0}),
        "plays"
    );
    assert_eq!(playground.speed, Speed::PerSecond(25.0), "25 steps a second");
    ok(&mut playground, "training.play", json!({"speed": "max"}));
    ok(&mut playground, "training.play", json!(null));
    assert_eq!(playground.speed, Speed::Max, "the speed in force stays");
    assert_eq!(ok(&mut playground, "training.pause", json!(null))["playing"], false, "pauses");
}

#[test]
fn the_loss_is_the_mean_over_the_training_points() {
    let mut playground = Playground::default();
    let found = ok(&mut playground, "training.step", json!({"steps": 40}));
    let expected = playground.session.snapshot().metrics().train_loss;
    assert_eq!(found, json!({"step": 40, "loss": expected}), "after 40 steps");
}

#[test]
fn gradients_come_twice_and_match() {
    let mut playground = Playground::default();
    ok(&mut playground, "training.step", json!({"steps": 40}));
    let next: Vec<usize> = playground.session.snapshot().next_batch.to_vec();
    for (params, examples) in [
        (json!({"scope": "example", "example": 3}), json!([3])),
        (json!({"scope": "example", "example": 199}), json!([199])),
        (json!({"scope": "batch"}), json!(next)),
        (json!({"scope": "train"}), json!((0..160).collect::<Vec<_>>())),
    ] {
        let found = ok(&mut playground, "gradients", params.clone());
        assert_eq!((&found["examples"], &found["reduction"]), (&examples, &json!("mean")), "{params}");
        assert_eq!(found["verdict"]["matches"], true, "{params}: {}", found["verdict"]);
        for way in ["backprop", "finiteDifference", "forwardMode"] {
            let shape = |group: &str| found[way][group].as_array().map(Vec::len);
            assert_eq!((shape("Wi"), shape("bi"), shape("Wo")), (Some(2), Some(8), Some(8)), "{way} of {params}");
            let off = found[way]["bo"].as_f64().expect("bo") - found["backprop"]["bo"].as_f64().expect("bo");
            assert!(off.abs() < 1e-7, "{way} of {params} is off by {off}");
        }
        assert_eq!(found["verdict"]["kinked"], json!([]), "{params} is far from every hinge");
    }
}

#[test]
fn a_hinge_within_delta_is_named() {
    let mut playground = Playground::default();
    let parameters = json!({"Wi": [[1, 1], [0, 0]], "bi": [-0.5, -0.3], "Wo": [1, 1], "bo": 0});
    let data = json!({"kind": "custom", "points": [[0.5, 0.25, 1]]});
    ok(&mut playground, "state.set", json!({"data": data, "network": {"parameters": parameters}}));
    let verdict = ok(&mut playground, "gradients", json!({"scope": "train"}))["verdict"].clone();
    assert_eq!(verdict["kinked"], json!(["Wi[0][0]", "Wi[1][0]", "bi[0]"]), "unit 0 sits on its hinge: {verdict}");
    assert_eq!(verdict["matches"], false, "half a slope is not the slope: {verdict}");
}

#[test]
fn the_sum_is_n_times_the_mean() {
    let mut playground = Playground::default();
    let mean = ok(&mut playground, "gradients", json!({"scope": "train"}));
    ok(&mut playground, "state.set", json!({"training": {"reduction": "sum"}}));
    let sum = ok(&mut playground, "gradients", json!({"scope": "train"}));
    assert_eq!(sum["reduction"], "sum", "said with the result");
    for pointer in ["/loss", "/backprop/bo", "/finiteDifference/Wo/3"] {
        let number = |value: &Value| value.pointer(pointer).and_then(Value::as_f64).expect("a number");
        let (mean, sum) = (number(&mean), number(&sum));
        assert!((sum - 160.0 * mean).abs() < 1e-6, "{pointer}: {sum} is not 160 · {mean}");
    }
}

#[test]
fn custom_points_are_named_as_they_were_given() {
    let mut playground = Playground::default();
    let points: Vec<Value> = (0..20).map(|i| json!([f64::from(i) / 20.0, 0.0, if i < 10 { 1 } else { -1 }])).collect();
    ok(&mut playground, "state.set", json!({"data": {"kind": "custom", "points": points, "trainFraction": 0.5}}));
    let moved = playground.session.snapshot().dataset.places.iter().enumerate().any(|(index, &place)| index != place);
    assert!(moved, "holding points back moves others");
    for example in 0..20 {
        let found = ok(&mut playground, "gradients", json!({"scope": "example", "example": example}));
        assert_eq!(found["examples"], json!([example]), "the same name comes back");
        let ybar =
            ok(&mut playground, "predict", json!({"points": [[f64::from(example) / 20.0, 0.0]]}))["outputs"][0].clone();
        let margin = ybar.as_f64().expect("Ȳ") * if example < 10 { 1.0 } else { -1.0 };
        let off = found["loss"].as_f64().expect("a loss") - (-margin).exp().ln_1p();
        assert!(off.abs() < 1e-12, "example {example} is the point given: off by {off}");
    }
}

#[test]
fn the_boundary_is_answered_in_numbers_and_in_words() {
    let mut playground = Playground::default();
    let square = json!({"Wi": [[1, -1, 0, 0], [0, 0, 1, -1]], "bi": [0, 0, 0, 0], "Wo": [-1, -1, -1, -1], "bo": 0.5});
    ok(&mut playground, "state.set", json!({"network": {"hidden": 4, "parameters": square}}));
    let found = ok(&mut playground, "boundary", json!({}));
    assert_eq!(found["sentence"], "The boundary is one closed loop of 4 segments around (0.00, 0.00), inside is +1.");
    let part = &found["parts"][0];
    assert_eq!((&part["kind"], &part["segments"], &part["inside"]), (&json!("loop"), &json!(4), &json!(1)), "{found}");
    let points = part["points"].as_array().expect("points");
    let outputs = ok(&mut playground, "predict", json!({"points": points}))["outputs"].clone();
    assert_eq!(points.len(), 4, "the square's corners");
    assert!(
        outputs.as_array().expect("outputs").iter().all(|ybar| ybar.as_f64().expect("Ȳ").abs() < 1e-12),
        "{outputs}"
    );
    assert_eq!(found.get("everywhere"), None, "{found}");

    let dead = json!({"Wi": [[0], [0]], "bi": [-1], "Wo": [1], "bo": 0});
    ok(&mut playground, "state.set", json!({"network": {"hidden": 1, "parameters": dead}}));
    let found = ok(&mut playground, "boundary", json!({}));
    assert_eq!(
        (&found["parts"], &found["everywhere"], &found["zero"]),
        (&json!([]), &json!(-1), &json!(1.0)),
        "{found}"
    );
    refused(&mut playground, "boundary", json!({"points": []}), &["points"]);
}

#[test]
fn predictions_are_outputs_and_probabilities() {
    let mut playground = Playground::default();
    let parameters = json!({"Wi": [[1], [0]], "bi": [0], "Wo": [2], "bo": -1});
    ok(&mut playground, "state.set", json!({"network": {"parameters": parameters}}));
    let found = ok(&mut playground, "predict", json!({"points": [[0.5, 9], [-3, 0], [2, 0]]}));
    assert_eq!(found["outputs"], json!([0.0, -1.0, 3.0]), "2·ReLU(x1) − 1");
    assert_eq!(found["probabilities"][0], 0.5, "σ(0)");
    assert_eq!(
        ok(&mut playground, "predict", json!({"points": []})),
        json!({"outputs": [], "probabilities": []}),
        "none"
    );
}

#[test]
fn divergence_stops_with_numbers_that_json_has() {
    let mut playground = Playground::default();
    ok(&mut playground, "state.set", json!({"training": {"learningRate": 1e6, "l2": 1}}));
    let found = ok(&mut playground, "training.step", json!({"steps": 10_000}));
    assert!(found["loss"].is_number(), "the loss is finite: {found}");
    assert!(playground.session.diverged().is_some(), "it has diverged");
    assert_eq!(ok(&mut playground, "training.play", json!(null))["playing"], false, "and does not play");
    let state = ok(&mut playground, "state.get", json!(null));
    ok(&mut playground, "state.set", state);
    playground.session.apply(Action::NewStart);
    assert_eq!(ok(&mut playground, "training.step", json!({"steps": 1}))["step"], 1, "another start goes on");
}

#[test]
fn going_back_gives_exactly_the_state_that_was() {
    let mut playground = Playground::default();
    ok(&mut playground, "training.step", json!({"steps": 40}));
    let then = ok(&mut playground, "state.get", Value::Null);
    ok(&mut playground, "training.step", json!({"steps": 25}));
    assert_eq!(ok(&mut playground, "training.back", json!({"steps": 25}))["step"], 40, "back by 25");
    assert_eq!(ok(&mut playground, "state.get", Value::Null), then, "the very same state");
    assert_eq!(ok(&mut playground, "training.back", json!({"steps": 1000}))["step"], 0, "no further than the start");
}

#[test]
fn a_link_is_the_page_with_the_state() {
    let mut playground = Playground::default();
    let page = At("https://example.org/play/?course=3");
    let url = |playground: &mut Playground| {
        let answer = call("state.link", &json!(null), playground, &page).expect("a link");
        answer["url"].as_str().expect("a text").to_owned()
    };
    assert_eq!(url(&mut playground), "https://example.org/play/?course=3", "the default state is the page itself");
    ok(&mut playground, "training.step", json!({"steps": 340}));
    let url = url(&mut playground);
    let text = url.strip_prefix("https://example.org/play/?course=3#").expect("the state stands after #");
    let (link, problems) = link::read(text);
    assert_eq!((problems.len(), &link.document), (0, &playground.record()), "the state with its past");
    refused(&mut playground, "state.link", json!({"short": true}), &["short"]);
}

#[test]
fn any_step_of_the_run_can_be_sought() {
    let mut playground = Playground::default();
    ok(&mut playground, "training.step", json!({"steps": 320}));
    let (there, state) =
        (ok(&mut playground, "training.seek", json!({"step": 320})), bits(&playground.document().write()));
    ok(&mut playground, "training.step", json!({"steps": 20}));
    assert_eq!(ok(&mut playground, "training.seek", json!({"step": 320})), there, "step and loss");
    assert_eq!(bits(&playground.document().write()), state, "the same, to the bit");
    assert_eq!(ok(&mut playground, "training.seek", json!({"step": 340}))["step"], 340, "and forward again");
    for params in [json!({}), json!({"step": 341}), json!({"step": -1}), json!({"step": "end"})] {
        refused(&mut playground, "training.seek", params, &["step"]);
    }
}

#[test]
fn files_come_as_text_and_pictures_from_the_page() {
    /// A page whose pictures are all the same.
    struct Drawing;
    impl Host for Drawing {
        fn png(&self, scene: &Scene, pixels_per_unit: f64) -> Option<String> {
            Some(format!("{:.0} wide", scene.width * pixels_per_unit))
        }
    }
    let mut playground = Playground::default();
    ok(&mut playground, "training.step", json!({"steps": 340}));
    for (kind, name, inside) in [
        ("numpy", "backprop-step-340.py", "import numpy"),
        ("pytorch", "backprop-step-340-torch.py", "import torch"),
        ("vectors", "backprop-step-340-vectors.json", "gradient_of_mean_loss"),
        ("boundary.svg", "backprop-step-340-boundary.svg", "<svg"),
        ("heatmaps.svg", "backprop-step-340-heatmaps.svg", "<svg"),
        ("history.csv", "loss-history.csv", "step,"),
    ] {
        let file = ok(&mut playground, "export", json!({"kind": kind}));
        assert_eq!(file["fileName"], name, "{kind}");
        assert!(file["text"].as_str().is_some_and(|text| text.contains(inside)), "{kind} holds {inside}");
    }
    let picture = json!({"kind": "boundary.png"});
    let file = call("export", &picture, &mut playground, &Drawing).expect("a picture");
    assert_eq!((&file["base64"], &file["mediaType"]), (&json!("1890 wide"), &json!("image/png")), "160 mm, 300 dpi");
    let error = call("export", &picture, &mut playground, &NoPage).expect_err("nothing draws here");
    assert_eq!(error.code(), -32000, "{}", error.message());
    let about = json!({"kind": "literals", "scope": "example", "example": 3});
    assert!(ok(&mut playground, "export", about)["text"].is_string(), "of one example");
    refused(&mut playground, "export", json!({}), &["kind"]);
    refused(&mut playground, "export", json!({"kind": "word", "colour": 1}), &["kind", "colour"]);
    refused(&mut playground, "export", json!({"kind": "numpy", "scope": "all"}), &["scope"]);
}
