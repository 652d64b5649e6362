//! Runs that are made again elsewhere or with other points, steps phase by phase, and stopping by itself.

use super::{
    tests::{bits, custom},
    *,
};
use crate::{
    data::Source,
    training::{Past, Scope},
};

/// A run from this start with two changes, and where it came to.
fn changed_run(start: Config) -> Session {
    let mut session = Session::new(start);
    session.apply(Action::SetParameter(ParameterId::Bo, 0.25));
    session.advance(120);
    session.apply(Action::SetSgd(SgdSpec { batch_size: 7, learning_rate: 0.1, ..SgdSpec::default() }));
    session.apply(Action::SetParameter(ParameterId::Wi { input: 1, unit: 3 }, -2.0));
    session.advance(300);
    session
}

/// What a link holds of a session: its present as a configuration, and its past.
fn sent(session: &Session) -> (Config, Past) {
    let now = session.snapshot();
    let network = NetworkSpec { start: Some(now.params.clone()), ..now.config.network.clone() };
    let config =
        Config { network, start_step: now.step, start_position: Some(now.position), ..Config::clone(&now.config) };
    (config, now.past())
}

/// The session that a link of this one opens.
fn elsewhere(here: &Session) -> Session {
    let (config, past) = sent(here);
    let mut there = Session::default();
    there.apply(Action::Resume(config, past));
    there
}

#[test]
fn an_edited_parameter_is_part_of_the_run() {
    let mut session = changed_run(Config::default());
    let end = bits(&session);
    assert_eq!(session.snapshot().marks.len(), 2, "the start's and one at 120");
    session.apply(Action::Seek(119));
    let before = session.now.params.wi(1)[3];
    session.apply(Action::Step(1));
    assert_eq!(session.now.params.wi(1)[3], -2.0, "in force again after {before}");
    session.apply(Action::Step(300));
    assert_eq!(bits(&session), end, "the same run");
    session.apply(Action::Seek(0));
    assert_eq!(session.now.params.bo(), 0.25, "edited at the start");
    let start = bits(&session);
    session.apply(Action::SetParameter(ParameterId::Bo, f64::NAN));
    session.apply(Action::SetParameter(ParameterId::Wo { unit: 99 }, 1.0));
    assert_eq!(bits(&session), start, "what is no number, or no parameter, changes nothing");
}

#[test]
fn a_run_goes_on_elsewhere_with_its_past() {
    let mut here = changed_run(Config::default());
    let mut there = elsewhere(&here);
    let (mine, theirs) = (here.snapshot(), there.snapshot());
    assert_eq!((theirs.step, theirs.position, theirs.end), (mine.step, mine.position, mine.end), "the same place");
    assert_eq!((bits(&there), theirs.history, theirs.marks), (bits(&here), mine.history, mine.marks), "the same run");
    for action in [Action::Back(20), Action::Step(20), Action::Seek(60), Action::Epoch] {
        here.apply(action.clone());
        there.apply(action.clone());
        assert_eq!((there.step(), bits(&there)), (here.step(), bits(&here)), "after {action:?}");
    }
}

#[test]
fn a_past_that_leads_elsewhere_does_not_count() {
    let (mut config, past) = sent(&changed_run(Config::default()));
    let mut given = config.network.start().as_ref().clone();
    given.set(ParameterId::Bo, 9.0);
    config.network.start = Some(Arc::new(given.clone()));
    let mut there = Session::default();
    there.apply(Action::Resume(config, past));
    assert_eq!(there.now.params, given, "what is given counts");
    there.apply(Action::Back(u64::MAX));
    assert_eq!((there.step(), &there.now.params), (420, &given), "and is the start");
}

