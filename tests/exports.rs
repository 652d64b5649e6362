//! What one takes home: scripts that real Python runs, test vectors, CSV, pictures.
//!
//! `PLAYGROUND_PYTHON` names a Python with NumPy, `PLAYGROUND_TORCH_PYTHON` one with PyTorch; `cargo xtask test` sets
//! them. Without them nothing is run. With `PLAYGROUND_EXPORTS` set to a folder, every file is left there to be looked
//! at.

#[expect(dead_code, reason = "other tests read what these do not")]
#[path = "../crates/backprop/tests/references/mod.rs"]
mod references;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use backprop_playground::{
    Named,
    check::{CheckSpec, Precision, Scheme},
    data::{DataSpec, Example, Kind as Shape, Source},
    export::{Content, Kind, Made, make},
    nn::{Bug, Initialization, Parameters, Reduction, two_layer},
    plot::svg::svg,
    training::{Action, Config, NetworkSpec, Scope, Session, SgdSpec, Snapshot},
};
use references::{assert_groups, assert_near, cases, examples, numbers, parameters};

/// A state to take home.
struct State {
    name: &'static str,
    now: Snapshot,
    scope: Scope,
    check: CheckSpec,
}

fn state(name: &'static str, config: Config, steps: u64, scope: Scope) -> State {
    let mut session = Session::new(config);
    session.apply(Action::Step(steps));
    State { name, now: session.snapshot(), scope, check: CheckSpec::default() }
}

fn generated(kind: Shape, points: usize) -> DataSpec {
    DataSpec { source: Source::Generated { kind, points, noise: 0.1, seed: 1 }, ..DataSpec::default() }
}

fn custom(points: &[[f64; 3]]) -> DataSpec {
    let points: Arc<[Example]> = points.iter().map(|&[x1, x2, y]| Example { x: [x1, x2], y }).collect();
    DataSpec { source: Source::Custom(points.into()), ..DataSpec::default() }
}

fn network(hidden: usize) -> NetworkSpec {
    NetworkSpec { hidden, ..NetworkSpec::default() }
}

/// The default network, every number times `factor`.
fn scaled(factor: f64) -> NetworkSpec {
    let values = network(8).drawn().as_slice().iter().map(|value| value * factor + factor / 9.0).collect();
    NetworkSpec { start: Parameters::from_flat(8, values).map(Arc::new), ..network(8) }
}

/// Points as people measure them: not around 0, and far apart.
fn measured() -> Vec<[f64; 3]> {
    let point = |k: usize| {
        let angle = k as f64 * 2.4;
        let radius = 40.0 * (k as f64).sqrt();
        let x = [radius * angle.cos() + 150.0, radius * angle.sin() - 100.0];
        [x[0], x[1], if x[0] + 0.5 * x[1] > 80.0 { 1.0 } else { -1.0 }]
    };
    (0..150).map(point).collect()
}

