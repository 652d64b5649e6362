//! Datasets, their generators, and the one seeded portable random generator.
//!
//! Whatever the request, a dataset comes out: numbers out of their range are brought into it, because refusing with a
//! message is the business of the rooms that read what people wrote (`state`).

pub mod edit;
mod kind;
mod points;
mod portable;
pub mod table;

use std::{ops::RangeInclusive, sync::Arc};

use kind::Class;
pub use kind::Kind;
pub use points::{Names, Points};
pub use portable::{Portable, Purpose};

/// How many points a generated dataset may have.
pub const POINTS: RangeInclusive<usize> = 2..=1000;
/// Standard deviation of the displacement of each coordinate, in the units of the axes.
pub const NOISE: RangeInclusive<f64> = 0.0..=0.5;
/// Seeds are the whole numbers that JSON and a JavaScript number hold exactly.
pub const SEED: RangeInclusive<u64> = 0..=(1 << 53) - 1;
/// Share of the points that is trained on; the rest is held back for testing.
pub const TRAIN_FRACTION: RangeInclusive<f64> = 0.1..=1.0;
/// How many points of their own people may bring.
pub const CUSTOM_POINTS: RangeInclusive<usize> = 1..=5000;
/// Largest absolute coordinate of a point of people's own.
pub const COORDINATE: f64 = 1e6;
/// Every coordinate of a generated point lies within ±`EXTENT`, whatever the noise: inside the view of ±1.2, not on its edge.
pub const EXTENT: f64 = 1.15;

/// One labelled point of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// (x₁, x₂).
    pub x: [f64; 2],
    /// The label Y: −1 or +1.
    pub y: f64,
}

/// Labelled points: those to train on, then those held back for testing.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// Training points, then test points.
    pub examples: Vec<Example>,
    /// How many of the examples are trained on, from the first.
    pub train: usize,
    /// The place that each example had in the list that was given; as they stand for generated data.
    /// Every place from 0 on is there once.
    pub places: Vec<usize>,
}

impl Dataset {
    /// The points trained on. At least one, unless there are no points at all.
    pub fn train(&self) -> &[Example] {
        &self.examples[..self.train]
    }

    /// The points held back. May be empty.
    pub fn test(&self) -> &[Example] {
        &self.examples[self.train..]
    }

    /// The number by which everybody calls the example at `index`: its place in the list that was given.
    pub fn number(&self, index: usize) -> usize {
        self.places.get(index).copied().unwrap_or(index)
    }

    /// All examples in the order in which they were given.
    pub fn in_order_given(&self) -> Vec<Example> {
        self.indices_in_order_given().into_iter().map(|index| self.examples[index]).collect()
    }

    /// Where the examples stand now, in the order in which they were given.
    pub fn indices_in_order_given(&self) -> Vec<usize> {
        inverse(&self.places)
    }

    /// Where the example stands that had this `place` in the list that was given.
    pub fn index_of(&self, place: usize) -> Option<usize> {
        self.places.iter().position(|&given| given == place)
    }
}

/// Which points, and how many of them are trained on.
#[derive(Clone, Debug, PartialEq)]
pub struct DataSpec {
    /// Where the points come from.
    pub source: Source,
    /// Share of the points that is trained on, see [`TRAIN_FRACTION`]. Rounded to whole points, at least one.
    pub train_fraction: f64,
}

impl Default for DataSpec {
    fn default() -> Self {
        Self { source: Source::Generated { kind: Kind::Xor, points: 200, noise: 0.1, seed: 1 }, train_fraction: 0.8 }
    }
}

impl DataSpec {
    /// Points of people's own, all of them trained on.
    pub fn own(points: impl Into<Points>) -> Self {
        Self { source: Source::Custom(points.into()), train_fraction: 1.0 }
    }

    /// How many points there are to train on.
    pub fn train_count(&self) -> usize {
        let points = match &self.source {
            Source::Generated { points, .. } => *points,
            Source::Custom(points) => points.len(),
        };
        train_count(points, self.train_fraction)
    }
}

/// Where points come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Drawn from a shape.
    Generated {
        /// The shape.
        kind: Kind,
        /// How many, see [`POINTS`]: half of each class, and one more of either where the number is odd.
        points: usize,
        /// Standard deviation of the displacement of each coordinate, in the units of the axes, see [`NOISE`].
        noise: f64,
        /// The same seed gives the same points, to the bit, on every machine.
        seed: u64,
    },
    /// People's own, see [`CUSTOM_POINTS`].
    Custom(Points),
}

