use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::{
    Named,
    data::{Example, Kind, Source},
    nn::{Initialization, ParameterId},
    training::{Scope, config::tests::any_sgd},
};

pub(super) fn bits(session: &Session) -> Vec<u64> {
    session.now.params.as_slice().iter().map(|value| value.to_bits()).collect()
}

pub(super) fn custom(points: &[([f64; 2], f64)]) -> DataSpec {
    let examples = points.iter().map(|&(x, y)| Example { x, y }).collect();
    DataSpec { source: Source::Custom(examples), train_fraction: 1.0 }
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        number => vec![number.as_f64().expect("a number")],
    }
}

fn parameters(value: &Value) -> Parameters {
    let flat: Vec<f64> = ["Wi", "bi", "Wo", "bo"].iter().flat_map(|group| numbers(&value[group])).collect();
    Parameters::from_flat(flat.len() / 4, flat).expect("4h + 1 numbers")
}

/// A case of the references as a configuration that trains as it did.
fn reference_config(case: &Value) -> Config {
    let (x, y) = (numbers(&case["X"]), numbers(&case["Y"]));
    let points: Vec<_> = x.chunks(2).zip(y).map(|(x, y)| ([x[0], x[1]], y)).collect();
    let batch_size = case["batch_size"].as_u64().expect("a count") as usize;
    let learning_rate = case["learning_rate"].as_f64().expect("a rate");
    let start = Some(Arc::new(parameters(&case["parameters"])));
    Config {
        data: custom(&points),
        network: NetworkSpec { start, ..NetworkSpec::default() },
        sgd: SgdSpec { learning_rate, batch_size, shuffle: false, ..SgdSpec::default() },
        ..Config::default()
    }
}

fn references() -> Vec<Value> {
    let text = include_str!("../../../tests/references/sgd.json");
    let all: Value = serde_json::from_str(text).expect("the references are JSON");
    all["cases"].as_array().expect("a list of cases").clone()
}

#[test]
fn runs_are_those_of_jax() {
    for case in references() {
        let name = &case["name"];
        for (steps, after) in case["after_steps"].as_object().expect("a table") {
            let mut session = Session::new(reference_config(&case));
            let steps = steps.parse().expect("a number of steps");
            assert_eq!(session.advance(steps), steps, "{name} makes every step");
            let expected = parameters(&after["parameters"]);
            for id in expected.ids() {
                let (found, expected) = (session.now.params.get(id), expected.get(id));
                assert!((found - expected).abs() < 1e-8, "{name} after {steps}: {id} is {found}, not {expected}");
            }
            let loss = session.snapshot().metrics().train_loss;
            let expected = after["mean_loss_on_all"].as_f64().expect("a loss");
            assert!((loss - expected).abs() < 1e-8, "{name} after {steps}: loss {loss}, not {expected}");
        }
    }
}

#[test]
fn a_start_in_the_middle_goes_on_as_the_run_did() {
    for case in references() {
        let mut whole = Session::new(reference_config(&case));
        whole.advance(37);
        let middle = Some(Arc::new(whole.now.params.clone()));
        let config = reference_config(&case);
        let network = NetworkSpec { start: middle, ..config.network };
        let mut rest = Session::new(Config { network, start_step: 37, ..config });
        assert_eq!(rest.snapshot().next_batch, whole.snapshot().next_batch, "the batch belongs to the step");
        whole.advance(50);
        rest.advance(50);
        assert_eq!((bits(&rest), rest.step()), (bits(&whole), 87), "{}", case["name"]);
        rest.apply(Action::Rewind);
        assert_eq!(rest.step(), 37, "rewinding returns to the start that was given");
    }
}

#[test]
fn rewinding_gives_the_same_run_again() {
    let mut session = Session::default();
    let start = session.snapshot();
    session.advance(1000);
    let first = (bits(&session), session.snapshot().history);
    session.apply(Action::Rewind);
    let again = session.snapshot();
    assert_eq!((&again.params, again.step, &again.history), (&start.params, 0, &start.history), "the very same start");
    session.advance(1000);
    assert_eq!((bits(&session), session.snapshot().history), first, "the very same run");
}

#[test]
fn xor_separates() {
    let mut session = Session::default();
    session.advance(160 * 60);
    let metrics = session.snapshot().metrics();
    assert!(metrics.train_accuracy > 0.95, "accuracy after 60 epochs is {}", metrics.train_accuracy);
    assert!(metrics.test_accuracy.expect("a fifth is held back") > 0.9, "{metrics:?}");
}

