//! Classic mistakes of a backward pass.

use backprop::nn::Bug;

/// A mistake that an answer is compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mistake {
    /// One of Explain's bug lab.
    Lab(Bug),
    /// H or Z itself stands where ReLU′(Z) belongs.
    ValueForMask,
    /// The derivative of a sigmoid stands where ReLU′(Z) belongs.
    SigmoidForMask,
    /// The mask is of the gradient that arrives, not of Z.
    MaskOfGradient,
    /// The derivative of what comes after is left out: the chain begins at Ȳ.
    SlopeForgotten,
    /// Wo is left out of ∂s/∂H.
    WeightsForgotten,
    /// σ(Ȳ) − Y, the derivative for labels 0 and 1.
    ZeroOneLabels,
    /// Ȳ − Y, the derivative of a squared error.
    SquaredError,
    /// σ(Ȳ) where σ(−Y·Ȳ) belongs.
    MarginForgotten,
    /// σ(Y·Ȳ) where σ(−Y·Ȳ) belongs.
    MarginNegated,
    /// Of log(1 + exp(−Y·Ȳ)) only the logarithm is differentiated.
    InnerForgotten,
    /// Of log(1 + exp(−Y·Ȳ)) only what stands in the logarithm is differentiated.
    LogarithmForgotten,
    /// The derivative of σ is left out.
    SigmoidSlopeForgotten,
    /// The derivative of σ is taken at y = σ(s), not at s.
    SigmoidTwice,
    /// y itself stands where its derivative belongs.
    ValueForSigmoidSlope,
    /// s·(1 − s), with the value before σ.
    ValueBeforeSigmoid,
    /// y·(1 − y) without y − L.
    ErrorForgotten,
    /// `=` for `+=`: what was there before is lost.
    AssignedNotAdded,
    /// What was there before counts twice.
    AddedTwice,
    /// Only the first example counts.
    FirstExampleOnly,
    /// ReLU's mask at the output, which has none.
    OutputMasked,
}

impl Mistake {
    /// What went wrong, in a few words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Lab(bug) => bug.title(),
            Self::ValueForMask => "the value itself used for its derivative: ReLU′(Z) is 1 or 0, never H or Z",
            Self::SigmoidForMask => {
                "σ′(Z), a sigmoid's derivative: the hidden layer is ReLU, whose derivative is 1 or 0"
            }
            Self::MaskOfGradient => "the mask of the gradient that arrives: ReLU′(Z) looks at Z alone",
            Self::SlopeForgotten => "∂s/∂Ȳ forgotten: the chain begins at the loss",
            Self::WeightsForgotten => "Wo forgotten: ∂Ȳ/∂H is Wo",
            Self::ZeroOneLabels => "σ(Ȳ) − Y, which is right for labels 0 and 1; here they are −1 and +1",
            Self::SquaredError => "the derivative of a squared error; this loss is the logistic one",
            Self::MarginForgotten => "σ(Ȳ) where σ(−Y·Ȳ) belongs",
            Self::MarginNegated => "σ(Y·Ȳ) where σ(−Y·Ȳ) belongs: the sign in the sigmoid",
            Self::InnerForgotten => {
                "1/(1 + exp(−Y·Ȳ)) alone: by the chain rule the derivative of exp(−Y·Ȳ) comes with it"
            }
            Self::LogarithmForgotten => {
                "the derivative of exp(−Y·Ȳ) alone: by the chain rule the logarithm's, 1/(1 + exp(−Y·Ȳ)), comes with it"
            }
            Self::SigmoidSlopeForgotten => "σ′ forgotten: ∂y/∂s is y·(1 − y)",
            Self::SigmoidTwice => "σ′ taken at y, which is σ(s) already: ∂y/∂s is y·(1 − y)",
            Self::ValueForSigmoidSlope => "the value itself used for its derivative: ∂y/∂s is y·(1 − y)",
            Self::ValueBeforeSigmoid => "s·(1 − s), with the value before the sigmoid: ∂y/∂s is y·(1 − y)",
            Self::ErrorForgotten => "y − L forgotten: the chain begins at the loss",
            Self::AssignedNotAdded => "`=` for `+=`: what earlier calls added is lost",
            Self::AddedTwice => "what was there before counts twice",
            Self::FirstExampleOnly => "only the first example counts",
            Self::OutputMasked => "ReLU's mask at the output, which has no ReLU",
        }
    }
}
