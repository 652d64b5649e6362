//! Points drawn by hand: each edit makes another list of points, and is refused with a reason or done whole.
//!
//! Examples are named by their index in the dataset, training points first. An edit moves none of the others between
//! training and test, but for the one that the share held back asks for. Generated points become points of one's own,
//! in the same order and with the same ones held back.

use std::sync::Arc;

use super::{
    COORDINATE, CUSTOM_POINTS, DataSpec, Example, Names, Points, Portable, Purpose, Source, generate, inverse, places,
    train_count,
};

/// Points of one dab of the brush.
pub const DAB: usize = 4;

/// What is done to a list of points.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// More points: as many of them as there is room for.
    Add(Vec<Example>),
    /// The example of this index lies at another place.
    Move(usize, [f64; 2]),
    /// The example of this index is of the other class.
    Flip(usize),
    /// The example of this index goes.
    Remove(usize),
}

/// The points after an edit.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    /// All of them.
    pub data: DataSpec,
    /// How many.
    pub count: usize,
    /// The index of the example that was edited, of the last one that was added, or of the one that came to stand where
    /// one was removed.
    pub index: usize,
}

/// Why an edit was not done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// There are as many points as there may be.
    Full,
    /// The only point there is cannot go.
    Last,
    /// No example has this index.
    Unknown(usize),
    /// A coordinate that is not finite, or beyond ±[`COORDINATE`].
    Outside(f64),
}

impl Edit {
    /// What `data` becomes. Its share of training points stays.
    pub fn apply(&self, data: &DataSpec) -> Result<Edited, Refusal> {
        let fraction = data.train_fraction;
        let mut examples = generate(data).examples;
        let index = match self {
            Self::Add(points) => add(&mut examples, points, fraction)?,
            &Self::Move(index, x) => {
                let example = examples.get_mut(index).ok_or(Refusal::Unknown(index))?;
                example.x = inside(x)?;
                index
            }
            &Self::Flip(index) => {
                let example = examples.get_mut(index).ok_or(Refusal::Unknown(index))?;
                example.y = -example.y;
                index
            }
            &Self::Remove(index) => {
                if index >= examples.len() {
                    return Err(Refusal::Unknown(index));
                }
                if examples.len() == *CUSTOM_POINTS.start() {
                    return Err(Refusal::Last);
                }
                examples.remove(index);
                index.min(examples.len() - 1)
            }
        };
        let count = examples.len();
        let names = data.source.names().cloned();
        Ok(Edited { data: listed(&examples, fraction, names), count, index })
    }
}

/// Each new point stands last among the training points or last among those held back, as the share asks. Gives the
/// index of the last one.
fn add(examples: &mut Vec<Example>, points: &[Example], fraction: f64) -> Result<usize, Refusal> {
    let room = CUSTOM_POINTS.end().saturating_sub(examples.len());
    let mut last = Err(Refusal::Full);
    for &point in points.iter().take(room) {
        inside(point.x)?;
        let (before, after) = (train_count(examples.len(), fraction), train_count(examples.len() + 1, fraction));
        let index = if after > before { before } else { examples.len() };
        examples.insert(index, point);
        last = Ok(index);
    }
    last
}

/// The list of points whose dataset has just these `examples` in this order: the inverse of the split.
fn listed(examples: &[Example], train_fraction: f64, names: Option<Arc<Names>>) -> DataSpec {
    let indices = inverse(&places(examples.len(), train_fraction));
    let points: Vec<Example> = indices.into_iter().map(|index| examples[index]).collect();
    DataSpec { source: Source::Custom(Points::from(points).named(names)), train_fraction }
}

fn inside(x: [f64; 2]) -> Result<[f64; 2], Refusal> {
    match x.into_iter().find(|coordinate| coordinate.is_nan() || coordinate.abs() > COORDINATE) {
        Some(coordinate) => Err(Refusal::Outside(coordinate)),
        None => Ok(x),
    }
}

