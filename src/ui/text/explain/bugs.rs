//! What a bug looks like from outside, and in the code: said once it was found.

use crate::nn::Bug;

pub(in crate::ui) const IS_WRONG: &str = "The wrong line:";
pub(in crate::ui) const SHOULD_BE: &str = "It should be:";

/// How a bug shows in the check.
pub(in crate::ui) fn symptom(bug: Bug) -> &'static str {
    match bug {
        Bug::MaskForgotten => {
            "Units that are off on an example get a gradient all the same: Wi and bi have too much in them."
        }
        Bug::MaskInverted => {
            "Wi and bi get only what should be 0: the units that are off, and none of those that are on."
        }
        Bug::MinusForgotten => "Backprop is minus the difference, everywhere.",
        Bug::MeanForgotten => "Backprop is the difference times the number of examples, everywhere.",
        Bug::UpdatedTooEarly => "Wi and bi are off by a little, in proportion to the learning rate.",
        Bug::OuterTransposed => "Wi has the right numbers in the wrong places; all else is right.",
        Bug::BiasRepeated => "bi is twice the difference, and bo h times: once for each incoming weight.",
        Bug::OneStepOld => "Backprop is the difference of one step ago, everywhere; at the first step it is right.",
        Bug::NeverCleared => "Backprop grows from step to step: it is the sum of all differences so far.",
    }
}

/// The line of the backward pass that is wrong, in seed 003's names.
pub(in crate::ui) fn wrong_line(bug: Bug) -> &'static str {
    match bug {
        Bug::MaskForgotten => "grad_s_Z = grad_s_H",
        Bug::MaskInverted => "grad_s_Z = grad_s_H*ind(-Z)",
        Bug::MinusForgotten => "grad_s_bo = Y*sigm(-Y*Yo)",
        Bug::MeanForgotten => "g = sum(gradients)",
        Bug::UpdatedTooEarly => "Wo = Wo - eta*grad_s_Wo; grad_s_H = grad_s_bo*Wo",
        Bug::OuterTransposed => "grad_s_Wi = np.outer(grad_s_Z, X).reshape(d,h)",
        Bug::BiasRepeated => "for i in range(d): grad_s_bi += grad_s_Z",
        Bug::OneStepOld => "theta, g = theta - eta*g, gradient(theta)",
        Bug::NeverCleared => "g += gradient(theta)",
    }
}

/// What should stand there.
pub(in crate::ui) fn right_line(bug: Bug) -> &'static str {
    match bug {
        Bug::MaskForgotten | Bug::MaskInverted => "grad_s_Z = grad_s_H*ind(H)",
        Bug::MinusForgotten => "grad_s_bo = -Y*sigm(-Y*Yo)",
        Bug::MeanForgotten => "g = sum(gradients) / n",
        Bug::UpdatedTooEarly => "grad_s_H = grad_s_bo*Wo; Wo = Wo - eta*grad_s_Wo",
        Bug::OuterTransposed => "grad_s_Wi = np.outer(X, grad_s_Z)",
        Bug::BiasRepeated => "grad_s_bi = grad_s_Z",
        Bug::OneStepOld => "g = gradient(theta); theta = theta - eta*g",
        Bug::NeverCleared => "g = gradient(theta)",
    }
}
