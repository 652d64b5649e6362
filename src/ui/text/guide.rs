//! What the line for newcomers says.

use crate::document::Prompt;

pub(in crate::ui) const GUIDE: &str = "Where to begin";
pub(in crate::ui) const PRESS_PLAY: &str = "Press Play.";
pub(in crate::ui) const THEN: &str = "Then press any number to see where it comes from.";
pub(in crate::ui) const DISMISS_TITLE: &str = "Put this line away for good";

/// A prompt's name: a question, or what is wrong.
pub(in crate::ui) fn name(prompt: Prompt) -> &'static str {
    match prompt {
        Prompt::Zeros => "Why do zeros fail?",
        Prompt::Overshoot => "η = 10",
        Prompt::Dead => "A dead unit",
        Prompt::Kink => "A kink",
        Prompt::Bug => "Guess the bug",
    }
}

/// What one sees there, and what to look at after the press.
pub(in crate::ui) fn sentence(prompt: Prompt) -> &'static str {
    match prompt {
        Prompt::Zeros => "With Z = 0 and Wo = 0 no gradient reaches Wi: train, and nothing but bo moves.",
        Prompt::Overshoot => "Every step goes too far: play, and watch the loss jump instead of fall.",
        Prompt::Dead => {
            "Unit 3 is active on no example, so its whole row of gradients is 0 and training never changes it."
        }
        Prompt::Kink => {
            "With δ = 0.1 a finite difference steps across kinks and disagrees; a smaller δ agrees again with backprop."
        }
        Prompt::Bug => "One line of the backward pass gets wrong: which one, you see by what no longer matches.",
    }
}

/// What the one button does.
pub(in crate::ui) fn press(prompt: Prompt) -> &'static str {
    match prompt {
        Prompt::Zeros | Prompt::Dead => "Train one epoch",
        Prompt::Overshoot => "Play",
        Prompt::Kink => "Set δ to 1e−6",
        Prompt::Bug => "Hide a bug",
    }
}
