//! The parameters of the 2-h-1 network, or a gradient with respect to them: one flat vector with names.

use std::{fmt, ops::Range, str::FromStr};

/// Wi `[2, h]`, bi `[h]`, Wo `[h]` and bo of the 2-h-1 network, or a gradient of the same shapes.
///
/// Stored flat as `[Wi row 0 | Wi row 1 | bi | Wo | bo]`, 4h + 1 numbers, so that the training step, the witnesses
/// and the pictures walk one slice.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    hidden: usize,
    values: Vec<f64>,
}

impl Parameters {
    /// All zeros for `hidden` units.
    pub fn zeros(hidden: usize) -> Self {
        Self { hidden, values: vec![0.0; Self::count(hidden)] }
    }

    /// From the flat layout; `None` where the length is not 4h + 1.
    pub fn from_flat(hidden: usize, values: Vec<f64>) -> Option<Self> {
        (values.len() == Self::count(hidden)).then_some(Self { hidden, values })
    }

    /// How many numbers a network of `hidden` units has: 4h + 1.
    pub const fn count(hidden: usize) -> usize {
        4 * hidden + 1
    }

    /// h, the number of hidden units.
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// The flat layout, length 4h + 1.
    pub fn as_slice(&self) -> &[f64] {
        &self.values
    }

    /// The flat layout, length 4h + 1.
    pub fn as_mut_slice(&mut self) -> &mut [f64] {
        &mut self.values
    }

    /// Row `input` (0 or 1) of Wi, shape `[h]`.
    pub fn wi(&self, input: usize) -> &[f64] {
        &self.values[input * self.hidden..(input + 1) * self.hidden]
    }

    /// bi, shape `[h]`.
    pub fn bi(&self) -> &[f64] {
        &self.values[2 * self.hidden..3 * self.hidden]
    }

    /// Wo, shape `[h]`.
    pub fn wo(&self) -> &[f64] {
        &self.values[3 * self.hidden..4 * self.hidden]
    }

    /// bo, a scalar.
    pub fn bo(&self) -> f64 {
        self.values[4 * self.hidden]
    }

    /// The number that `id` names. Panics where `id` names a unit that this network lacks.
    pub fn get(&self, id: ParameterId) -> f64 {
        self.values[id.index(self.hidden)]
    }

    /// Sets the number that `id` names. Panics where `id` names a unit that this network lacks.
    pub fn set(&mut self, id: ParameterId, value: f64) {
        let index = id.index(self.hidden);
        self.values[index] = value;
    }

    /// Every parameter's name, in the flat layout's order.
    pub fn ids(&self) -> impl Iterator<Item = ParameterId> + use<> {
        let hidden = self.hidden;
        (0..Self::count(hidden)).map(move |index| ParameterId::from_index(index, hidden))
    }

    /// Whether every number is finite.
    pub fn is_finite(&self) -> bool {
        self.values.iter().all(|value| value.is_finite())
    }
}

/// A layer's weights or biases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Hidden layer's weights, `[2, h]`.
    Wi,
    /// Hidden layer's biases, `[h]`.
    Bi,
    /// Output layer's weights, `[h]`.
    Wo,
    /// Output layer's bias, a scalar.
    Bo,
}

impl Group {
    /// In the order of the forward pass.
    pub const ALL: [Self; 4] = [Self::Wi, Self::Bi, Self::Wo, Self::Bo];

    /// The seeds' name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wi => "Wi",
            Self::Bi => "bi",
            Self::Wo => "Wo",
            Self::Bo => "bo",
        }
    }

    /// Whether these are weights, which L2 shrinks, and not biases.
    pub const fn is_weights(self) -> bool {
        matches!(self, Self::Wi | Self::Wo)
    }

    /// Where the group stands in the flat layout of `hidden` units.
    pub const fn range(self, hidden: usize) -> Range<usize> {
        match self {
            Self::Wi => 0..2 * hidden,
            Self::Bi => 2 * hidden..3 * hidden,
            Self::Wo => 3 * hidden..4 * hidden,
            Self::Bo => 4 * hidden..4 * hidden + 1,
        }
    }
}

/// The name of one parameter: `Wi[0][3]`, `bi[3]`, `Wo[3]` or `bo`. Units and inputs count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterId {
    /// Weight from `input` to hidden `unit`.
    Wi {
        /// 0 for x₁, 1 for x₂.
        input: usize,
        /// Hidden unit.
        unit: usize,
    },
    /// Bias of hidden `unit`.
    Bi {
        /// Hidden unit.
        unit: usize,
    },
    /// Weight from hidden `unit` to the output.
    Wo {
        /// Hidden unit.
        unit: usize,
    },
    /// The output's bias.
    Bo,
}