fn states() -> Vec<State> {
    let sgd = SgdSpec::default();
    let with = |sgd: SgdSpec| Config { sgd, ..Config::default() };
    let many: Vec<[f64; 3]> = (0..5000).map(|k| measured()[k % 150].map(|value| value + k as f64 / 5e3)).collect();
    let many: Vec<[f64; 3]> = many.iter().map(|&[x1, x2, y]| [x1, x2, y.signum()]).collect();
    // By a multiply-add, 0.7·0.3 − 0.7·0.3 is not 0: on such a hinge a ReLU would switch.
    let hinge = Parameters::from_flat(2, vec![0.7, -0.7, 0.7, -0.7, 0.0, 0.0, 1.5, 0.5, 0.1]);
    let mut states = vec![
        state("default", Config::default(), 0, Scope::Batch),
        state("default", Config::default(), 340, Scope::Batch),
        state("example", Config::default(), 340, Scope::Example(17)),
        state("train", Config::default(), 340, Scope::Train),
        state("sum", with(SgdSpec { batch_size: 7, reduction: Reduction::Sum, l2: 0.01, ..sgd }), 100, Scope::Batch),
        state("point", Config { data: custom(&[[0.5, -0.2, 1.0]]), ..Config::default() }, 3, Scope::Batch),
        state(
            "wide",
            Config {
                data: generated(Shape::Spiral, 300),
                network: network(64),
                sgd: SgdSpec { batch_size: 10, learning_rate: 0.1, ..sgd },
                ..Config::default()
            },
            5000,
            Scope::Batch,
        ),
        state(
            "broad",
            Config { data: generated(Shape::Spiral, 300), network: network(32), ..Config::default() },
            20_000,
            Scope::Train,
        ),
        state("unit", Config { network: network(1), ..Config::default() }, 500, Scope::Train),
        state(
            "measured",
            Config { data: custom(&measured()), sgd: SgdSpec { learning_rate: 1e-4, ..sgd }, ..Config::default() },
            2000,
            Scope::Train,
        ),
        state(
            "many",
            Config { data: custom(&many), sgd: SgdSpec { learning_rate: 1e-5, ..sgd }, ..Config::default() },
            1000,
            Scope::Train,
        ),
        state("huge", Config { network: scaled(1e6), ..with(SgdSpec { batch_size: 9, ..sgd }) }, 0, Scope::Batch),
        state("tiny", Config { network: scaled(1e-160), ..with(SgdSpec { batch_size: 9, ..sgd }) }, 0, Scope::Train),
        state(
            "zeros",
            Config {
                network: NetworkSpec { initialization: Initialization::Zeros, ..network(5) },
                ..Config::default()
            },
            0,
            Scope::Train,
        ),
        state(
            "hinge",
            Config {
                data: custom(&[[0.3, -0.3, 1.0], [-0.1, 0.1, -1.0], [0.9, -0.9, 1.0]]),
                network: NetworkSpec { start: hinge.map(Arc::new), ..network(2) },
                ..Config::default()
            },
            0,
            Scope::Train,
        ),
        state("wild", with(SgdSpec { learning_rate: 1e6, batch_size: 20, ..sgd }), 1000, Scope::Batch),
        state("nothing", Config::default(), 3, Scope::Example(9999)),
    ];
    for bug in [Bug::MaskInverted, Bug::OneStepOld, Bug::NeverCleared] {
        states.push(state(bug.name(), with(SgdSpec { bug: Some(bug), batch_size: 5, ..sgd }), 20, Scope::Batch));
    }
    states[1].check = CheckSpec { scheme: Scheme::Forward, precision: Precision::F32, ..CheckSpec::default() };
    states
}

fn text(made: &Made) -> &str {
    match &made.content {
        Content::Text(text) => text,
        Content::Picture(_) => panic!("{} is a picture", made.file_name),
    }
}

impl State {
    fn make(&self, kind: Kind) -> Made {
        make(kind, &self.now, self.scope, &self.check)
    }
}

/// What a variable names, if anything.
fn named(variable: &str) -> Option<PathBuf> {
    let value = env::var_os(variable).filter(|value| !value.is_empty());
    if value.is_none() {
        println!("skipped: {variable} names nothing");
    }
    value.map(PathBuf::from)
}

