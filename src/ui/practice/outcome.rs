//! An answer that was checked, and what it gives on the state that one looks at.

use leptos::prelude::*;
use practice::{
    exercise::{Exercise, Subject},
    pass::{Family, Scene},
    verdict::{Checked, Worked, check, work},
};

use super::model::Asked;
use crate::{
    data::{Portable, Purpose},
    state::Store,
    ui::text::practice as text,
};

/// An answer that was checked.
pub(super) struct Outcome {
    /// What is said of it.
    pub(super) checked: Checked,
    /// What it gives on the page's own example, or on small numbers; nothing where it cannot be read.
    pub(super) sample: Option<Worked>,
    /// Which state that is, as a heading.
    pub(super) heading: String,
}

/// Equal to itself alone.
impl PartialEq for Outcome {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Outcome {
    /// Checks `answer`. The state of the page is the one of now, whatever it trains in the meantime.
    pub(super) fn of(asked: &Asked, answer: &str, store: Store) -> Self {
        let Asked { exercise, .. } = asked;
        let sample = sample(exercise, store);
        Self {
            checked: check(exercise, answer),
            heading: text::on_state(&sample.state()),
            sample: work(exercise, answer, sample.scene),
        }
    }
}

/// The state on which one looks at numbers: the page's network and example where they are what is asked about, else small
/// whole numbers.
pub(super) struct Sample {
    pub(super) scene: Scene,
    /// The example's number and how many units there are, where it is the page's.
    page: Option<(usize, usize)>,
}

impl Sample {
    /// Which state that is, in words.
    pub(super) fn state(&self) -> String {
        match self.page {
            Some((example, hidden)) => text::page_state(example, hidden),
            None => text::sample_state(&self.scene.sizes),
        }
    }
}

/// The state to look at an exercise. Tracks nothing.
pub(super) fn sample(exercise: &Exercise, store: Store) -> Sample {
    let subject = &exercise.subject;
    let sizes: Vec<usize> = match subject {
        Subject::Family(Family::TwoLayer) => return of_the_page(store),
        Subject::Family(Family::Dense) => vec![2, 3, 2],
        Subject::Family(Family::Sigmoid) => vec![2, 3],
        Subject::Family(Family::Deep) => vec![2, 3, 1],
        Subject::Own(own) => (0..own.sizes.len()).map(|place| 2 + place % 2).collect(),
    };
    let drawn = |seed: u64| {
        let values = subject.small_values(&sizes, &mut Portable::new(seed, Purpose::Points));
        subject.scene(&sizes, &values)
    };
    let says = |scene: &Scene| !scene.on_a_kink && scene.right.iter().all(|(_, right)| right.largest() > 0.0);
    let scene = (0..DRAWS).map(drawn).find(says).unwrap_or_else(|| drawn(0));
    Sample { scene, page: None }
}

/// So many states are drawn until one has no result that is 0 throughout.
const DRAWS: u64 = 50;

fn of_the_page(store: Store) -> Sample {
    let place = store.example.get_untracked();
    let (params, dataset) = store.snapshot.with_untracked(|now| (now.subject().params.clone(), now.dataset.clone()));
    let example = dataset.examples.get(place).copied().unwrap_or(crate::data::Example { x: [0.0; 2], y: 1.0 });
    let values = [&example.x[..], &[example.y], params.as_slice()].concat();
    let hidden = params.hidden();
    let scene = Subject::Family(Family::TwoLayer).scene(&[2, hidden], &values);
    Sample { scene, page: Some((dataset.number(place), hidden)) }
}