#[test]
fn a_long_run_is_taken_at_its_word() {
    let mut here = Session::default();
    here.advance(2_000_000);
    let mut there = elsewhere(&here);
    assert_eq!((there.step(), bits(&there)), (2_000_000, bits(&here)), "at once");
    for step in [1_000_000, 1_999_000, 320, 2_000_000] {
        here.apply(Action::Seek(step));
        there.apply(Action::Seek(step));
        assert_eq!((there.step(), bits(&there)), (step, bits(&here)), "step {step}");
    }
}

#[test]
fn a_long_run_taken_at_its_word_goes_on_from_its_middle() {
    let mut here = Session::default();
    here.advance(2_000_000);
    let mut there = elsewhere(&here);
    there.apply(Action::Seek(1_000));
    there.apply(Action::SetSgd(SgdSpec { learning_rate: 0.1, ..SgdSpec::default() }));
    there.apply(Action::Step(10));
    let steps: Vec<u64> = there.snapshot().history.points().iter().map(|point| point.step).collect();
    assert_eq!((there.step(), steps.first(), steps.last()), (1_010, Some(&0), Some(&1_010)), "measured: {steps:?}");
}

#[test]
fn moved_points_give_the_run_that_they_would_have_given() {
    let mut session = changed_run(Config::default());
    let data = custom(&[([0.5, 0.5], 1.0), ([-0.5, 0.5], -1.0), ([0.5, -0.4], -1.0)]);
    session.apply(Action::EditData(data.clone()));
    assert_eq!((session.step(), session.snapshot().dataset.examples.len()), (420, 3), "the same step, other points");
    let direct = changed_run(Config { data, ..Config::default() });
    assert_eq!(
        (bits(&session), session.now.position),
        (bits(&direct), direct.now.position),
        "as if they had been there"
    );
    assert_eq!(session.snapshot().marks, direct.snapshot().marks, "marks know how many examples were seen");
    session.apply(Action::EditData(custom(&[])));
    assert_eq!((session.step(), session.advance(10)), (0, 0), "without points there is no run");
}

/// Which phase, and after how many steps.
fn phase(session: &Session) -> (&'static str, u64) {
    let name = match session.phase {
        None => "none",
        Some(Phase::Forward) => "forward",
        Some(Phase::Examples(_)) => "examples",
        Some(Phase::Backward) => "backward",
        Some(Phase::Update(_)) => "update",
    };
    (name, session.step())
}

#[test]
fn a_step_can_be_made_phase_by_phase_and_back() {
    let mut session = Session::default();
    session.apply(Action::BackPhase);
    assert_eq!(session.phase, None, "nothing before the start");
    let mut seen = vec![phase(&session)];
    for _ in 0..7 {
        session.apply(Action::Phase);
        seen.push(phase(&session));
    }
    let [first, second] =
        [["forward", "backward"].map(|name| (name, 0)), ["forward", "backward"].map(|name| (name, 1))];
    let expected =
        [("none", 0), first[0], first[1], ("update", 1), second[0], second[1], ("update", 2), ("forward", 2)];
    assert_eq!(seen, expected, "forward, backward, update");
    for expected in expected[..7].iter().rev() {
        session.apply(Action::BackPhase);
        assert_eq!(phase(&session), *expected, "back");
    }
    session.apply(Action::Phase);
    session.apply(Action::SetSgd(SgdSpec { learning_rate: 1.0, ..SgdSpec::default() }));
    assert_eq!(phase(&session), ("forward", 0), "other settings leave the phase");
    session.apply(Action::Step(1));
    assert_eq!(phase(&session), ("none", 1), "a whole step ends it");
}

#[test]
fn after_the_update_gradients_are_those_of_the_step_that_was_made() {
    let mut session = Session::default();
    session.apply(Action::Step(340));
    let before = session.snapshot();
    for _ in 0..3 {
        session.apply(Action::Phase);
    }
    let after = session.snapshot();
    assert_eq!((after.subject().step, &after.subject().next_batch), (340, &before.next_batch), "the step made");
    let gradient = before.gradient(&before.examples(Scope::Batch));
    assert_eq!(after.subject().gradient(&after.subject().examples(Scope::Batch)), gradient, "its gradient");
    assert_eq!(session.step(), 341, "and its outcome");
}