impl Source {
    /// What people call coordinates and classes, where the points are their own and have names.
    pub fn names(&self) -> Option<&Arc<Names>> {
        match self {
            Self::Custom(points) => points.names(),
            Self::Generated { .. } => None,
        }
    }
}

/// The points that `spec` describes.
///
/// Numbers out of their range are brought into it. No points at all give an empty dataset.
pub fn generate(spec: &DataSpec) -> Dataset {
    match &spec.source {
        &Source::Generated { kind, points, noise, seed } => {
            let examples = draw(kind, points.clamp(*POINTS.start(), *POINTS.end()), within(noise, &NOISE), seed);
            let places = (0..examples.len()).collect();
            Dataset { train: train_count(examples.len(), spec.train_fraction), examples, places }
        }
        Source::Custom(given) => split(given, spec.train_fraction),
    }
}

/// How many of `points` are trained on: at least one, if there are any.
pub fn train_count(points: usize, train_fraction: f64) -> usize {
    let wanted = (points as f64 * within(train_fraction, &TRAIN_FRACTION)).round() as usize;
    wanted.clamp(1.min(points), points)
}

fn draw(kind: Kind, points: usize, noise: f64, seed: u64) -> Vec<Example> {
    let mut rng = Portable::new(seed, Purpose::Points);
    let pairs = points.div_ceil(2);
    let plus = along(pairs, &mut rng);
    let minus = along(pairs, &mut rng);
    let mut examples = Vec::with_capacity(2 * pairs);
    for index in 0..pairs {
        // One of each class in random order: any share of the points is then balanced, and no order is learnt.
        let first = if rng.below(2) == 0 { Class::Plus } else { Class::Minus };
        for class in [first, first.other()] {
            let along = if class == Class::Plus { plus[index] } else { minus[index] };
            let x = displaced(kind, class, index, along, noise, &mut rng);
            examples.push(Example { x, y: class.label() });
        }
    }
    examples.truncate(points);
    examples
}

/// One number from each `count`-th part of [0, 1), in random order.
fn along(count: usize, rng: &mut Portable) -> Vec<f64> {
    let mut values: Vec<f64> = (0..count).map(|part| (part as f64 + rng.uniform()) / count as f64).collect();
    rng.shuffle(&mut values);
    values
}

/// A point of the shape, moved by noise; drawn again where it would leave the picture.
fn displaced(kind: Kind, class: Class, index: usize, along: f64, noise: f64, rng: &mut Portable) -> [f64; 2] {
    loop {
        let clean = kind.place(class, index, along, rng);
        let moved = clean.map(|coordinate| coordinate + noise * rng.normal());
        if moved.iter().all(|coordinate| coordinate.abs() <= EXTENT) {
            return moved;
        }
    }
}

/// Holds points back without changing the order of the rest, so that training without shuffling follows the order given.
fn split(given: &[Example], train_fraction: f64) -> Dataset {
    let places = places(given.len(), train_fraction);
    let train = train_count(given.len(), train_fraction);
    Dataset { examples: places.iter().map(|&place| given[place]).collect(), train, places }
}

/// The places in a list of `count` points of those that are trained on, then of those held back.
///
/// Which ones is drawn by each point's place: people list one class after the other, and a test set of the last points
/// would then be of one class. A point that is added later moves few others between the sets.
fn places(count: usize, train_fraction: f64) -> Vec<usize> {
    let train = train_count(count, train_fraction);
    // Numbers that are not negative are in the order of their bits.
    let drawn = |place: usize| Portable::new(place as u64, Purpose::Split).uniform().to_bits();
    let lots: Vec<u64> = (0..count).map(drawn).collect();
    let mut ranked = lots.clone();
    ranked.sort_unstable();
    // No two places draw the same lot.
    let last = train.checked_sub(1).map(|last| ranked[last]);
    let (trained, held_back): (Vec<usize>, Vec<usize>) = (0..count).partition(|&place| Some(lots[place]) <= last);
    [trained, held_back].concat()
}

/// Where each place stands in `places`, which has every place from 0 on once.
fn inverse(places: &[usize]) -> Vec<usize> {
    let mut indices = vec![0; places.len()];
    for (index, &place) in places.iter().enumerate() {
        indices[place] = index;
    }
    indices
}

/// `value` brought into `range`; its start for NaN.
fn within(value: f64, range: &RangeInclusive<f64>) -> f64 {
    if value.is_nan() { *range.start() } else { value.clamp(*range.start(), *range.end()) }
}

#[cfg(test)]
mod tests;