#[test]
fn zeros_freeze_the_hidden_units() {
    let network = NetworkSpec { initialization: Initialization::Zeros, ..NetworkSpec::default() };
    let mut session = Session::new(Config { network, ..Config::default() });
    session.advance(500);
    for id in session.now.params.ids().filter(|&id| id != ParameterId::Bo) {
        assert!(session.now.params.get(id) == 0.0, "{id} moved");
    }
    assert!(session.now.params.bo() != 0.0, "bo learns");
}

#[test]
fn absurd_settings_stop_at_a_finite_state() {
    for (batch_size, l2) in [(1, 0.0), (2, 0.0), (1, 1.0), (5000, 1e6)] {
        let source = Source::Generated { kind: Kind::Xor, points: 2, noise: 0.5, seed: 3 };
        let mut session = Session::new(Config {
            data: DataSpec { source, train_fraction: 1.0 },
            network: NetworkSpec { hidden: 64, ..NetworkSpec::default() },
            sgd: SgdSpec { learning_rate: 1e6, batch_size, l2, ..SgdSpec::default() },
            ..Config::default()
        });
        session.apply(Action::Play);
        let made = session.advance(100_000);
        let snapshot = session.snapshot();
        assert!(snapshot.params.is_finite() && snapshot.metrics().train_loss.is_finite(), "batch {batch_size}, λ {l2}");
        let Some(step) = snapshot.diverged else { continue };
        assert_eq!((snapshot.step, made), (step - 1, step - 1), "it stands just before the step that diverged");
        assert!(!snapshot.playing, "it no longer plays");
        session.apply(Action::Play);
        assert_eq!((session.advance(10), session.playing()), (0, false), "it refuses to go on");
    }
}

/// η·λ = 3 multiplies the weights by −2 in each step, so that the run is known to overflow.
pub(super) fn diverging() -> Config {
    Config { sgd: SgdSpec { learning_rate: 1.0, l2: 3.0, ..SgdSpec::default() }, ..Config::default() }
}

#[test]
fn divergence_is_found_at_the_same_step_however_it_is_cut() {
    let mut whole = Session::new(diverging());
    let made = whole.advance(1_000_000);
    assert_eq!(whole.diverged(), Some(made + 1), "after {made} steps");
    assert!(made > 300, "the overflow lies beyond the first chunk");
    let mut single = Session::new(diverging());
    while single.diverged().is_none() {
        single.advance(1);
    }
    assert_eq!((bits(&single), single.diverged()), (bits(&whole), whole.diverged()), "step by step");
    let sure = single.now.clone();
    assert!(!(single.make_steps(1) && is_sound(&single.now.params, &single.dataset)), "the next state is not sound");
    assert!(sure.params.is_finite(), "this one is");
}

#[test]
fn rewinding_or_other_settings_end_a_divergence() {
    let mut session = Session::new(diverging());
    session.advance(1_000_000);
    session.apply(Action::SetSgd(SgdSpec { learning_rate: 1e-12, ..SgdSpec::default() }));
    assert_eq!((session.diverged(), session.advance(1)), (None, 1), "another rate goes on from the last finite state");
    session.apply(Action::SetSgd(diverging().sgd));
    session.advance(1_000_000);
    assert!(session.diverged().is_some(), "it diverges again");
    session.apply(Action::Rewind);
    assert_eq!((session.diverged(), session.step(), session.advance(5)), (None, 0, 5), "so does rewinding");
}

#[test]
fn a_start_that_is_not_finite_is_refused() {
    let mut start = Parameters::zeros(2);
    start.as_mut_slice().fill(1e300);
    let network = NetworkSpec { start: Some(Arc::new(start)), ..NetworkSpec::default() };
    let mut session = Session::new(Config { network, ..Config::default() });
    session.apply(Action::SetSgd(SgdSpec::default()));
    assert_eq!((session.diverged(), session.advance(5)), (Some(0), 0), "its loss is infinite");
    session.apply(Action::NewStart);
    assert_eq!((session.diverged(), session.advance(5)), (None, 5), "a drawn start is finite");
}

#[test]
fn an_epoch_sees_every_example_once() {
    for (batch_size, steps) in [(1, 160), (7, 23), (160, 1), (5000, 1)] {
        let sgd = SgdSpec { batch_size, ..SgdSpec::default() };
        let mut session = Session::new(Config { sgd, ..Config::default() });
        session.apply(Action::Epoch);
        assert_eq!(session.step(), steps, "batches of {batch_size}");
        assert!(session.snapshot().epoch >= 1.0, "the epoch is over");
        session.apply(Action::Epoch);
        assert!((2.0..2.1).contains(&session.snapshot().epoch), "so is the second: {}", session.snapshot().epoch);
    }
}

