//! Random documents, for the tests of documents and links.

use std::{fmt::Debug, sync::Arc, vec};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    Document, Expected,
    fields::{self, Field, Visitor},
};
use crate::{
    Named,
    data::{DataSpec, Example, Kind, Points, SEED, Source},
    nn::{ParameterId, Parameters},
    training::{Config, Mark, Past, SgdSpec},
};

/// Notes what each field takes.
#[derive(Default)]
struct Asking(Vec<(Field, Expected)>);

impl Visitor for Asking {
    /// What no field takes.
    fn visit(&mut self, _: Field, _: Value) -> Option<Value> {
        Some(json!({}))
    }

    fn refuse(&mut self, field: Field, _: &Value, expected: Expected) {
        self.0.push((field, expected));
    }
}

/// Gives each field what it asked for, in turn.
struct Answering(vec::IntoIter<Value>);

impl Visitor for Answering {
    fn visit(&mut self, _: Field, _: Value) -> Option<Value> {
        self.0.next()
    }

    /// None, of a field that always has a value: its default stays.
    fn refuse(&mut self, field: Field, found: &Value, _: Expected) {
        assert!(found.is_null(), "{found} for {}", field.key);
    }
}

/// What a field may be told.
fn any_answer(expected: &Expected) -> BoxedStrategy<Value> {
    let some = match expected.clone() {
        Expected::Flag => any::<bool>().prop_map(Value::from).boxed(),
        Expected::Whole(range) => range.prop_map(Value::from).boxed(),
        Expected::Number(range) => range.prop_map(Value::from).boxed(),
        Expected::OneOf(names) => prop::sample::select(names).prop_map(Value::from).boxed(),
        Expected::Names(length) => {
            let name = prop::string::string_regex(&format!("[a-z1 .&=\"é]{{0,{length}}}")).expect("it is one");
            prop::collection::vec(name, 4).prop_map(Value::from).boxed()
        }
        Expected::Parameter(hidden) => (0..Parameters::count(hidden))
            .prop_map(move |k| ParameterId::from_index(k, hidden).to_string().into())
            .boxed(),
        Expected::Speed(range) => prop_oneof![Just(Value::from("max")), range.prop_map(Value::from)].boxed(),
        other => panic!("no field takes {other:?}"),
    };
    prop_oneof![1 => Just(Value::Null), 4 => some].boxed()
}

/// The fields that `visit` goes over, with what each takes.
pub(super) fn asked<T>(mut value: T, visit: impl Fn(&mut dyn Visitor, &mut T)) -> Vec<(Field, Expected)> {
    let mut asking = Asking::default();
    visit(&mut asking, &mut value);
    asking.0
}

/// `usual` with any values of the fields that `visit` goes over.
pub(super) fn any_of<T: Clone + Debug>(
    usual: T,
    visit: impl Fn(&mut dyn Visitor, &mut T) + 'static,
) -> impl Strategy<Value = T> {
    let answers: Vec<_> = asked(usual.clone(), &visit).iter().map(|(_, expected)| any_answer(expected)).collect();
    answers.prop_map(move |answers| {
        let mut drawn = usual.clone();
        visit(&mut Answering(answers.into_iter()), &mut drawn);
        drawn
    })
}

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

fn any_points() -> impl Strategy<Value = Points> {
    let y = |plus| if plus { 1.0 } else { -1.0 };
    let drawn = (-120..120_i32).prop_map(|hundredths| f64::from(hundredths) / 100.0);
    let coordinate = prop_oneof![drawn, -1e6..1e6_f64, Just(-0.0)];
    let point =
        (-2.0..2.0_f64, coordinate, any::<bool>()).prop_map(move |(x1, x2, plus)| Example { x: [x1, x2], y: y(plus) });
    let hand = (-1200..1200_i32, -12000..12000_i32, any::<bool>())
        .prop_map(move |(x1, x2, plus)| Example { x: [f64::from(x1) / 1000.0, f64::from(x2) / 10000.0], y: y(plus) });
    prop_oneof![prop::collection::vec(point, 1..9), prop::collection::vec(hand, 1..20)].prop_map(Points::from)
}

/// Any values of all fields, with data of either kind.
fn any_settings() -> impl Strategy<Value = Document> {
    let with = |data| {
        let config = Config { data, ..Config::default() };
        any_of(Document { config, ..Document::default() }, fields::document)
    };
    let generated = (with(DataSpec::default()), prop::sample::select(Kind::ALL)).prop_map(|(mut document, drawn)| {
        if let Source::Generated { kind, .. } = &mut document.config.data.source {
            *kind = drawn;
        }
        document
    });
    let custom = (with(DataSpec::own([])), any_points()).prop_map(|(mut document, points)| {
        let source = &mut document.config.data.source;
        *source = Source::Custom(points.named(source.names().cloned()));
        document
    });
    prop_oneof![generated, custom]
}

/// Something that comes into force: so many steps and examples later, other settings, other parameters.
fn any_change(hidden: usize) -> impl Strategy<Value = (u64, u64, SgdSpec, Vec<(ParameterId, f64)>)> {
    let edit = (0..Parameters::count(hidden), any_parameter());
    let edits = prop::collection::btree_map(edit.0, edit.1, 0..3).prop_map(move |edits| {
        edits.into_iter().map(|(k, value)| (ParameterId::from_index(k, hidden), value)).collect()
    });
    (1..300_u64, 0..1_000_000_u64, any_of(SgdSpec::default(), fields::sgd), edits)
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

/// Any document that can be read: one without parameters is at step 0 and has no past.
pub(crate) fn any_document() -> impl Strategy<Value = Document> {
    let start = prop::option::of(any_hidden().prop_flat_map(any_parameters));
    (any_settings(), start).prop_flat_map(|(mut document, start)| {
        let has_start = start.is_some();
        document.config.start_step = if has_start { document.config.start_step % 1_000_000 } else { 0 };
        document.config.network.start = start;
        document.adopt_width();
        let past = prop::option::of(any_past(&document.config));
        past.prop_map(move |past| Document { past: past.filter(|_| has_start), ..document.clone() })
    })
}
