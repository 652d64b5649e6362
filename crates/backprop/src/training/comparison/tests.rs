use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::{
    Named,
    data::{DataSpec, Kind, Source},
    nn::{Bug, Initialization, ParameterId, Parameters},
    training::{Action, NetworkSpec, SgdSpec, StopRule, config::tests::any_sgd, timeline::Timeline},
};

/// What a session's step is: its parameters, how many examples were seen, and the settings that the next step follows.
fn here(session: &Session) -> (u64, u64, Vec<u64>, SgdSpec, Option<u64>) {
    let now = session.snapshot();
    let bits = now.params.as_slice().iter().map(|value| value.to_bits()).collect();
    (now.step, now.position, bits, now.config.sgd, now.diverged)
}

/// A run of its own with the changed configuration, given the same changes on its way, at the step of `first`.
fn direct(difference: Difference, first: &Session) -> Session {
    let past = first.snapshot().past();
    let mut session = Session::new(difference.of(&past.config(first.config())));
    for mark in past.marks.iter().filter(|mark| mark.step <= first.step()) {
        session.advance(mark.step - session.step());
        if session.step() < mark.step {
            break;
        }
        session.apply(Action::SetSgd(difference.of_sgd(mark.sgd)));
        for &(id, value) in &mark.edits {
            session.apply(Action::SetParameter(id, value));
        }
    }
    session.advance(first.step() - session.step());
    session
}

/// The second run once it is no longer behind, a few steps a time.
fn level(comparison: &mut Comparison, first: &Session, slice: u64) {
    while !comparison.catch_up(first, slice) {}
}

fn any_difference() -> impl Strategy<Value = Difference> {
    prop_oneof![
        prop::sample::select(vec![0.0, 0.01, 0.3, 5.0, 1e6]).prop_map(Difference::LearningRate),
        prop::sample::select(Initialization::ALL).prop_map(Difference::Initialization),
        prop::sample::select(vec![1, 7, 32, 5000]).prop_map(Difference::BatchSize),
        (1..6_usize).prop_map(Difference::Hidden),
        prop::sample::select(Bug::ALL).prop_map(Difference::Bug),
    ]
}

fn any_data() -> impl Strategy<Value = DataSpec> {
    (prop::sample::select(Kind::ALL), 2..40_usize, 0..9_u64).prop_map(|(kind, points, seed)| DataSpec {
        source: Source::Generated { kind, points, noise: 0.1, seed },
        train_fraction: 0.8,
    })
}

fn any_network() -> impl Strategy<Value = NetworkSpec> {
    (1..6_usize, prop::sample::select(Initialization::ALL), 0..9_u64, any::<bool>()).prop_map(
        |(hidden, initialization, seed, own)| {
            let start = own.then(|| {
                let mut start = Parameters::zeros(hidden);
                start.as_mut_slice().iter_mut().zip(1..).for_each(|(value, k)| *value = 0.1 * f64::from(k) - 0.3);
                Arc::new(start)
            });
            NetworkSpec { hidden, initialization, seed, start }
        },
    )
}

