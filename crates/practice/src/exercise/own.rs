//! An author's exercise: given arrays by their shapes, and the right answer as an expression.

use backprop::data::Portable;

use crate::{
    pass::{Draw, Edge, Factor, Given, Scene, Slot, filled, given},
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
        let names: Names = given.iter().map(|(name, own)| (name.as_str().into(), own.into())).collect();
        let mut machine = Machine::new(names, STEPS_OF_A_RUN);
        let last = machine.execute(&self.answer)?;
        Ok(machine.get(&self.id).cloned().or(last))
    }

    pub(super) fn scene(&self, sizes: &[usize], values: &[f64]) -> Scene {
        let slots = self.slots(sizes);
        let arrays = filled(&slots, values);
        let given = given(&slots, &arrays);
        let right = self.right(&given).ok().flatten().and_then(|value| value.to_tensor());
        let named = || self.sizes.iter().zip(sizes);
        Scene {
            sizes: named().map(|(name, size)| format!("{name} = {size}")).collect::<Vec<_>>().join(", "),
            counts: sizes.to_vec(),
            right: right.into_iter().map(|tensor| (self.id.clone(), tensor)).collect(),
            quantities: slots.into_iter().map(|slot| slot.name).zip(arrays).collect(),
            factors: named().map(|(name, &size)| Factor { name: name.clone(), value: size as f64 }).collect(),
            examples: 1,
            given,
            ..Scene::default()
        }
    }

    /// Unequal as far as their count allows.
    pub(super) fn random_sizes(&self, random: &mut Portable) -> Vec<usize> {
        let mut sizes: Vec<usize> = (1..=self.sizes.len().max(6) + 1).collect();
        random.shuffle(&mut sizes);
        sizes.truncate(self.sizes.len());
        sizes
    }

    pub(super) fn edges(&self) -> Vec<Edge> {
        vec![(vec![1; self.sizes.len()], |_, _| {})]
    }
}