/// Runs a script for every state, all of them whatever fails.
fn run_scripts(variable: &str, kind: Kind) {
    let Some(python) = named(variable) else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(kind.name());
    let mut failures = Vec::new();
    for (place, state) in states().iter().enumerate() {
        let made = state.make(kind);
        let folder = folder.join(format!("{place}-{}", state.name));
        fs::create_dir_all(&folder).expect("a folder for scripts");
        fs::write(folder.join(&made.file_name), text(&made)).expect("a script");
        let output = Command::new(&python)
            .arg(&made.file_name)
            .current_dir(&folder)
            .output()
            .unwrap_or_else(|error| panic!("{variable} names {}: {error}", python.display()));
        let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        println!("{}, step {}: {}", state.name, state.now.step, said.trim());
        if !(output.status.success() && said.contains("All numbers equal the page's.")) {
            failures.push(format!("{}: {}\n{wrong}", state.name, folder.display()));
        } else if !wrong.is_empty() && !matches!(state.name, "nothing" | "wild") {
            failures.push(format!("{} warns: {}\n{wrong}", state.name, folder.display()));
        }
    }
    assert!(failures.is_empty(), "{} scripts failed:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn numpy_scripts_find_the_pages_numbers() {
    run_scripts("PLAYGROUND_PYTHON", Kind::Numpy);
}

#[test]
fn pytorch_scripts_find_the_pages_numbers() {
    run_scripts("PLAYGROUND_TORCH_PYTHON", Kind::Pytorch);
}

#[test]
fn literals_can_be_pasted() {
    let Some(python) = named("PLAYGROUND_PYTHON") else { return };
    for state in states().iter().filter(|state| ["sum", "unit", "nothing", "wide"].contains(&state.name)) {
        let (h, examples) = (state.now.params.hidden(), state.now.examples(state.scope));
        let gradient = two_layer::gradient(&state.now.params, &examples, state.now.config.sgd.reduction).1;
        let asserted = format!(
            "assert Wi.shape == dWi.shape == (2, {h}) and bi.shape == dWo.shape == ({h},), 'shapes'\n\
             assert X.shape == ({n}, 2) and Y.shape == ({n},), 'examples'\n\
             assert dWi[1, 0] == {:?} and Wo[-1] == {:?} and dbo == {:?}, 'numbers'\n",
            gradient.wi(1)[0],
            state.now.params.wo()[h - 1],
            gradient.bo(),
            n = examples.len(),
        );
        let code = format!("{}{asserted}", text(&state.make(Kind::Literals)));
        let output = Command::new(&python).arg("-c").arg(code).output().expect("Python runs");
        assert!(output.status.success(), "{}: {}", state.name, String::from_utf8_lossy(&output.stderr));
    }
}

/// A script that compared nothing would find everything equal.
#[test]
fn a_wrong_number_is_noticed() {
    for (variable, kind) in [("PLAYGROUND_PYTHON", Kind::Numpy), ("PLAYGROUND_TORCH_PYTHON", Kind::Pytorch)] {
        let Some(python) = named(variable) else { continue };
        let state = &states()[4];
        let script = text(&state.make(kind)).to_owned();
        for name in ["page_train_loss", "page_L", "page_dbo", "page_bo_new"] {
            let (before, after) = script.split_once(&format!("{name} = ")).expect("a number of the page's");
            let (line, rest) = after.split_once('\n').expect("a line");
            let (code, note) = line.split_once("  #").unwrap_or((line, ""));
            let wrong = format!("{before}{name} = ({code}) * (1 + 1e-8)  #{note}\n{rest}");
            let output = Command::new(&python).arg("-c").arg(wrong).output().expect("Python runs");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(!output.status.success() && said.contains("AssertionError"), "{}, {name}: {said}", kind.name());
        }
    }
}

#[test]
fn long_scripts_stay_readable() {
    let states = states();
    let many = states.iter().find(|state| state.name == "many").expect("a state of 5,000 points");
    for kind in [Kind::Numpy, Kind::Pytorch, Kind::Literals] {
        let made = many.make(kind);
        let longest = text(&made).lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(120), "{}: a line of {longest:?} characters", kind.name());
    }
}

#[test]
fn a_broken_backward_pass_is_named_and_not_taken_home() {
    for state in states().iter().filter(|state| state.now.backward.is_some()) {
        let title = state.now.config.sgd.bug.expect("a bug").title();
        for kind in [Kind::Numpy, Kind::Pytorch] {
            assert!(text(&state.make(kind)).contains(title), "{} names {title}", kind.name());
        }
        assert!(text(&state.make(Kind::HeatmapsSvg)).contains(title), "the heatmaps name {title}");
        let right = two_layer::gradient(&state.now.params, &state.now.examples(state.scope), Reduction::Mean).1;
        let case = &cases(text(&state.make(Kind::Vectors)))[0];
        assert_groups(&parameters(&case["gradient_of_mean_loss"]), &right, 0.0, state.name);
    }
}

