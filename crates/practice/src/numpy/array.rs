//! Arrays: numbers that several views may share.

use std::{cell::RefCell, rc::Rc};

/// The first number that no whole number of 64 bits reaches.
const TWO_TO_THE_63: f64 = 9_223_372_036_854_775_808.0;

/// What sort of numbers an array has, in the order in which they are promoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Truth values.
    Bool,
    /// Whole numbers of 64 bits, which wrap round.
    Int,
    /// float64.
    Float,
}

impl Kind {
    /// As `NumPy` calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Int => "int64",
            Self::Float => "float64",
        }
    }
}

/// One number of some kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A float64.
    Float(f64),
}

impl Scalar {
    /// Its kind.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Bool(_) => Kind::Bool,
            Self::Int(_) => Kind::Int,
            Self::Float(_) => Kind::Float,
        }
    }

    /// As a float64; a truth value is 0 or 1.
    pub const fn float(self) -> f64 {
        match self {
            Self::Bool(value) => value as u8 as f64,
            Self::Int(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// As a whole number, cut off towards zero.
    pub const fn int(self) -> i64 {
        match self {
            Self::Bool(value) => value as i64,
            Self::Int(value) => value,
            // As the processors do that NumPy runs on, what does not fit becomes the smallest.
            Self::Float(value) if value.is_nan() || value >= TWO_TO_THE_63 => i64::MIN,
            Self::Float(value) => value as i64,
        }
    }

    /// Whether it is not zero.
    pub fn truth(self) -> bool {
        match self {
            Self::Bool(value) => value,
            Self::Int(value) => value != 0,
            Self::Float(value) => value != 0.0,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Numbers {
    Bool(Vec<bool>),
    Int(Vec<i64>),
    Float(Vec<f64>),
}

/// An array: a view of numbers, which other views may share and change.
#[derive(Clone, Debug)]
pub struct Array {
    numbers: Rc<RefCell<Numbers>>,
    offset: usize,
    shape: Vec<usize>,
    strides: Vec<isize>,
}

impl Array {
    fn new(shape: &[usize], count: usize, numbers: Numbers) -> Self {
        debug_assert_eq!(shape.iter().product::<usize>(), count, "as many numbers as the shape has");
        Self { numbers: Rc::new(RefCell::new(numbers)), offset: 0, shape: shape.to_vec(), strides: strides(shape) }
    }

    /// Float64s, row after row: as many as the shape has.
    pub fn floats(shape: &[usize], values: Vec<f64>) -> Self {
        Self::new(shape, values.len(), Numbers::Float(values))
    }

    /// Whole numbers, row after row: as many as the shape has.
    pub fn ints(shape: &[usize], values: Vec<i64>) -> Self {
        Self::new(shape, values.len(), Numbers::Int(values))
    }

    /// Truth values, row after row: as many as the shape has.
    pub fn bools(shape: &[usize], values: Vec<bool>) -> Self {
        Self::new(shape, values.len(), Numbers::Bool(values))
    }

    /// Numbers of `kind`, each converted to it.
    pub fn of_kind(kind: Kind, shape: &[usize], values: impl Iterator<Item = Scalar>) -> Self {
        match kind {
            Kind::Bool => Self::bools(shape, values.map(Scalar::truth).collect()),
            Kind::Int => Self::ints(shape, values.map(Scalar::int).collect()),
            Kind::Float => Self::floats(shape, values.map(Scalar::float).collect()),
        }
    }

    /// One number without axes.
    pub fn scalar(value: Scalar) -> Self {
        Self::of_kind(value.kind(), &[], std::iter::once(value))
    }

    /// Its numbers' kind.
    pub fn kind(&self) -> Kind {
        match *self.numbers.borrow() {
            Numbers::Bool(_) => Kind::Bool,
            Numbers::Int(_) => Kind::Int,
            Numbers::Float(_) => Kind::Float,
        }
    }

    /// How many numbers along each axis.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// How many axes.
    pub fn axes(&self) -> usize {
        self.shape.len()
    }

    /// How many numbers in all.
    pub fn size(&self) -> usize {
        self.shape.iter().product()
    }

    /// Where each number stands in the shared numbers, row after row.
    pub(super) fn places(&self) -> Vec<usize> {
        let mut places = vec![self.offset as isize];
        for (&size, &stride) in self.shape.iter().zip(&self.strides) {
            places = places.iter().flat_map(|&place| (0..size).map(move |k| place + k as isize * stride)).collect();
        }
        places.into_iter().map(|place| place as usize).collect()
    }

    fn number(numbers: &Numbers, place: usize) -> Scalar {
        match numbers {
            Numbers::Bool(values) => Scalar::Bool(values[place]),
            Numbers::Int(values) => Scalar::Int(values[place]),
            Numbers::Float(values) => Scalar::Float(values[place]),
        }
    }

    /// Every number, row after row.
    pub fn scalars(&self) -> Vec<Scalar> {
        let numbers = self.numbers.borrow();
        self.places().into_iter().map(|place| Self::number(&numbers, place)).collect()
    }

    /// Every number as a float64, row after row.
    pub fn to_floats(&self) -> Vec<f64> {
        match &*self.numbers.borrow() {
            Numbers::Float(values) if self.is_whole(values.len()) => values.clone(),
            numbers => self.places().into_iter().map(|place| Self::number(numbers, place).float()).collect(),
        }
    }

    /// The one number of an array that has one.
    pub fn only(&self) -> Option<Scalar> {
        (self.size() == 1).then(|| self.scalars()[0])
    }

    fn is_whole(&self, count: usize) -> bool {
        self.offset == 0 && self.size() == count && self.is_contiguous()
    }

    /// Whether its numbers stand row after row without gaps.
    pub(super) fn is_contiguous(&self) -> bool {
        self.size() <= 1
            || strides(&self.shape)
                .iter()
                .zip(&self.strides)
                .zip(&self.shape)
                .all(|((a, b), &size)| size == 1 || a == b)
    }

    /// The same numbers, apart from all other views.
    #[must_use]
    pub fn copied(&self) -> Self {
        Self::of_kind(self.kind(), &self.shape, self.scalars().into_iter())
    }

    /// The numbers converted to `kind`, apart from all other views.
    #[must_use]
    pub fn cast(&self, kind: Kind) -> Self {
        Self::of_kind(kind, &self.shape, self.scalars().into_iter())
    }

    /// Another view of the same numbers.
    pub(super) fn view(&self, offset: isize, shape: Vec<usize>, strides: Vec<isize>) -> Self {
        let offset = (self.offset as isize + offset) as usize;
        Self { numbers: Rc::clone(&self.numbers), offset, shape, strides }
    }

    /// Steps between neighbours along each axis.
    pub(super) fn strides(&self) -> &[isize] {
        &self.strides
    }

    /// Sets the shared numbers at `places`, each converted to this array's kind.
    pub(super) fn set(&self, places: &[usize], values: &[Scalar]) {
        let mut numbers = self.numbers.borrow_mut();
        for (&place, &value) in places.iter().zip(values) {
            match &mut *numbers {
                Numbers::Bool(own) => own[place] = value.truth(),
                Numbers::Int(own) => own[place] = value.int(),
                Numbers::Float(own) => own[place] = value.float(),
            }
        }
    }

    /// The shared numbers at `places`.
    pub(super) fn get(&self, places: &[usize]) -> Vec<Scalar> {
        let numbers = self.numbers.borrow();
        places.iter().map(|&place| Self::number(&numbers, place)).collect()
    }

    /// Sets every number of this view, and with it of all that share them.
    pub fn assign(&self, values: &Self) {
        self.set(&self.places(), &values.scalars());
    }
}

/// Steps between neighbours of numbers that stand row after row.
pub(super) fn strides(shape: &[usize]) -> Vec<isize> {
    let mut strides = vec![1; shape.len()];
    for axis in (1..shape.len()).rev() {
        strides[axis - 1] = strides[axis] * shape[axis] as isize;
    }
    strides
}

/// A shape as the house writes it: `[]`, `[5]`, `[5, 18]`.
pub fn shape_text(shape: &[usize]) -> String {
    format!("{shape:?}")
}