impl ParameterId {
    /// Where this parameter stands in the flat layout of `hidden` units.
    pub const fn index(self, hidden: usize) -> usize {
        match self {
            Self::Wi { input, unit } => input * hidden + unit,
            Self::Bi { unit } => 2 * hidden + unit,
            Self::Wo { unit } => 3 * hidden + unit,
            Self::Bo => 4 * hidden,
        }
    }

    /// The inverse of [`Self::index`]. Anything past Wo is bo.
    pub const fn from_index(index: usize, hidden: usize) -> Self {
        match index.checked_div(hidden) {
            Some(input @ (0 | 1)) => Self::Wi { input, unit: index % hidden },
            Some(2) => Self::Bi { unit: index % hidden },
            Some(3) => Self::Wo { unit: index % hidden },
            _ => Self::Bo,
        }
    }

    /// The group that this parameter belongs to.
    pub const fn group(self) -> Group {
        match self {
            Self::Wi { .. } => Group::Wi,
            Self::Bi { .. } => Group::Bi,
            Self::Wo { .. } => Group::Wo,
            Self::Bo => Group::Bo,
        }
    }

    /// The hidden unit that this parameter belongs to; bo belongs to none.
    pub const fn unit(self) -> Option<usize> {
        match self {
            Self::Wi { unit, .. } | Self::Bi { unit } | Self::Wo { unit } => Some(unit),
            Self::Bo => None,
        }
    }

    /// Whether a network of `hidden` units has this parameter.
    pub const fn exists(self, hidden: usize) -> bool {
        match self {
            Self::Wi { input, unit } => input < 2 && unit < hidden,
            Self::Bi { unit } | Self::Wo { unit } => unit < hidden,
            Self::Bo => true,
        }
    }
}

impl fmt::Display for ParameterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wi { input, unit } => write!(f, "Wi[{input}][{unit}]"),
            Self::Bi { unit } => write!(f, "bi[{unit}]"),
            Self::Wo { unit } => write!(f, "Wo[{unit}]"),
            Self::Bo => f.write_str("bo"),
        }
    }
}

/// A text that names no parameter of any network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownParameter;

impl FromStr for ParameterId {
    type Err = UnknownParameter;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('[');
        let name = parts.next().ok_or(UnknownParameter)?;
        let indices = parts
            .map(|part| part.strip_suffix(']').and_then(|digits| digits.parse().ok()))
            .collect::<Option<Vec<usize>>>()
            .ok_or(UnknownParameter)?;
        match (name, indices.as_slice()) {
            ("Wi", &[input @ (0 | 1), unit]) => Ok(Self::Wi { input, unit }),
            ("bi", &[unit]) => Ok(Self::Bi { unit }),
            ("Wo", &[unit]) => Ok(Self::Wo { unit }),
            ("bo", &[]) => Ok(Self::Bo),
            _ => Err(UnknownParameter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_indices_and_texts_are_inverse() {
        for hidden in [1, 2, 8, 64] {
            for (index, id) in Parameters::zeros(hidden).ids().enumerate() {
                assert_eq!(id.index(hidden), index, "{id} of {hidden} units");
                assert_eq!(id.to_string().parse(), Ok(id), "{id}");
                assert!(id.exists(hidden) && id.group().range(hidden).contains(&index), "{id}");
                assert_eq!(id.to_string().split('[').next(), Some(id.group().name()), "{id} bears its group's name");
                assert_eq!(id.unit(), (index < 4 * hidden).then_some(index % hidden), "{id}");
                let fewer = id.unit().is_none_or(|unit| unit < hidden - 1);
                assert_eq!(id.exists(hidden - 1), fewer, "{id} of one unit less");
            }
        }
        assert!(!ParameterId::Wi { input: 2, unit: 0 }.exists(8), "there are two inputs");
    }

    #[test]
    fn one_number_that_is_none_is_noticed_wherever_it_stands() {
        let finite = Parameters::zeros(2);
        assert!(finite.is_finite(), "zeros are");
        for id in finite.ids() {
            for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                let mut parameters = finite.clone();
                parameters.set(id, value);
                assert!(!parameters.is_finite(), "{value} in {id}");
            }
        }
    }

    #[test]
    fn other_texts_name_nothing() {
        for text in
            ["", "Wi", "Wi[2][0]", "Wi[0]", "bi[-1]", "bi[0", "wo[0]", "bo[0]", "Wo[0][0]", "bi[99999999999999999999]"]
        {
            assert_eq!(text.parse::<ParameterId>(), Err(UnknownParameter), "{text}");
        }
    }
}
