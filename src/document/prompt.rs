//! Five states that each end in an insight: where the guided line begins.

use std::sync::Arc;

use strum::{IntoStaticStr, VariantArray};

use super::{Document, Link, Looking};
use crate::{
    nn::{Initialization, ParameterId, Parameters},
    training::Config,
};

/// A prompt of the guided line, in its order. Links name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Prompt {
    /// Where all parameters are 0, no gradient reaches Wi.
    Zeros,
    /// A learning rate so large that every step overshoots.
    Overshoot,
    /// A unit that is active on no example has no gradient.
    Dead,
    /// A finite difference with a kink between its two points.
    Kink,
    /// One line of the backward pass is wrong.
    Bug,
}

/// The unit that is dead in [`Prompt::Dead`].
const DEAD_UNIT: usize = 3;

impl Prompt {
    /// Its number, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The one after it.
    pub fn next(self) -> Option<Self> {
        Self::VARIANTS.get(self as usize + 1).copied()
    }

    /// The state in which it begins.
    pub fn link(self) -> Link {
        let mut document = Document::default();
        let Document { config, check, .. } = &mut document;
        let mut parameter = Looking::default().parameter;
        match self {
            Self::Zeros => config.network.initialization = Initialization::Zeros,
            Self::Overshoot => config.sgd.learning_rate = 10.0,
            Self::Dead => {
                begin_with_a_dead_unit(config);
                parameter = ParameterId::Bi { unit: DEAD_UNIT };
            }
            Self::Kink => check.delta = 0.1,
            Self::Bug => {}
        }
        let looking = Looking { prompt: Some(self), parameter, ..Looking::default() };
        Link { looking, document, ..Link::default() }
    }
}

/// One unit for each corner of XOR, the last of them so far below 0 that no example reaches it.
fn begin_with_a_dead_unit(config: &mut Config) {
    let (wi, bi, wo) = ([[0.9, -0.8, 0.7, -0.6], [0.8, -0.9, -0.7, 0.6]], [0.1, 0.1, 0.1, -5.0], [0.3, 0.2, -0.4, 0.5]);
    let values = wi.into_iter().flatten().chain(bi).chain(wo).chain([0.0]).collect();
    config.network.hidden = bi.len();
    config.network.start = Parameters::from_flat(bi.len(), values).map(Arc::new);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Named,
        check::{CheckSpec, forward_mode, report},
        document::link,
        training::{Action, Session},
    };

    fn session(prompt: Prompt) -> Session {
        let mut session = Session::default();
        session.apply(Action::Load(prompt.link().document.config));
        session
    }

    #[test]
    fn every_prompt_is_a_state_that_can_be_linked() {
        for &prompt in Prompt::ALL {
            let text = link::write(&prompt.link());
            assert!(text.contains(&format!("prompt={}", prompt.name())), "{text}");
            assert_eq!(link::read(&text), (prompt.link(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn zeros_and_a_dead_unit_have_no_gradient_and_are_not_changed() {
        for (prompt, is_stuck) in [
            (Prompt::Zeros, (|id| id != ParameterId::Bo) as fn(ParameterId) -> bool),
            (Prompt::Dead, |id| id.unit() == Some(DEAD_UNIT)),
        ] {
            let mut session = session(prompt);
            let before = session.snapshot();
            let gradient = before.gradient(before.dataset.train());
            session.apply(Action::Epoch);
            let after = session.snapshot();
            for id in gradient.ids() {
                let same = before.params.get(id) == after.params.get(id);
                assert_eq!(same, is_stuck(id), "{prompt:?}: {id}");
                // As many examples of each class may cancel in bo's at the start.
                assert!(!is_stuck(id) || gradient.get(id) == 0.0, "{prompt:?}: {id}");
            }
        }
    }

    #[test]
    fn steps_overshoot_at_ten() {
        let loss = |rate: f64| {
            let mut session = session(Prompt::Overshoot);
            let mut sgd = session.config().sgd;
            sgd.learning_rate = rate;
            session.apply(Action::SetSgd(sgd));
            session.apply(Action::Step(400));
            session.snapshot().metrics().train_loss
        };
        assert!(loss(10.0) > 2.0 * loss(0.03), "{} and {}", loss(10.0), loss(0.03));
    }

    #[test]
    fn a_large_step_crosses_kinks_where_the_usual_one_does_not() {
        let snapshot = session(Prompt::Kink).snapshot();
        let (examples, reduction) = (snapshot.dataset.train(), snapshot.config.sgd.reduction);
        let exact = forward_mode(&snapshot.params, examples, reduction);
        let off = |spec: CheckSpec| {
            let report = report(&spec, &snapshot.params, &exact, examples, reduction);
            report.rows.iter().filter(|row| row.absolute_error > 1e-4).count()
        };
        assert!(off(Prompt::Kink.link().document.check) > 0, "the difference disagrees");
        assert_eq!(off(CheckSpec::default()), 0, "and no longer at the usual δ");
    }
}