#[test]
fn another_batch_size_goes_on_where_the_stream_was() {
    let mut session = Session::default();
    session.advance(100);
    session.apply(Action::SetSgd(SgdSpec { batch_size: 4, ..SgdSpec::default() }));
    let snapshot = session.snapshot();
    assert_eq!((snapshot.position, snapshot.next_batch.len()), (100, 4), "100 examples were seen");
    session.apply(Action::Epoch);
    assert_eq!(session.snapshot().position, 160, "15 batches of 4 finish the epoch");
}

#[test]
fn actions_restart_what_they_must() {
    let mut session = Session::default();
    session.apply(Action::Play);
    session.advance(50);
    let start = session.snapshot().start;
    let data = DataSpec { train_fraction: 0.5, ..DataSpec::default() };
    session.apply(Action::SetData(data.clone()));
    let snapshot = session.snapshot();
    assert_eq!((snapshot.step, &snapshot.params, snapshot.dataset.train), (0, &start, 100), "other data, same start");
    assert!(snapshot.playing, "it goes on playing");

    session.advance(50);
    session.apply(Action::SetNetwork(NetworkSpec { hidden: 3, ..NetworkSpec::default() }));
    assert_eq!((session.step(), session.snapshot().params.hidden()), (0, 3), "another network");

    session.advance(50);
    session.apply(Action::NewStart);
    let snapshot = session.snapshot();
    assert_eq!((snapshot.step, snapshot.config.network.seed), (0, 2), "another start");
    assert_ne!(
        snapshot.params.as_slice(),
        NetworkSpec { hidden: 3, ..NetworkSpec::default() }.drawn().as_slice(),
        "drawn anew"
    );

    session.apply(Action::Step(9));
    assert_eq!((session.step(), session.playing()), (9, false), "stepping pauses");
    session.apply(Action::Load(Config::default()));
    assert_eq!((session.step(), bits(&session)), (0, bits(&Session::default())), "loading replaces everything");
}

#[test]
fn no_points_make_no_steps() {
    let mut session = Session::new(Config { data: custom(&[]), ..Config::default() });
    for action in [Action::Play, Action::Epoch, Action::Step(5), Action::Rewind, Action::NewStart] {
        session.apply(action);
    }
    assert_eq!((session.advance(10), session.step()), (0, 0), "nothing to learn from");
    assert!(session.snapshot().examples(Scope::Batch).is_empty(), "no batch");
}

#[test]
fn scopes_name_examples() {
    let snapshot = Session::default().snapshot();
    assert_eq!(snapshot.indices(Scope::Example(199)), [199], "a test point");
    assert_eq!(snapshot.indices(Scope::Example(200)), [0; 0], "no such example");
    assert_eq!(snapshot.examples(Scope::Train), snapshot.dataset.train(), "the training points");
    assert_eq!(snapshot.indices(Scope::Batch).len(), 1, "a batch of one");
}

#[test]
fn sessions_and_snapshots_cross_threads() {
    fn check<T: Send + Sync>() {}
    check::<Session>();
    check::<Snapshot>();
}

#[test]
fn revisions_tell_changes_apart() {
    let mut session = Session::default();
    let mut seen = vec![session.revision()];
    let mut note = |session: &Session, what: &str| {
        assert!(!seen.contains(&session.revision()), "{what} gives a new revision");
        seen.push(session.revision());
    };
    session.advance(3);
    note(&session, "advancing");
    for action in [Action::Play, Action::Rewind, Action::NewStart, Action::Load(Config::default())] {
        session.apply(action);
        note(&session, "an action");
    }
}

pub(super) fn any_config() -> impl Strategy<Value = Config> {
    let data = (prop::sample::select(Kind::ALL), 2..40_usize, 0..9_u64, prop::sample::select(vec![0.5, 0.8, 1.0]));
    let network = (1..10_usize, prop::sample::select(Initialization::ALL), 0..9_u64);
    (data, network, any_sgd()).prop_map(|((kind, points, seed, train_fraction), network, sgd)| Config {
        data: DataSpec { source: Source::Generated { kind, points, noise: 0.1, seed }, train_fraction },
        network: NetworkSpec { hidden: network.0, initialization: network.1, seed: network.2, start: None },
        sgd,
        ..Config::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn cutting_steps_into_slices_changes_no_bit(config in any_config(), cuts in prop::collection::vec(0..400_u64, 1..6)) {
        let mut whole = Session::new(config.clone());
        let mut sliced = Session::new(config);
        whole.advance(cuts.iter().sum());
        let made: u64 = cuts.iter().map(|&cut| sliced.advance(cut)).sum();
        prop_assert_eq!(made, whole.step());
        prop_assert_eq!(bits(&sliced), bits(&whole));
        // Written out, as a test loss beyond all numbers is NaN, which equals nothing.
        let history = |session: &Session| format!("{:?}", session.snapshot().history);
        prop_assert_eq!(history(&sliced), history(&whole));
    }
}
