//! Going back, and what a change in the middle of a run does to what came after.

use proptest::prelude::*;

use super::{
    tests::{any_config, bits, diverging},
    *,
};

/// What a session's step is: its parameters and the settings that the next step follows.
fn here(session: &Session) -> (u64, u64, Vec<u64>, SgdSpec) {
    (session.step(), session.now.position, bits(session), session.config.sgd)
}

#[test]
fn going_back_and_forward_gives_the_same_bits() {
    let mut session = Session::default();
    session.advance(5000);
    let (end, history) = (here(&session), session.snapshot().history);
    session.apply(Action::Back(1000));
    let mut direct = Session::default();
    direct.advance(4000);
    assert_eq!(here(&session), here(&direct), "1,000 steps back");
    assert_eq!((session.snapshot().end, session.advance(1000)), (5000, 1000), "the run is as long as it was");
    assert_eq!((here(&session), session.snapshot().history), (end, history), "and forward again");
    session.apply(Action::Back(u64::MAX));
    assert_eq!(bits(&session), bits(&Session::default()), "no further back than the start");
    session.apply(Action::Seek(u64::MAX));
    assert_eq!(session.step(), 5000, "no further than the run went");
}

#[test]
fn other_settings_leave_a_mark_and_forget_what_came_after() {
    let mut session = Session::default();
    let other = SgdSpec { learning_rate: 0.3, shuffle: false, batch_size: 4, ..SgdSpec::default() };
    session.advance(300);
    session.apply(Action::SetSgd(other));
    session.advance(300);
    let end = here(&session);
    session.apply(Action::Seek(299));
    assert_eq!(session.config.sgd, SgdSpec::default(), "the settings that were in force");
    session.apply(Action::Step(301));
    assert_eq!(here(&session), end, "the change of settings is part of the run");
    assert_eq!(session.snapshot().marks.iter().map(|mark| mark.step).collect::<Vec<_>>(), [0, 300], "marks");

    session.apply(Action::Seek(450));
    session.apply(Action::SetSgd(SgdSpec::default()));
    let snapshot = session.snapshot();
    assert_eq!((snapshot.end, snapshot.marks.len()), (450, 3), "what came after is gone");
    assert!(snapshot.history.points().iter().all(|point| point.step <= 450), "from the history too");
}

#[test]
fn back_by_epochs_stops_where_epochs_begin() {
    let mut session =
        Session::new(Config { sgd: SgdSpec { batch_size: 7, ..SgdSpec::default() }, ..Config::default() });
    session.advance(60);
    let stops = [0; 4].map(|_| {
        session.apply(Action::BackEpoch);
        session.step()
    });
    assert_eq!(stops, [46, 23, 0, 0], "320 and 160 examples are seen after 46 and 23 batches of 7");
}

#[test]
fn divergence_is_found_again_after_going_back() {
    let mut session = Session::new(diverging());
    session.advance(1_000_000);
    let (end, diverged) = (here(&session), session.diverged());
    session.apply(Action::Back(100));
    assert_eq!(session.diverged(), None, "not here");
    session.advance(1_000_000);
    assert_eq!((here(&session), session.diverged()), (end, diverged), "but at the same step");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_step_is_reached_again(
        config in any_config(),
        runs in prop::collection::vec((1..120_u64, 1..20_usize, any::<bool>()), 1..5),
        sought in prop::collection::vec(0..500_u64, 1..12),
        spacing in 1..2000_u64,
    ) {
        let mut session = Session::new(config);
        session.timeline.limit(spacing, 4096);
        let mut seen = vec![here(&session)];
        for (steps, batch_size, shuffle) in runs {
            session.apply(Action::SetSgd(SgdSpec { batch_size, shuffle, ..session.config.sgd }));
            seen.pop();
            seen.push(here(&session));
            for _ in 0..steps {
                if session.advance(1) == 1 {
                    seen.push(here(&session));
                }
            }
        }
        let last = session.step();
        for step in sought {
            session.apply(Action::Seek(step));
            prop_assert_eq!(&here(&session), &seen[step.min(last) as usize]);
        }
    }
}

#[test]
fn a_seek_in_slices_is_the_same_seek() {
    let mut session = Session::default();
    session.advance(3_000_000);
    let mut whole = session.clone();
    for step in [1_234_567, 0, 2_999_999, 3_000_000, u64::MAX] {
        whole.apply(Action::Seek(step));
        let mut slices = 1;
        while !session.seek_on(step, 5_000) {
            slices += 1;
            assert!(slices < 1_000, "it arrives");
        }
        assert_eq!((session.step(), bits(&session)), (whole.step(), bits(&whole)), "step {step}, {slices} slices");
    }
}
