//! What a person chose to look at. None of it changes the run.

use leptos::prelude::RwSignal;
use serde_json::{Map, Value};
use strum::{IntoStaticStr, VariantArray};

use super::{ExplainView, Import, PracticeView, Unit};
use crate::{
    check::Verdict,
    document::{Looking, Prompt, ScopeChoice},
    nn::ParameterId,
    options::Options,
    plot::{color::Theme, ticks::AxisKind},
};

/// Every choice of the Train view, one signal each.
#[derive(Clone, Copy)]
pub struct View {
    /// Which of the page's views is open.
    pub page: RwSignal<Page>,
    /// Which examples the gradients are about.
    pub scope: RwSignal<ScopeChoice>,
    /// The example that the gradients are about; read it through the store, which knows how many there are.
    pub example: RwSignal<usize>,
    /// The parameter that is lit in every panel.
    pub parameter: RwSignal<ParameterId>,
    /// The cell, edge or row under the pointer, which is shown instead for as long as it is there.
    pub pointed: RwSignal<Option<ParameterId>>,
    /// Where the boundary's probe stands, if anywhere.
    pub probe: RwSignal<Option<[f64; 2]>>,
    /// By how much one press goes on or back.
    pub unit: RwSignal<Unit>,
    /// What the network's edges show.
    pub edges: RwSignal<Quantity>,
    /// How the network's numbers stand.
    pub arrangement: RwSignal<Arrangement>,
    /// How far a heatmap's colours are shared.
    pub scale: RwSignal<ScaleChoice>,
    /// The loss axis.
    pub loss_axis: RwSignal<AxisKind>,
    /// In which order the check lists the parameters.
    pub order: RwSignal<Order>,
    /// The only verdict whose rows the check lists, if not all.
    pub only: RwSignal<Option<Verdict>>,
    /// Whether hinge lines are drawn.
    pub hinges: RwSignal<bool>,
    /// Whether test points are drawn.
    pub test_points: RwSignal<bool>,
    /// The block of the network's numbers that is seen where not all have room, with as many beside it as have.
    pub wanted: RwSignal<Layer>,
    /// Whether the page is on a projector: large, and only what matters.
    pub projector: RwSignal<bool>,
    /// Whether nothing is to be announced to those who listen.
    pub quiet: RwSignal<bool>,
    /// Whether the list of keys is open, or will be once it is there.
    pub help: RwSignal<bool>,
    /// Whether the dialog is open that builds a figure for another page.
    pub builder: RwSignal<bool>,
    /// Where on the guided line one is.
    pub prompt: RwSignal<Option<Prompt>>,
    /// Light, dark, or as the system says.
    pub theme: RwSignal<ThemeChoice>,
    /// What the page's author asks of it.
    pub options: RwSignal<Options>,
    /// Whether somebody can see the page now.
    pub awake: RwSignal<bool>,
    /// The text that is to become points.
    pub import: RwSignal<Import>,
    /// The Explain view's own choices.
    pub explain: ExplainView,
    /// The Layers view's texts and choices, as its last visit left them: the document of [`super::Lab::write`].
    pub layers: RwSignal<Map<String, Value>>,
    /// The Practice view's own choices, and what was written there.
    pub practice: PracticeView,
}

impl Default for View {
    fn default() -> Self {
        Self {
            page: RwSignal::new(Page::Train),
            scope: RwSignal::new(Looking::default().scope),
            example: RwSignal::new(0),
            parameter: RwSignal::new(ParameterId::Bo),
            pointed: RwSignal::new(None),
            probe: RwSignal::new(None),
            unit: RwSignal::new(Unit::default()),
            edges: RwSignal::new(Quantity::Values),
            arrangement: RwSignal::new(Arrangement::Rows),
            scale: RwSignal::new(ScaleChoice::Shared),
            loss_axis: RwSignal::new(AxisKind::Linear),
            order: RwSignal::new(Order::NETWORK),
            only: RwSignal::new(None),
            hinges: RwSignal::new(true),
            test_points: RwSignal::new(true),
            wanted: RwSignal::new(Layer::Value),
            projector: RwSignal::new(false),
            quiet: RwSignal::new(false),
            help: RwSignal::new(false),
            builder: RwSignal::new(false),
            prompt: RwSignal::new(None),
            theme: RwSignal::new(ThemeChoice::System),
            options: RwSignal::default(),
            awake: RwSignal::new(true),
            import: RwSignal::default(),
            explain: ExplainView::default(),
            layers: RwSignal::new(Map::new()),
            practice: PracticeView::default(),
        }
    }
}

/// The page's views.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Page {
    /// Training and the check, live.
    Train,
    /// Where each gradient comes from.
    Explain,
    /// Single layers and deep stacks, on pasted numbers.
    Layers,
    /// Exercises: is one's own gradient right, and if not, why.
    Practice,
}

/// What the network's edges show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The parameters.
    Values,
    /// Their gradients.
    Gradients,
}

/// A block of the network's numbers, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The parameters themselves.
    Value,
    /// Their gradient by backpropagation.
    Backprop,
    /// Their gradient by finite differences.
    FiniteDifference,
    /// The difference of the two.
    Difference,
}

/// How the network's numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// In the picture of the network, a unit a row.
    Rows,
    /// As the formulas have them, [d, h], a unit a column.
    Formulas,
}

/// How far a heatmap's colours are shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleChoice {
    /// One scale for Wi, bi, Wo and bo.
    Shared,
    /// One scale for each of them.
    PerGroup,
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the system says.
    System,
    /// A fixed theme.
    Fixed(Theme),
}

/// A column of the check by which rows can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The parameter's place in the network.
    Parameter,
    /// Its value.
    Value,
    /// Backprop.
    Backprop,
    /// Finite difference.
    FiniteDifference,
    /// Forward mode.
    ForwardMode,
    /// Absolute error.
    AbsoluteError,
    /// Relative error.
    RelativeError,
    /// What the row means, the worst last.
    Verdict,
}

/// The order of the check's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What is compared.
    pub column: Column,
    /// Which end comes first.
    pub direction: Direction,
}

/// Which end of a column comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

impl Order {
    /// Wrong rows come first, and of one verdict the row that is furthest off.
    pub const WORST_FIRST: Self = Self { column: Column::Verdict, direction: Direction::Descending };
    /// As the parameters stand in the network.
    pub const NETWORK: Self = Self { column: Column::Parameter, direction: Direction::Ascending };

    /// What a press on the head of `column` asks for: the other direction where it is the order already, else the
    /// direction that is useful first.
    #[must_use]
    pub fn pressed(self, column: Column) -> Self {
        let direction = match (self.column == column, self.direction) {
            (true, Direction::Descending) => Direction::Ascending,
            (false, _) if column == Column::Parameter => Direction::Ascending,
            (true, Direction::Ascending) | (false, _) => Direction::Descending,
        };
        Self { column, direction }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_press_turns_the_order_round() {
        let once = Order::NETWORK.pressed(Column::AbsoluteError);
        assert_eq!(once, Order { column: Column::AbsoluteError, direction: Direction::Descending }, "largest first");
        assert_eq!(once.pressed(Column::AbsoluteError).direction, Direction::Ascending, "then smallest first");
        assert_eq!(once.pressed(Column::Parameter), Order::NETWORK, "names start at the beginning");
    }
}