fn any_action() -> impl Strategy<Value = Action> {
    let edit = (0..5_usize, any::<bool>(), 0.1..2.0_f64).prop_map(|(unit, bias, value)| {
        let id = if bias { ParameterId::Bo } else { ParameterId::Wo { unit } };
        Action::SetParameter(id, value)
    });
    prop_oneof![
        4 => (1..200_u64).prop_map(Action::Step),
        2 => (1..100_u64).prop_map(Action::Back),
        2 => (0..400_u64).prop_map(Action::Seek),
        2 => any_sgd().prop_map(Action::SetSgd),
        2 => edit,
        1 => any_data().prop_map(Action::SetData),
        1 => any_data().prop_map(Action::EditData),
        1 => any_network().prop_map(Action::SetNetwork),
        1 => (any_data(), any_network(), any_sgd(), 0..50_u64).prop_map(|(data, network, sgd, start_step)| {
            Action::Load(Config { data, network, sgd, start_step, start_position: None })
        }),
        3 => prop::sample::select(vec![
            Action::Phase,
            Action::BackPhase,
            Action::Epoch,
            Action::BackEpoch,
            Action::Rewind,
            Action::NewStart,
            Action::Play,
            Action::Pause,
            Action::SetStop(StopRule { step: Some(77), ..StopRule::default() }),
            Action::SetBug(Some(Bug::NeverCleared)),
            Action::SetBug(None),
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_second_run_is_the_one_that_would_have_been(
        difference in any_difference(),
        before in prop::collection::vec(any_action(), 0..4),
        after in prop::collection::vec((any_action(), 1..300_u64), 1..10),
        spacing in 1..3000_u64,
    ) {
        let mut alone = Session::default();
        for action in before {
            alone.apply(action);
        }
        let mut first = alone.clone();
        let mut comparison = Comparison::open(difference, &mut first);
        for (action, slice) in after {
            alone.apply(action.clone());
            first.apply(action.clone());
            comparison.follow(&first);
            comparison.session.space_keyframes(spacing);
            // Sometimes it is still behind when the next thing happens.
            comparison.catch_up(&first, slice);
            if slice % 2 == 0 {
                level(&mut comparison, &first, slice);
                let expected = direct(difference, &first);
                prop_assert_eq!(here(comparison.session()), here(&expected), "after {:?}", action);
            }
            let (mine, theirs) = (first.snapshot(), alone.snapshot());
            prop_assert!(mine == theirs, "the first run is what it would have been without, after {:?}", action);
            prop_assert!(comparison.session().end() <= first.end(), "it has not been further, after {:?}", action);
        }
        level(&mut comparison, &first, 1000);
        prop_assert_eq!(here(comparison.session()), here(&direct(difference, &first)));
    }
}

#[test]
fn settings_changed_on_the_way_cost_no_second_run_from_the_start() {
    let mut first = Session::default();
    let mut comparison = Comparison::open(Difference::LearningRate(0.3), &mut first);
    first.apply(Action::Step(100_000));
    level(&mut comparison, &first, u64::MAX);
    first.apply(Action::SetSgd(SgdSpec { l2: 0.01, ..SgdSpec::default() }));
    comparison.follow(&first);
    assert!(!comparison.is_behind(&first), "it stands at step {}", comparison.session().step());
    assert_eq!(comparison.session().config().sgd.l2, 0.01, "with the new settings");
    assert_eq!(comparison.session().config().sgd.learning_rate, 0.3, "but for what differs");
}

#[test]
fn a_run_that_diverges_stays_behind_for_good() {
    let mut first = Session::default();
    let mut comparison = Comparison::open(Difference::LearningRate(1e6), &mut first);
    first.apply(Action::SetSgd(SgdSpec { l2: 1.0, ..SgdSpec::default() }));
    first.apply(Action::Step(1000));
    comparison.follow(&first);
    level(&mut comparison, &first, 100);
    let diverged = comparison.session().diverged().expect("such a rate diverges");
    assert_eq!(comparison.session().step() + 1, diverged, "it stands before the step");
    assert_eq!(first.step(), 1000, "the first goes on");
    first.apply(Action::Seek(3));
    comparison.follow(&first);
    level(&mut comparison, &first, 100);
    assert_eq!((comparison.session().step(), comparison.session().diverged()), (3, None), "before, it was sound");
}

#[test]
fn two_runs_hold_no_more_than_one() {
    let mut first = Session::default();
    first.advance(100);
    let mut comparison = Comparison::open(Difference::Hidden(64), &mut first);
    let budgets = |first: &Session, comparison: &Comparison| first.memory() + comparison.session().memory();
    assert!(budgets(&first, &comparison) <= Timeline::BUDGET, "both together");
    first.apply(Action::NewStart);
    comparison.follow(&first);
    assert!(budgets(&first, &comparison) <= Timeline::BUDGET, "also after a new start");
    let kept = comparison.into_session(&first);
    assert_eq!(kept.memory(), Timeline::BUDGET, "alone, it has all of it");
}