#[test]
fn test_vectors_read_back_in_the_references_layout() {
    let reference = &cases(include_str!("../crates/backprop/tests/references/gradient_nn.json"))[0];
    let keys = |case: &serde_json::Value| {
        let mut keys: Vec<String> = case.as_object().expect("an object").keys().cloned().collect();
        keys.sort();
        keys
    };
    for state in states().iter().filter(|state| state.name != "nothing") {
        let cases = cases(text(&state.make(Kind::Vectors)));
        assert_eq!(cases.len(), if state.scope == Scope::Train { 1 } else { 2 }, "{}: scope and train set", state.name);
        for (case, scope) in cases.iter().zip([state.scope, Scope::Train]) {
            let what = format!("{}, {scope:?}", state.name);
            assert_eq!(keys(case), keys(reference), "{what}: the layout's keys");
            assert_eq!(parameters(&case["parameters"]), *state.now.params, "{what}: parameters to the bit");
            assert_eq!(examples(case), state.now.examples(scope), "{what}: examples to the bit");
            let (loss, gradient) = two_layer::gradient(&state.now.params, &examples(case), Reduction::Mean);
            assert_near(&numbers(&case["mean_loss"]), &[loss], 0.0, &what);
            assert_groups(&parameters(&case["gradient_of_mean_loss"]), &gradient, 0.0, &what);
            assert_eq!(numbers(&case["output"]).len(), examples(case).len(), "{what}: an output each");
            assert_eq!(numbers(&case["gradient_wrt_X_of_mean_loss"]).len(), 2 * examples(case).len(), "{what}: X");
        }
    }
}

#[test]
fn the_history_is_a_table_of_numbers() {
    let mut session = Session::default();
    session.apply(Action::Step(2000));
    session.apply(Action::Back(1500));
    let now = session.snapshot();
    let made = make(Kind::History, &now, Scope::Batch, &CheckSpec::default());
    let mut lines = text(&made).lines();
    assert_eq!(lines.next(), Some("step,train_loss,test_loss,train_accuracy,test_accuracy"), "names");
    let rows: Vec<Vec<f64>> =
        lines.map(|line| line.split(',').map(|field| field.parse().expect("a number")).collect()).collect();
    assert_eq!(rows.len(), now.history.points().len(), "a line for each point, beyond the present step too");
    for (row, point) in rows.iter().zip(now.history.points()) {
        assert_eq!((row[0] as u64, row[1]), (point.step, point.metrics.train_loss), "to the bit");
    }
    let whole = Config { data: DataSpec { train_fraction: 1.0, ..DataSpec::default() }, ..Config::default() };
    let made = state("whole", whole, 1, Scope::Batch).make(Kind::History);
    assert!(text(&made).lines().skip(1).all(|line| line.split(',').nth(2) == Some("")), "no test set, no numbers");
}

#[test]
fn pictures_are_valid_at_print_size() {
    for state in states() {
        for kind in [Kind::BoundarySvg, Kind::HeatmapsSvg] {
            let made = state.make(kind);
            let what = format!("{} of {}", kind.name(), state.name);
            let document = roxmltree::Document::parse(text(&made)).unwrap_or_else(|error| panic!("{what}: {error}"));
            let root = document.root_element();
            assert_eq!(root.attribute("width"), Some("160mm"), "{what}");
            let words = |name: &str| root.children().find(|node| node.has_tag_name(name)).and_then(|node| node.text());
            assert!(words("title").is_some_and(|title| title.contains("step")), "{what}: a title");
            assert!(words("desc").is_some_and(|text| text.len() > 50), "{what}: words");
            let broken = document.descendants().flat_map(|node| node.attributes()).find(|attribute| {
                attribute.name() != "href" && ["NaN", "inf"].iter().any(|word| attribute.value().contains(word))
            });
            assert!(broken.is_none(), "{what}: {broken:?} is no number");
        }
    }
}

#[test]
fn a_picture_is_the_same_as_svg_and_as_png() {
    let state = &states()[1];
    for (vector, pixels) in [(Kind::BoundarySvg, Kind::BoundaryPng), (Kind::HeatmapsSvg, Kind::HeatmapsPng)] {
        let Content::Picture(scene) = state.make(pixels).content else { panic!("{} is a scene", pixels.name()) };
        let made = state.make(vector);
        let shapes = |text: &str| text.split("</desc>").nth(1).map(str::to_owned);
        assert_eq!(shapes(text(&made)), shapes(&svg(&scene, "", "words")), "{}", vector.name());
    }
}

/// Leaves every file where a person can look at it.
#[test]
fn files_to_look_at() {
    let Some(folder) = named("PLAYGROUND_EXPORTS") else { return };
    for state in states() {
        let folder = folder.join(format!("{}-{}", state.name, state.now.step));
        fs::create_dir_all(&folder).expect("a folder");
        for &kind in Kind::ALL {
            let made = state.make(kind);
            if let Content::Text(text) = &made.content {
                fs::write(folder.join(&made.file_name), text).expect("a file");
            }
        }
    }
}
