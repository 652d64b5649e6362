//! Exercises: what is asked, what is given, and what helps.

mod backward_pass;
mod dense;
mod own;
mod two_layer;

pub use own::{Own, OwnGiven, Size};

use backprop::data::{Portable, Purpose};

use crate::{
    pass::{Draw, Family, Given, Scene, Slot, grid},
    run::Helper,
};

/// Something that one writes an answer to.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// Its name, which the last line of an answer assigns.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is asked.
    pub text: String,
    /// The pass that it asks about.
    pub subject: Subject,
    /// Names that an answer may use.
    pub given: Vec<String>,
    /// What a function of the exercise's name is called with, in this order.
    pub arguments: Vec<String>,
    /// Functions that are given.
    pub helpers: Vec<(&'static str, Helper)>,
    /// What the answer's value has to be.
    pub wanted: Wanted,
    /// Whether the answer is a whole text with a function of the exercise's name.
    pub is_function: bool,
    /// Hints, from the shape to almost: three, or as many as an author gave.
    pub hints: Vec<String>,
    /// A right answer.
    pub solution: String,
    /// Other ways to write it: two, or as many as an author gave.
    pub others: Vec<String>,
    /// How far a number may be off, relative to the largest right one.
    pub tolerance: f64,
}

/// The pass that an exercise asks about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// One of ours.
    Family(Family),
    /// An author's.
    Own(Box<Own>),
}

/// What an answer's value has to be, by the names of right answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// One array or number.
    One(String),
    /// Several, in this order.
    Tuple(Vec<Wanted>),
    /// A list of as many as there are right answers `name[0]`, `name[1]`, ….
    List(String),
}

impl Exercise {
    /// What an answer is given, each name with its shape in letters: `Wi` and `[d, h]`. A number has no shape, and neither
    /// has a list.
    pub fn shapes(&self) -> Vec<(String, String)> {
        // Sizes that no fixed one is equal to, so that each tells whose it is.
        let names = self.subject.size_names();
        let sizes: Vec<usize> = match self.subject {
            Subject::Family(Family::Deep) => vec![1; 3],
            _ => (0..names.len()).map(|place| LETTERS_FROM + place).collect(),
        };
        let letter = |size: &usize| {
            let place = sizes.iter().position(|own| own == size);
            place.and_then(|place| names.get(place).cloned()).unwrap_or_else(|| size.to_string())
        };
        let scene = self.subject.scene(&sizes, &self.subject.drawn(&sizes, |_| 1.0));
        let shape = |name: &String| match scene.given(name) {
            Some(Given::One(tensor)) if !tensor.shape.is_empty() && !names.is_empty() => {
                format!("[{}]", tensor.shape.iter().map(letter).collect::<Vec<_>>().join(", "))
            }
            _ => String::new(),
        };
        self.names().into_iter().map(|name| (name.clone(), shape(name))).collect()
    }

    /// The names that an answer is given: of a function those that it is called with, and what stands beside them.
    pub fn names(&self) -> Vec<&String> {
        if self.is_function { self.arguments.iter().chain(&self.given).collect() } else { self.given.iter().collect() }
    }
}

/// The first size that stands for a letter.
const LETTERS_FROM: usize = 11;

impl Subject {
    /// The names of the sizes: "d", "h". Of K layers, whose widths are as many as there are layers, none.
    pub fn size_names(&self) -> Vec<String> {
        let names: &[&str] = match self {
            Self::Family(Family::TwoLayer) => &["d", "h"],
            Self::Family(Family::Dense) => &["n", "n_in", "n_out"],
            Self::Family(Family::Sigmoid) => &["n", "n_out"],
            Self::Family(Family::Deep) => &[],
            Self::Own(own) => return own.sizes.clone(),
        };
        names.iter().map(|&name| name.to_owned()).collect()
    }

    /// The free numbers at these sizes.
    pub fn slots(&self, sizes: &[usize]) -> Vec<Slot> {
        match self {
            Self::Family(family) => family.slots(sizes),
            Self::Own(own) => own.slots(sizes),
        }
    }

    /// Everything that follows from the free numbers.
    pub fn scene(&self, sizes: &[usize], values: &[f64]) -> Scene {
        match self {
            Self::Family(family) => family.scene(sizes, values),
            Self::Own(own) => own.scene(sizes, values),
        }
    }

    /// The states on which an answer is tried: `random` many, then those at the edges.
    pub fn states(&self, random: usize) -> Vec<Scene> {
        let mut generator = Portable::new(13, Purpose::Points);
        let mut scenes = Vec::new();
        for _ in 0..random {
            let sizes = match self {
                Self::Family(family) => family.sizes(&mut generator),
                Self::Own(own) => own.random_sizes(&mut generator),
            };
            scenes.push(self.scene(&sizes, &self.drawn(&sizes, |draw| draw.number(&mut generator))));
        }
        let edges = match self {
            Self::Family(family) => family.edges(),
            Self::Own(own) => own.edges(),
        };
        for (sizes, change) in edges {
            let mut values = self.drawn(&sizes, |draw| draw.number(&mut generator));
            change(&sizes, &mut values);
            scenes.push(self.scene(&sizes, &values));
        }
        scenes
    }

    /// Every choice of sizes that a counterexample may have, the fewest numbers first.
    pub fn small_sizes(&self) -> Vec<Vec<usize>> {
        let mut all = match self {
            Self::Family(family) => family.small_sizes(),
            Self::Own(own) => grid(own.sizes.len(), 3),
        };
        all.sort_by_key(|sizes| self.slots(sizes).iter().map(Slot::count).sum::<usize>());
        all
    }

    /// Small whole numbers for every slot at these sizes.
    pub fn small_values(&self, sizes: &[usize], random: &mut Portable) -> Vec<f64> {
        self.drawn(sizes, |draw| draw.small()[random.below(draw.small().len() as u32) as usize])
    }

    /// A number for every place of every slot at these sizes.
    fn drawn(&self, sizes: &[usize], number: impl FnMut(Draw) -> f64) -> Vec<f64> {
        let draws = self.slots(sizes).into_iter().flat_map(|slot| std::iter::repeat_n(slot.draw, slot.count()));
        draws.map(number).collect()
    }
}

/// Every exercise of ours, in the order in which they are offered.
pub fn exercises() -> Vec<Exercise> {
    two_layer::exercises().into_iter().chain(dense::exercises()).chain([backward_pass::exercise()]).collect()
}

/// The exercise of ours with this id.
pub fn exercise(id: &str) -> Option<Exercise> {
    exercises().into_iter().find(|exercise| exercise.id == id)
}

/// An exercise's words, before it is put together.
struct Words {
    id: &'static str,
    title: &'static str,
    text: &'static str,
    hints: [&'static str; 3],
    solution: &'static str,
    others: [&'static str; 2],
}

impl Words {
    fn exercise(
        self,
        family: Family,
        given: &[&str],
        arguments: &[&str],
        helpers: &[(&'static str, Helper)],
    ) -> Exercise {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        Exercise {
            id: self.id.to_owned(),
            title: self.title.to_owned(),
            text: self.text.to_owned(),
            subject: Subject::Family(family),
            given: own(given),
            arguments: own(arguments),
            helpers: helpers.to_vec(),
            wanted: Wanted::One(self.id.to_owned()),
            is_function: false,
            hints: own(&self.hints),
            solution: self.solution.to_owned(),
            others: own(&self.others),
            tolerance: TOLERANCE,
        }
    }
}

/// Rounding alone stays far below.
pub const TOLERANCE: f64 = 1e-9;
