//! An author's exercise: given arrays by their shapes, and the right answer as an expression.

use backprop::data::{Portable, Purpose};

use crate::{
    pass::{Draw, Factor, Given, Scene, Slot, Tensor},
    python::{Refusal, Statement, parse},
    run::{Machine, Names, Ran, STEPS_OF_A_RUN, Value},
};

/// What an author gives: sizes by name, arrays by shape, the right answer.
#[derive(Clone, Debug)]
pub struct Own {
    /// The exercise's id.
    pub id: String,
    /// Names of sizes that vary: "n", "d".
    pub sizes: Vec<String>,
    /// The given arrays.
    pub given: Vec<OwnGiven>,
    /// The right answer: expressions and assignments, the last of which it is.
    answer: Vec<Statement>,
}

/// A given array of an author's.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnGiven {
    /// Its name.
    pub name: String,
    /// Along each axis a size by name, or a number.
    pub shape: Vec<Size>,
    /// How it is drawn.
    pub draw: Draw,
}

/// A size along an axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Size {
    /// One of the sizes that vary, by its place among them.
    Varies(usize),
    /// Always the same.
    Fixed(usize),
}

impl Own {
    /// With the right answer as text; refused where that cannot be read.
    pub fn new(id: &str, sizes: Vec<String>, given: Vec<OwnGiven>, answer: &str) -> Result<Self, Refusal> {
        Ok(Self { id: id.to_owned(), sizes, given, answer: parse(answer)? })
    }

    pub(super) fn slots(&self, sizes: &[usize]) -> Vec<Slot> {
        let size = |size: &Size| match size {
            Size::Varies(place) => sizes.get(*place).copied().unwrap_or(1),
            Size::Fixed(size) => *size,
        };
        let slot = |given: &OwnGiven| {
            let shape: Vec<usize> = given.shape.iter().map(size).collect();
            Slot::new(&given.name, &shape, given.draw)
        };
        self.given.iter().map(slot).collect()
    }

    /// The right answer for given arrays. What goes wrong stands at its place in the author's text.
    pub(crate) fn right(&self, given: &[(String, Given)]) -> Ran<Option<Value>> {
        let value = |given: &Given| match given {
            Given::One(tensor) => crate::verdict::value(tensor),
            Given::Several(_) | Given::Whole(_) => Value::None,
        };
        let names: Names = given.iter().map(|(name, own)| (name.as_str().into(), value(own))).collect();
        let mut machine = Machine::new(names, STEPS_OF_A_RUN);
        let last = machine.execute(&self.answer)?;
        Ok(machine.get(&self.id).cloned().or(last))
    }

    pub(super) fn scene(&self, sizes: &[usize], values: &[f64]) -> Scene {
        let mut rest = values;
        let mut given = Vec::new();
        for slot in self.slots(sizes) {
            let (own, after) = rest.split_at(slot.count());
            rest = after;
            given.push((slot.name, Given::One(Tensor::new(&slot.shape, own.to_vec()))));
        }
        let right = self.right(&given).ok().flatten().and_then(|value| crate::verdict::tensor(&value));
        let written = self.sizes.iter().zip(sizes).map(|(name, size)| format!("{name} = {size}"));
        Scene {
            sizes: written.collect::<Vec<_>>().join(", "),
            counts: sizes.to_vec(),
            right: right.into_iter().map(|tensor| (self.id.clone(), tensor)).collect(),
            quantities: given
                .iter()
                .filter_map(|(name, given)| match given {
                    Given::One(tensor) => Some((name.clone(), tensor.clone())),
                    Given::Several(_) | Given::Whole(_) => None,
                })
                .collect(),
            mistakes: vec![],
            early: vec![],
            factors: self
                .sizes
                .iter()
                .zip(sizes)
                .map(|(name, &size)| Factor { name: name.clone(), value: size as f64 })
                .collect(),
            label: None,
            active: None,
            examples: 1,
            on_a_kink: false,
            given,
        }
    }

    fn draw(&self, sizes: &[usize], random: &mut Portable) -> Vec<f64> {
        let slots = self.slots(sizes);
        let draws = slots.iter().flat_map(|slot| std::iter::repeat_n(slot.draw, slot.count()));
        draws.map(|draw| draw.number(random)).collect()
    }

    pub(super) fn states(&self, random: usize) -> Vec<Scene> {
        let mut generator = Portable::new(13, Purpose::Points);
        let mut scenes = Vec::new();
        for _ in 0..random {
            // Unequal as far as the sizes' count allows.
            let mut sizes: Vec<usize> = (1..=self.sizes.len().max(6) + 1).collect();
            generator.shuffle(&mut sizes);
            sizes.truncate(self.sizes.len());
            let values = self.draw(&sizes, &mut generator);
            scenes.push(self.scene(&sizes, &values));
        }
        let ones = vec![1; self.sizes.len()];
        let values = self.draw(&ones, &mut generator);
        scenes.push(self.scene(&ones, &values));
        scenes
    }

    pub(super) fn small_sizes(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = vec![vec![]];
        for _ in &self.sizes {
            all = all
                .into_iter()
                .flat_map(|sizes| (1..=3).map(move |size| [sizes.clone(), vec![size]].concat()))
                .collect();
        }
        all.sort_by_key(|sizes| self.slots(sizes).iter().map(Slot::count).sum::<usize>());
        all
    }
}