#[test]
fn a_batch_is_gone_through_example_by_example_and_back() {
    let sgd = SgdSpec { batch_size: 3, ..SgdSpec::default() };
    let mut session = Session::new(Config { sgd, ..Config::default() });
    let seen = |session: &Session| (session.step(), session.snapshot().batch().len());
    let forward = [0; 5].map(|_| {
        session.apply(Action::Example);
        seen(&session)
    });
    assert_eq!(forward, [(0, 1), (0, 2), (1, 3), (1, 1), (1, 2)], "the third example makes the step");
    let back = [0; 6].map(|_| {
        session.apply(Action::BackExample);
        seen(&session)
    });
    assert_eq!(back, [(1, 1), (1, 3), (0, 2), (0, 1), (0, 3), (0, 3)], "back to the start, where all is as ever");
    assert_eq!(session.phase, None, "nothing is left half made");
}

/// Plays with a rule until it stops or `most` steps are made, a few steps a time.
fn play(rule: StopRule, slice: u64, most: u64) -> Session {
    let mut session = Session::default();
    session.apply(Action::SetStop(rule));
    session.apply(Action::Play);
    while session.playing() && session.step() < most {
        session.play_on(slice.min(most - session.step()));
    }
    session
}

#[test]
fn playing_stops_where_its_rule_says() {
    let none = StopRule::default();
    for slice in [1, 37, 100_000] {
        let stopped = |rule| {
            let session = play(rule, slice, 20_000);
            (session.step(), session.stopped)
        };
        assert_eq!(stopped(none), (20_000, None), "no rule");
        assert_eq!(stopped(StopRule { step: Some(340), ..none }), (340, Some(Stopped::Step(340))), "a step");
        assert_eq!(stopped(StopRule { epoch: Some(3), ..none }), (480, Some(Stopped::Epoch(3))), "an epoch");
        let (step, why) = stopped(StopRule { loss: Some(0.2), ..none });
        assert!(step % 160 == 0 && step > 0 && why == Some(Stopped::Loss(0.2)), "a loss: {why:?} at {step}");
        let (step, why) = stopped(StopRule { plateau: Some(2), ..none });
        assert!(step % 160 == 0 && why == Some(Stopped::Plateau(2)), "a plateau: {why:?} at {step}");
    }
}

#[test]
fn playing_goes_on_from_where_it_stopped() {
    let mut session = play(StopRule { step: Some(340), ..StopRule::default() }, 100, 1000);
    session.apply(Action::Play);
    session.play_on(100);
    assert_eq!((session.step(), session.stopped, session.playing()), (440, None, true), "the rule is behind");
    session.apply(Action::Rewind);
    session.apply(Action::Step(400));
    assert_eq!(session.step(), 400, "steps that are asked for do not stop");
    assert_eq!(session.stop.step, Some(340), "the rule stays");
}

#[test]
fn a_dragged_point_does_not_move_what_a_stop_rule_measures_by() {
    let rule = StopRule { loss: Some(0.5), ..StopRule::default() };
    let mut session = play(StopRule::default(), 1000, 20_000);
    let loss = session.snapshot().metrics().train_loss;
    assert!(loss < 0.4, "the goal is behind: {loss}");
    session.apply(Action::SetStop(rule));
    session.apply(Action::Play);
    let mut data = session.config().data.clone();
    data.source = Source::Custom(session.dataset.examples.as_slice().into());
    session.apply(Action::EditData(data));
    session.play_on(640);
    assert_eq!((session.stopped, session.playing()), (None, true), "it was below the goal when play was pressed");
    session.apply(Action::SetNetwork(NetworkSpec { seed: 2, ..NetworkSpec::default() }));
    session.play_on(20_000);
    assert_eq!(session.stopped, Some(Stopped::Loss(0.5)), "another run is measured from its own start");
}
