//! The right answers, and classic wrong ones, computed by `backprop` and by loops that know nothing of any answer's code.
//!
//! A [`Family`] is a forward and backward pass that exercises ask about. Its [`Slot`]s say which numbers are free; from
//! these it makes a [`Scene`]: what is given, every quantity of the pass, and what classic mistakes would give.

mod deep;
mod dense;
mod mistake;
mod scene;
mod sigmoid;
mod tensor;
mod two_layer;

pub use mistake::Mistake;
pub use scene::{CONDITIONS, Condition, Entry, Factor, Given, Scene};
pub use tensor::Tensor;

pub(crate) use scene::{named, of_name};

use backprop::data::Portable;

/// A pass that exercises ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Seed 003: one example through a `ReLU` layer and an output, logistic loss. Sizes: d inputs, h hidden units.
    TwoLayer,
    /// Seed 000: a dense layer. Sizes: n examples, inputs, outputs.
    Dense,
    /// Seed 002: sigmoid with half squared error. Sizes: n examples, outputs.
    Sigmoid,
    /// Seed 001: K hidden `ReLU` layers with least squares, columns. Sizes: the widths from the input to the output.
    Deep,
}

/// How the numbers of a slot are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// From the normal distribution.
    Normal,
    /// −1 or +1.
    Label,
    /// Between 0.1 and 2.
    Positive,
}

/// Numbers that are free: an array that an answer is given.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Its name; of a list, the list's.
    pub name: String,
    /// Its shape.
    pub shape: Vec<usize>,
    /// How it is drawn.
    pub draw: Draw,
}

impl Slot {
    pub(crate) fn new(name: &str, shape: &[usize], draw: Draw) -> Self {
        Self { name: name.to_owned(), shape: shape.to_vec(), draw }
    }

    /// How many numbers.
    pub fn count(&self) -> usize {
        self.shape.iter().product()
    }
}

/// The free numbers as arrays, slot after slot. Panics where they are fewer than the slots have.
pub(crate) fn filled(slots: &[Slot], values: &[f64]) -> Vec<Tensor> {
    let mut rest = values;
    let take = |slot: &Slot| {
        let (own, after) = rest.split_at(slot.count());
        rest = after;
        Tensor::new(&slot.shape, own.to_vec())
    };
    slots.iter().map(take).collect()
}

/// The arrays of slots as what an answer is given.
pub(crate) fn given(slots: &[Slot], arrays: &[Tensor]) -> Vec<(String, Given)> {
    slots.iter().zip(arrays).map(|(slot, array)| (slot.name.clone(), Given::One(array.clone()))).collect()
}

/// Every choice of so many sizes from 1 to `most`.
pub(crate) fn grid(axes: usize, most: usize) -> Vec<Vec<usize>> {
    (0..axes).fold(vec![vec![]], |all: Vec<Vec<usize>>, _| {
        let longer = |sizes: Vec<usize>| (1..=most).map(move |size| [sizes.clone(), vec![size]].concat());
        all.into_iter().flat_map(longer).collect()
    })
}

/// Sizes, and what is changed in the numbers that were drawn for them.
pub(crate) type Edge = (Vec<usize>, fn(&[usize], &mut [f64]));

impl Draw {
    /// One number.
    pub fn number(self, random: &mut Portable) -> f64 {
        match self {
            Self::Normal => random.normal(),
            Self::Label => [-1.0, 1.0][random.below(2) as usize],
            Self::Positive => 0.1 + 1.9 * random.uniform(),
        }
    }

    /// The small whole numbers that a counterexample is made of, the simplest first.
    pub const fn small(self) -> &'static [f64] {
        match self {
            Self::Normal => &[0.0, 1.0, -1.0, 2.0, -2.0],
            Self::Label => &[1.0, -1.0],
            Self::Positive => &[1.0, 2.0, 3.0],
        }
    }
}

impl Family {
    /// The free numbers at these sizes.
    pub fn slots(self, sizes: &[usize]) -> Vec<Slot> {
        match self {
            Self::TwoLayer => two_layer::slots(sizes),
            Self::Dense => dense::slots(sizes),
            Self::Sigmoid => sigmoid::slots(sizes),
            Self::Deep => deep::slots(sizes),
        }
    }

    /// Everything that follows from the free numbers, slot after slot: as many as the slots have.
    pub fn scene(self, sizes: &[usize], values: &[f64]) -> Scene {
        match self {
            Self::TwoLayer => two_layer::scene(sizes, values),
            Self::Dense => dense::scene(sizes, values),
            Self::Sigmoid => sigmoid::scene(sizes, values),
            Self::Deep => deep::scene(sizes, values),
        }
    }

    /// Sizes of a random state: unequal, so that nothing fits by luck.
    pub fn sizes(self, random: &mut Portable) -> Vec<usize> {
        let mut between = |low: usize, high: usize| low + random.below((high - low + 1) as u32) as usize;
        loop {
            let sizes = match self {
                Self::TwoLayer => vec![between(2, 5), between(1, 7)],
                Self::Dense => vec![between(1, 6), between(2, 6), between(2, 7)],
                Self::Sigmoid => vec![between(1, 6), between(2, 6)],
                Self::Deep => (0..between(3, 5)).map(|_| between(1, 5)).collect(),
            };
            if sizes.windows(2).all(|pair| pair[0] != pair[1]) && (self != Self::Dense || sizes[0] != sizes[2]) {
                return sizes;
            }
        }
    }

    /// Every choice of sizes that a counterexample may have.
    pub fn small_sizes(self) -> Vec<Vec<usize>> {
        match self {
            Self::TwoLayer => grid(2, 4),
            Self::Dense => grid(3, 3),
            Self::Sigmoid => grid(2, 3),
            Self::Deep => [grid(3, 3), grid(4, 2)].concat(),
        }
    }

    /// States at the edges.
    pub(crate) fn edges(self) -> Vec<Edge> {
        match self {
            Self::TwoLayer => vec![
                (vec![3, 4], two_layer::one_dead),
                (vec![3, 5], two_layer::all_dead),
                (vec![2, 1], |_, _| {}),
                (vec![1, 3], |_, _| {}),
                (vec![2, 2], |_, _| {}),
            ],
            Self::Dense => vec![(vec![1, 3, 4], |_, _| {}), (vec![3, 1, 2], |_, _| {}), (vec![4, 3, 1], |_, _| {})],
            Self::Sigmoid => vec![(vec![1, 3], |_, _| {}), (vec![3, 1], |_, _| {})],
            Self::Deep => vec![(vec![2, 3, 1], deep::dead), (vec![1, 1, 1], |_, _| {}), (vec![2, 2, 2], |_, _| {})],
        }
    }
}
