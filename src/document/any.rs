//! Random documents, for the tests of documents and links.

use std::sync::Arc;

use proptest::prelude::*;

use super::Document;
use crate::{
    Named,
    check::{CheckSpec, Precision, Scheme},
    data::{DataSpec, Example, Kind, Names, Points, SEED, Source},
    nn::{Bug, Initialization, ParameterId, Parameters, Reduction},
    training::{Config, Mark, NetworkSpec, PLATEAU, Past, STEP, STOP_LOSS, SgdSpec, StopRule},
};

/// Numbers of every size that the loss of a small network survives.
fn any_parameter() -> impl Strategy<Value = f64> {
    prop_oneof![-3.0..3.0_f64, -1e70..1e70_f64, Just(0.0), Just(-0.0), Just(5e-324), Just(1.0 / 3.0)]
}

fn any_hidden() -> impl Strategy<Value = usize> {
    prop_oneof![30 => 1..6_usize, 1 => 1..=64_usize]
}

fn any_parameters(hidden: usize) -> impl Strategy<Value = Arc<Parameters>> {
    let decimals = (-3000..3000_i32).prop_map(|thousandths| f64::from(thousandths) / 1000.0).boxed();
    let numbers = prop_oneof![any_parameter().boxed(), decimals];
    prop::collection::vec(numbers, Parameters::count(hidden)).prop_map(move |mut flat| {
        flat.truncate(Parameters::count(hidden));
        Arc::new(Parameters::from_flat(hidden, flat).expect("as many as are counted"))
    })
}

fn any_data() -> impl Strategy<Value = DataSpec> {
    let points = prop_oneof![20 => 2..30_usize, 1 => 2..=1000_usize];
    let generated = (prop::sample::select(Kind::ALL), points, 0.0..=0.5_f64, SEED)
        .prop_map(|(kind, points, noise, seed)| Source::Generated { kind, points, noise, seed });
    let drawn = (-120..120_i32).prop_map(|hundredths| f64::from(hundredths) / 100.0);
    let coordinate = prop_oneof![drawn, -1e6..1e6_f64, Just(-0.0)];
    let point = (-2.0..2.0_f64, coordinate, any::<bool>())
        .prop_map(|(x1, x2, plus)| Example { x: [x1, x2], y: if plus { 1.0 } else { -1.0 } });
    let hand = (-1200..1200_i32, -12000..12000_i32, any::<bool>()).prop_map(|(x1, x2, plus)| Example {
        x: [f64::from(x1) / 1000.0, f64::from(x2) / 10000.0],
        y: if plus { 1.0 } else { -1.0 },
    });
    let custom = prop_oneof![prop::collection::vec(point, 1..9), prop::collection::vec(hand, 1..20)];
    let name = || "[a-z1 .&=\"é]{0,31}";
    let names = prop::option::of([name(), name(), name(), name()].prop_map(|all| Arc::new(Names::of(all))));
    let custom = (custom, names).prop_map(|(points, names)| Source::Custom(Points::from(points).named(names)));
    (prop_oneof![generated, custom], 0.1..=1.0_f64)
        .prop_map(|(source, train_fraction)| DataSpec { source, train_fraction })
}

prop_compose! {
    fn any_sgd()(
        learning_rate in 0.0..=1e6_f64, batch_size in 1..=5000_usize, shuffle in any::<bool>(),
        reduction in prop::sample::select(Reduction::ALL), l2 in 0.0..=1e6_f64,
        bug in prop::option::of(prop::sample::select(Bug::ALL)),
    ) -> SgdSpec {
        SgdSpec { learning_rate, batch_size, shuffle, reduction, l2, bug }
    }
}

prop_compose! {
    fn any_check()(
        delta in 1e-15..=1.0_f64, scheme in prop::sample::select(Scheme::ALL), rtol in 0.0..=1.0_f64,
        atol in 0.0..=1.0_f64, precision in prop::sample::select(Precision::ALL),
    ) -> CheckSpec {
        CheckSpec { delta, scheme, rtol, atol, precision }
    }
}

prop_compose! {
    fn any_stop()(
        step in prop::option::of(STEP), epoch in prop::option::of(STEP), loss in prop::option::of(STOP_LOSS),
        plateau in prop::option::of(PLATEAU),
    ) -> StopRule {
        StopRule { step, epoch, loss, plateau }
    }
}

/// Something that comes into force: so many steps and examples later, other settings, other parameters.
fn any_change(hidden: usize) -> impl Strategy<Value = (u64, u64, SgdSpec, Vec<(ParameterId, f64)>)> {
    let edit = (0..Parameters::count(hidden), any_parameter());
    let edits = prop::collection::btree_map(edit.0, edit.1, 0..3).prop_map(move |edits| {
        edits.into_iter().map(|(k, value)| (ParameterId::from_index(k, hidden), value)).collect()
    });
    (1..300_u64, 0..1_000_000_u64, any_sgd(), edits)
}

/// A past that leads to `config`, the present: a short one.
fn any_past(config: &Config) -> impl Strategy<Value = Past> + use<> {
    let (hidden, end, present) = (config.network.hidden, config.start_step, config.sgd);
    let changes = prop::collection::vec(any_change(hidden), 1..4);
    (0..800_u64, SEED, prop::option::of(any_parameters(hidden)), changes).prop_map(
        move |(steps, position, start, changes)| {
            let step = end.saturating_sub(steps);
            // A later position than a JavaScript number holds would not be read.
            let position = position / 2;
            let mut marks = Vec::<Mark>::new();
            for (later, more, sgd, edits) in changes {
                let (step, position) = marks.last().map_or((step, position), |m| (m.step + later, m.position + more));
                marks.extend((step <= end).then_some(Mark { step, position, sgd, edits }));
            }
            if let Some(last) = marks.last_mut() {
                last.sgd = present;
            }
            Past { step, position, start, marks: Arc::new(marks) }
        },
    )
}

prop_compose! {
    fn any_config()(hidden in any_hidden(), has_start in any::<bool>())(
        data in any_data(), sgd in any_sgd(), hidden in Just(hidden), has_start in Just(has_start),
        start in any_parameters(hidden), initialization in prop::sample::select(Initialization::ALL), seed in SEED,
        step in 0..1_000_000_u64, start_position in prop::option::of(SEED),
    ) -> Config {
        let start_step = if has_start { step } else { 0 };
        let network = NetworkSpec { hidden, initialization, seed, start: has_start.then_some(start) };
        Config { data, network, sgd, start_step, start_position }
    }
}

/// Any document that can be read: one without parameters is at step 0 and has no past.
pub(crate) fn any_document() -> impl Strategy<Value = Document> {
    (any_config(), any_check(), any_stop()).prop_flat_map(|(config, check, stop)| {
        let past = prop::option::of(any_past(&config));
        past.prop_map(move |past| {
            let past = past.filter(|_| config.network.start.is_some());
            Document { config: config.clone(), check, past, stop }
        })
    })
}