/// One dab of the brush: [`DAB`] points with label `y`, evenly spread over the disc of `radius` around `center`. The same
/// `seed` spreads them alike.
pub fn spray(center: [f64; 2], radius: f64, y: f64, seed: u64) -> Vec<Example> {
    let mut rng = Portable::new(seed, Purpose::Brush);
    let mut point = || {
        // The square root spreads points evenly over the area.
        let (reach, angle) = (radius * libm::sqrt(rng.uniform()), std::f64::consts::TAU * rng.uniform());
        Example { x: [center[0] + reach * libm::cos(angle), center[1] + reach * libm::sin(angle)], y }
    };
    (0..DAB).map(|_| point()).collect()
}

/// A coordinate as a hand can mean it in a view of this `side`: a multiple of the power of ten that is at most a
/// thousandth of the side. Links stay short and lists readable.
pub fn rounded(coordinate: f64, side: f64) -> f64 {
    let exponent = libm::floor(libm::log10(side / 1000.0)) as i32;
    // Powers of ten from 1 up are exact, so the quotient is the decimal number nearest to what is meant.
    let power = 10_f64.powi(exponent.abs());
    let result = if exponent < 0 { (coordinate * power).round() / power } else { (coordinate / power).round() * power };
    // −0 is written with a sign.
    if result == 0.0 { 0.0 } else { result }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Dataset, Kind};
    use proptest::prelude::*;

    const POINT: Example = Example { x: [0.25, -0.5], y: -1.0 };

    fn spec(points: usize, train_fraction: f64) -> DataSpec {
        let source = Source::Generated { kind: Kind::Spiral, points, noise: 0.04, seed: 3 };
        DataSpec { source, train_fraction }
    }

    fn after(edit: &Edit, data: &DataSpec) -> (Edited, Dataset) {
        let edited = edit.apply(data).expect("this edit is possible");
        let dataset = generate(&edited.data);
        (edited, dataset)
    }

    #[test]
    fn generated_points_keep_their_order_and_their_part() {
        let data = spec(50, 0.7);
        let before = generate(&data);
        let (edited, dataset) = after(&Edit::Move(4, [0.5, 0.5]), &data);
        assert!(matches!(edited.data.source, Source::Custom(_)), "they are one's own now");
        assert_eq!((dataset.train, edited.count), (before.train, 50), "as many are held back");
        for (index, (old, new)) in before.examples.iter().zip(&dataset.examples).enumerate() {
            let expected = if index == 4 { Example { x: [0.5, 0.5], ..*old } } else { *old };
            assert_eq!(*new, expected, "example {index}");
        }
    }

    #[test]
    fn a_new_point_is_where_the_answer_says() {
        for fraction in [0.1, 0.5, 0.8, 1.0] {
            let mut data = spec(20, fraction);
            for number in 0..12 {
                let (edited, dataset) = after(&Edit::Add(vec![POINT]), &data);
                assert_eq!(dataset.examples[edited.index], POINT, "point {number} of {fraction}");
                assert_eq!(edited.count, 21 + number, "one more");
                data = edited.data;
            }
        }
    }

    #[test]
    fn flipping_twice_and_moving_back_change_nothing() {
        let data = Edit::Flip(7).apply(&spec(30, 0.8)).unwrap().data;
        let twice = Edit::Flip(7).apply(&Edit::Flip(7).apply(&data).unwrap().data).unwrap().data;
        assert_eq!(twice, data, "flipped twice");
        let x = generate(&data).examples[9].x;
        let away = Edit::Move(9, [0.0, 0.0]).apply(&data).unwrap().data;
        assert_eq!(Edit::Move(9, x).apply(&away).unwrap().data, data, "moved there and back");
    }

    #[test]
    fn what_cannot_be_done_is_refused() {
        let names = Arc::new(Names { axes: ["long", "wide"].map(str::to_owned), ..Names::default() });
        let points = Points::from([POINT]).named(Some(names.clone()));
        let one = DataSpec { source: Source::Custom(points), train_fraction: 0.8 };
        let moved = Edit::Move(0, [0.0; 2]).apply(&one).expect("a point").data;
        assert!(matches!(&moved.source, Source::Custom(points) if points.names() == Some(&names)), "names stay");
        let full = DataSpec { source: Source::Custom(vec![POINT; 4999].into()), train_fraction: 0.8 };
        let (last, _) = after(&Edit::Add(vec![POINT; 3]), &full);
        assert_eq!(last.count, 5000, "as many as there is room for");
        for (edit, data, refusal) in [
            (Edit::Remove(0), &one, Refusal::Last),
            (Edit::Remove(1), &one, Refusal::Unknown(1)),
            (Edit::Flip(1), &one, Refusal::Unknown(1)),
            (Edit::Move(1, [0.0, 0.0]), &one, Refusal::Unknown(1)),
            (Edit::Move(0, [0.0, 2e6]), &one, Refusal::Outside(2e6)),
            (Edit::Move(0, [f64::INFINITY, 0.0]), &one, Refusal::Outside(f64::INFINITY)),
            (Edit::Add(vec![POINT]), &last.data, Refusal::Full),
        ] {
            assert_eq!(edit.apply(data), Err(refusal), "{edit:?}");
        }
        let nan = Edit::Move(0, [f64::NAN, 0.0]).apply(&one);
        assert!(matches!(nan, Err(Refusal::Outside(_))), "NaN: {nan:?}");
    }

    #[test]
    fn a_set_of_ones_own_begins_from_nothing() {
        let nothing = DataSpec { source: Source::Custom([].into()), train_fraction: 0.8 };
        let (edited, dataset) = after(&Edit::Add(vec![POINT]), &nothing);
        assert_eq!((edited.index, dataset.train()), (0, &[POINT][..]), "the first point is trained on");
    }

    #[test]
    fn the_brush_sprays_alike_within_its_radius() {
        let dab = spray([0.5, -0.5], 0.1, 1.0, 7);
        assert_eq!(dab, spray([0.5, -0.5], 0.1, 1.0, 7), "the same seed");
        assert_ne!(dab, spray([0.5, -0.5], 0.1, 1.0, 8), "another seed");
        assert_eq!(dab.len(), DAB, "points of a dab");
        for point in dab {
            assert!((point.x[0] - 0.5).hypot(point.x[1] + 0.5) <= 0.1 + 1e-12, "{point:?} lies outside");
            assert_eq!(point.y, 1.0, "its label");
        }
    }

    #[test]
    fn coordinates_by_hand_are_short() {
        for (coordinate, side, expected) in [
            (0.312_345, 2.4, "0.312"),
            (-0.000_4, 2.4, "0"),
            (-1.199_9, 2.4, "-1.2"),
            (1234.567, 2500.0, "1235"),
            (123_456.7, 2e6, "123000"),
            (0.012_34, 0.05, "0.01234"),
        ] {
            assert_eq!(rounded(coordinate, side).to_string(), expected, "{coordinate} in a view of {side}");
        }
    }

    fn any_edit() -> impl Strategy<Value = Edit> {
        let x = || [-1.0..1.0, -1.0..1.0];
        let point = || (x(), any::<bool>()).prop_map(|(x, plus)| Example { x, y: if plus { 1.0 } else { -1.0 } });
        prop_oneof![
            prop::collection::vec(point(), 1..5).prop_map(Edit::Add),
            (0..12_usize, x()).prop_map(|(index, x)| Edit::Move(index, x)),
            (0..12_usize).prop_map(Edit::Flip),
            (0..12_usize).prop_map(Edit::Remove),
        ]
    }

    proptest! {
        #[test]
        fn edits_move_at_most_one_other_between_train_and_test(
            edits in prop::collection::vec(any_edit(), 1..20),
            fraction in 0.1..=1.0_f64,
        ) {
            let mut data = spec(10, fraction);
            for edit in edits {
                let Ok(edited) = edit.apply(&data) else { continue };
                let (before, after) = (generate(&data), generate(&edited.data));
                prop_assert_eq!(after.examples.len(), edited.count);
                prop_assert_eq!(after.train, train_count(edited.count, fraction));
                let lost = before.train().iter().filter(|example| !after.train().contains(example)).count();
                prop_assert!(lost <= 1, "{:?} took {} points out of the training points", edit, lost);
                data = edited.data;
            }
        }
    }
}
