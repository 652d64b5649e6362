//! What a person chose to look at in the Explain view.

use leptos::prelude::RwSignal;

use crate::{
    explain::{Form, Language, StepId},
    nn::Bug,
};

/// Every choice of the Explain view, one signal each.
#[derive(Clone, Copy)]
pub struct ExplainView {
    /// The step of the walk that is shown.
    pub step: RwSignal<StepId>,
    /// How it is written.
    pub form: RwSignal<Form>,
    /// The language of the listing.
    pub language: RwSignal<Language>,
    /// Whether a parameter is taken apart in the Train view too, and points are coloured by what they contribute.
    pub apart: RwSignal<bool>,
    /// The example whose row or point is under the pointer.
    pub pointed: RwSignal<Option<usize>>,
    /// How far the loss curve reaches.
    pub window: RwSignal<Window>,
    /// The drawn δ as a share of the window, above 0 and at most 1.
    pub share: RwSignal<f64>,
    /// The game of guessing a bug.
    pub guess: RwSignal<Guess>,
}

impl Default for ExplainView {
    fn default() -> Self {
        Self {
            step: RwSignal::new(StepId::Z),
            form: RwSignal::new(Form::Matrices),
            language: RwSignal::new(Language::NumPy),
            apart: RwSignal::new(false),
            pointed: RwSignal::new(None),
            window: RwSignal::new(Window::One),
            share: RwSignal::new(0.5),
            guess: RwSignal::new(Guess::Off),
        }
    }
}

/// How far the loss curve reaches to either side of the parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// 1.
    One,
    /// A tenth.
    Tenth,
    /// A hundredth.
    Hundredth,
    /// Twice the step size of the check.
    Check,
}

impl Window {
    /// Half the window's width, in units of the parameter, where the check steps by `delta`.
    pub fn reach(self, delta: f64) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Tenth => 0.1,
            Self::Hundredth => 0.01,
            Self::Check => 2.0 * delta,
        }
    }
}

/// The game of guessing a bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Nobody plays.
    Off,
    /// A bug is on, and its name is hidden.
    Asked {
        /// Answers given so far.
        tries: u32,
        /// The last answer, which was wrong.
        wrong: Option<Bug>,
    },
    /// Somebody gave up and was told.
    Told {
        /// The bug.
        bug: Bug,
    },
    /// It was found.
    Found {
        /// Answers given, the right one included.
        tries: u32,
        /// The bug.
        bug: Bug,
    },
}

impl Guess {
    /// Whether a bug is on whose name must not be told.
    pub const fn hides_name(self) -> bool {
        matches!(self, Self::Asked { .. })
    }

    /// After the answer `guessed` where `bug` is on.
    #[must_use]
    pub fn answered(self, guessed: Bug, bug: Option<Bug>) -> Self {
        let Self::Asked { tries, .. } = self else { return self };
        if Some(guessed) == bug {
            Self::Found { tries: tries + 1, bug: guessed }
        } else {
            Self::Asked { tries: tries + 1, wrong: Some(guessed) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_until_one_is_right() {
        let asked = Guess::Asked { tries: 0, wrong: None };
        let bug = Some(Bug::MaskForgotten);
        let wrong = asked.answered(Bug::MeanForgotten, bug);
        assert_eq!(wrong, Guess::Asked { tries: 1, wrong: Some(Bug::MeanForgotten) }, "a wrong answer");
        assert!(wrong.hides_name(), "the name stays hidden");
        assert_eq!(
            wrong.answered(Bug::MaskForgotten, bug),
            Guess::Found { tries: 2, bug: Bug::MaskForgotten },
            "the right one"
        );
        assert_eq!(Guess::Off.answered(Bug::MaskForgotten, bug), Guess::Off, "nobody plays");
    }
}
