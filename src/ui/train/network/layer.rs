//! What a block of numbers shows, and how: value, backprop, finite difference, difference, each in colours of its own
//! scale.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    check::Scheme,
    nn::{Group, ParameterId, Parameters},
    plot::{
        color::{PAPER, Ramp, text_color},
        scale::SymmetricScale,
    },
    state::{Gradients, ScaleChoice, Store},
    ui::{
        format::CellFormat,
        shared::{Palette, palette},
        text::{self, keys::Shortcut},
    },
};

pub(super) use crate::state::Layer;

impl Layer {
    pub(super) const ALL: [Self; 4] = [Self::Value, Self::Backprop, Self::FiniteDifference, Self::Difference];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Value => text::VALUE,
            Self::Backprop => text::BACKPROP,
            Self::FiniteDifference => text::FINITE_DIFFERENCE,
            Self::Difference => text::DIFFERENCE,
        }
    }

    /// Its name where there is little room.
    pub(super) fn short_name(self) -> &'static str {
        match self {
            Self::FiniteDifference => text::FINITE_DIFFERENCE_SHORT,
            _ => self.name(),
        }
    }

    /// The numbers of this layer.
    pub(super) fn of(self, values: &Parameters, gradients: &Gradients) -> Parameters {
        match self {
            Self::Value => values.clone(),
            Self::Backprop => gradients.backprop.clone(),
            Self::FiniteDifference => gradients.finite_difference.clone(),
            Self::Difference => gradients.difference(),
        }
    }

    /// The key that goes to it.
    pub(super) fn shortcut(self) -> Option<Shortcut> {
        match self {
            Self::Value => None,
            Self::Backprop => Some(Shortcut::Backprop),
            Self::FiniteDifference => Some(Shortcut::FiniteDifference),
            Self::Difference => Some(Shortcut::Difference),
        }
    }

    /// Its formula, with the scheme that is in force.
    pub(super) fn formula(self, store: Store) -> &'static str {
        match self {
            Self::Value => text::VALUE_NOTE,
            Self::Backprop => text::BACKPROP_NOTE,
            Self::FiniteDifference => match store.check.get().scheme {
                Scheme::Central => text::CENTRAL_FORMULA,
                Scheme::Forward => text::FORWARD_FORMULA,
            },
            Self::Difference => text::DIFFERENCE_NOTE,
        }
    }
}

/// What a block's colours reach to: one scale, or one for each group.
#[derive(Clone, PartialEq)]
pub(super) struct Scales {
    choice: ScaleChoice,
    groups: [SymmetricScale; 4],
}

impl Scales {
    /// The scales for these numbers, close to those `before`, so that colours do not flicker while it trains.
    /// Backprop and finite difference share theirs: equal colours are equal numbers.
    fn new(
        layer: Layer,
        choice: ScaleChoice,
        values: &Parameters,
        gradients: &Gradients,
        before: Option<&Self>,
    ) -> Self {
        let sources = match layer {
            Layer::Value | Layer::Difference => vec![layer.of(values, gradients)],
            Layer::Backprop | Layer::FiniteDifference => {
                vec![gradients.backprop.clone(), gradients.finite_difference.clone()]
            }
        };
        let groups = Group::ALL.map(|group| {
            let range = match choice {
                ScaleChoice::Shared => 0..Parameters::count(values.hidden()),
                ScaleChoice::PerGroup => group.range(values.hidden()),
            };
            let numbers = sources.iter().flat_map(|source| source.as_slice()[range.clone()].iter().copied());
            match before.filter(|before| before.choice == choice) {
                Some(before) => before.groups[group as usize].following(numbers),
                None => SymmetricScale::of(numbers),
            }
        });
        Self { choice, groups }
    }

    /// Where a number stands between the ends of its scale, from −1 to +1.
    pub(super) fn normalize(&self, id: ParameterId, value: f64) -> f64 {
        self.groups[id.group() as usize].normalize(value)
    }

    fn largest(&self) -> f64 {
        self.groups.iter().map(SymmetricScale::limit).fold(0.0, f64::max)
    }

    /// The number at the legend's end, and whose it is where each group has its own.
    fn legend(&self, group: Group) -> (Option<&'static str>, f64) {
        ((self.choice == ScaleChoice::PerGroup).then(|| group.name()), self.groups[group as usize].limit())
    }
}

/// A cell's number and whether it is written in the light ink.
#[derive(Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) paper: bool,
}

/// All that a block's views read, as of the figures.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub(super) layer: Layer,
    /// Its numbers, in the flat order of the parameters.
    pub(super) numbers: Memo<Parameters>,
    pub(super) scales: Memo<Scales>,
    /// How its numbers are written; `None` where they have no room and are shown where one points.
    pub(super) format: Memo<Option<CellFormat>>,
    /// Its cells, in the flat order of the parameters.
    pub(super) cells: Memo<Arc<Vec<Cell>>>,
}

impl Block {
    /// A block whose cells are `room` CSS pixels wide, in the type of the page's arrays.
    pub(super) fn new(store: Store, layer: Layer, room: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        let palette = palette();
        let (figures, gradients) = (store.figures, store.checks().gradients);
        let numbers = Memo::new(move |_| {
            figures.with(|snapshot| gradients.with(|gradients| layer.of(&snapshot.params, gradients)))
        });
        let scales = Memo::new(move |before: Option<&Scales>| {
            let choice = store.view.scale.get();
            figures.with(|snapshot| Scales::new(layer, choice, &snapshot.params, &gradients.get(), before))
        });
        let format = Memo::new(move |_| scales.with(|scales| CellFormat::for_room(scales.largest(), room())));
        let cells = Memo::new(move |_| {
            let ramp = palette.with(Palette::sign);
            numbers.with(|numbers| scales.with(|scales| cells_of(numbers, scales, &ramp, format.get())))
        });
        Self { layer, numbers, scales, format, cells }
    }

    /// One of its cells.
    pub(super) fn cell(self, id: ParameterId) -> Memo<Option<Cell>> {
        Memo::new(move |_| self.cells.with(|cells| cells.get(id.index(cells.len() / 4)).cloned()))
    }

    /// Its number for a parameter that exists.
    pub(super) fn number(self, id: ParameterId) -> f64 {
        self.numbers.with(|numbers| numbers.get(id))
    }

    /// Whether its cells have room for numbers.
    pub(super) fn is_roomy(self) -> bool {
        self.format.with(Option::is_some)
    }

    /// What a legend beside it says of its ends: those of the lit parameter's group, where each has its own.
    pub(super) fn legend(self, store: Store) -> Signal<(Option<&'static str>, f64)> {
        Signal::derive(move || {
            let group = store.shown_parameter.get().group();
            self.scales.with(|scales| scales.legend(group))
        })
    }

    /// How the legend's numbers are written.
    pub(super) fn legend_format(self) -> Signal<CellFormat> {
        Signal::derive(move || self.format.get().unwrap_or(CellFormat::Significant))
    }
}

/// In the flat order of the parameters; without a format, cells hold no number.
fn cells_of(numbers: &Parameters, scales: &Scales, ramp: &Ramp, format: Option<CellFormat>) -> Arc<Vec<Cell>> {
    let cell = |id: ParameterId| {
        let value = numbers.get(id);
        Cell {
            text: format.map_or_else(String::new, |format| format.cell(value)),
            paper: text_color(ramp.at(scales.normalize(id, value))) == PAPER,
        }
    };
    Arc::new(numbers.ids().map(cell).collect())
}
