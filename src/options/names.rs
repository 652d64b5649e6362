//! The names of panels and controls. They never change; new ones may be added.

use strum::{IntoStaticStr, VariantArray};

/// A part of the page that can stand by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Panel {
    /// The decision boundary over the data.
    Boundary,
    /// The network drawn.
    Network,
    /// Value, backprop, finite difference and their difference of every layer.
    Heatmaps,
    /// One row a derivative.
    Check,
    /// The loss curve with its timeline.
    Loss,
    /// Every setting of the run and of the check.
    Controls,
    /// Rewind, back, play, step, speed.
    Transport,
    /// Step, epoch, losses, accuracies.
    Figures,
    /// The steps of one example's two passes, with their formulas.
    Steps,
    /// The graph of the computation.
    Computation,
    /// A gradient taken apart into what each example adds.
    Apart,
    /// The loss along one parameter, and the error against δ.
    Curve,
    /// The loss along one parameter alone.
    Tangent,
    /// The error of the check against δ alone.
    Errors,
    /// Classic bugs of a backward pass.
    Bugs,
    /// Norms, ratios and dead units.
    Health,
    /// A dense layer on pasted numbers.
    Dense,
    /// K layers on pasted numbers.
    Deep,
    /// Sigmoid layers on pasted numbers.
    Sigmoid,
    /// An exercise: the one of the option, or of the state.
    Practice,
}

/// What somebody can change on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Control {
    /// Back to the start.
    Rewind,
    /// Back by a unit.
    Back,
    /// Play and pause.
    Play,
    /// On by a unit.
    Step,
    /// The unit of back and step.
    Unit,
    /// Steps a second.
    Speed,
    /// Any step of the run so far.
    Timeline,
    /// Whether hinges are drawn.
    Hinges,
    /// Whether test points are drawn.
    TestPoints,
    /// The tools that draw points.
    Draw,
    /// The kind of points, and points of one's own.
    Data,
    /// How many points.
    Points,
    /// Their noise.
    Noise,
    /// The share that is held back for testing.
    HeldBack,
    /// The seed of the points.
    DataSeed,
    /// The number of hidden units.
    Hidden,
    /// How parameters are drawn.
    Initialization,
    /// The seed of the start, and new starts.
    StartSeed,
    /// The learning rate.
    LearningRate,
    /// The size of a batch.
    BatchSize,
    /// The L2 penalty.
    L2,
    /// Mean or sum over a batch.
    Reduction,
    /// Whether examples are shuffled.
    Shuffle,
    /// When playing stops by itself.
    Stop,
    /// The second run.
    Compare,
    /// How finite differences are taken and judged.
    Differences,
    /// Which examples the gradients are about.
    Scope,
    /// How far colours are shared.
    Scale,
    /// What the network's edges show.
    Edges,
    /// The loss axis.
    LossAxis,
    /// The order of the check's rows.
    Order,
}
