//! The forward and backward pass of one example, one quantity at a time, in seed 003's notation.
//!
//! [`walk`] computes every number once; formulas, operands, shapes and the graph all show those.

mod entries;
mod evaluate;
mod formulas;
mod line;
mod reads;
mod source;
mod spelled;
mod written;

pub use line::Piece;
pub use source::Source;
use strum::{IntoStaticStr, VariantArray};

use super::{Array, Equation, Formula, Quantity, Shape, Symbol};
use crate::{
    Named,
    data::Example,
    nn::{Parameters, Rates, Update, logistic_derivative, logistic_loss, two_layer, update},
};

/// One step of the walk, and the key of its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum StepId {
    /// Z = X·Wi + bi.
    #[strum(serialize = "Z")]
    Z,
    /// H = ReLU(Z).
    #[strum(serialize = "H")]
    H,
    /// Ȳ = H·Wo + bo.
    #[strum(serialize = "Ybar")]
    Ybar,
    /// s = log(1 + exp(−Y·Ȳ)).
    S,
    /// ∂s/∂Ȳ = −Y·σ(−Y·Ȳ).
    #[strum(serialize = "dsDYbar")]
    DsDybar,
    /// ∂s/∂Wo.
    #[strum(serialize = "dsDWo")]
    DsDwo,
    /// ∂s/∂bo.
    #[strum(serialize = "dsDbo")]
    DsDbo,
    /// ∂s/∂H.
    #[strum(serialize = "dsDH")]
    DsDh,
    /// ∂s/∂Z: the `ReLU`'s mask.
    #[strum(serialize = "dsDZ")]
    DsDz,
    /// ∂s/∂Wi.
    #[strum(serialize = "dsDWi")]
    DsDwi,
    /// ∂s/∂bi.
    #[strum(serialize = "dsDbi")]
    DsDbi,
    /// ∂s/∂X.
    #[strum(serialize = "dsDX")]
    DsDx,
    /// θ ← θ − η·g.
    Update,
}

/// Which part of the walk a step belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pass {
    /// From the input to the loss.
    Forward,
    /// From the loss to the input.
    Backward,
    /// What training does with the gradients.
    Update,
}

/// How a step is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Form {
    /// For each entry: ∂s/∂Wi\[i\]\[j\] = ∂s/∂Z\[j\]·X\[i\].
    Elements,
    /// With whole arrays: ∂s/∂Wi = Xᵀ·∂s/∂Z.
    #[default]
    Matrices,
    /// With Jacobians, as seed 003 does: diag(1\[Z > 0\])·(X ⊗ `I_h`), reshaped.
    Kronecker,
}

/// Both passes over one example at fixed parameters, and the update that follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// The example.
    pub example: Example,
    /// The parameters before the update.
    pub parameters: Parameters,
    /// Z. Shape `[h]`.
    pub z: Vec<f64>,
    /// H. Shape `[h]`.
    pub h: Vec<f64>,
    /// Ȳ.
    pub ybar: f64,
    /// s, at least 0.
    pub s: f64,
    /// ∂s/∂H. Shape `[h]`.
    pub ds_dh: Vec<f64>,
    /// ∂s/∂Z, 0 where the unit is off. Shape `[h]`.
    pub ds_dz: Vec<f64>,
    /// ∂s/∂X.
    pub ds_dx: [f64; 2],
    /// ∂s/∂θ, to the bit what backpropagation gives for this example alone.
    pub gradient: Parameters,
    /// What one step of SGD on this example alone does.
    pub update: Update,
}

/// One step, with the numbers of a walk.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Which.
    pub id: StepId,
    /// The name of what it makes: Z, ∂s/∂Wi, θ.
    pub makes: Equation,
    /// The numbers that it makes.
    pub value: Array,
    /// The chain rule: what arrives, the local derivative and their product. Backward steps only.
    pub chain: Option<Chain>,
}

/// A step of the chain rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// The gradient arriving from above.
    pub above: Operand,
    /// The local derivative that it is multiplied by.
    pub local: Operand,
    /// What comes out.
    pub product: Operand,
}

/// A part of a formula with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// What it is called.
    pub name: Equation,
    /// Its numbers.
    pub value: Array,
}

/// A step's formula, and the numbers in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The whole equation.
    pub formula: Equation,
    /// The arrays on its right side, in the order in which they are written, each once. Where it is written with
    /// whole arrays, Xᵀ, diag(…) and X ⊗ `I_h` count as one array each.
    pub operands: Vec<Operand>,
    /// The right side as one line of signs and operands.
    pub line: Vec<Piece>,
    /// What the right side comes to, computed from the formula as it stands, in the shape of what the step makes. The
    /// loss alone is computed as a stable softplus.
    pub result: Array,
    /// The same equation of shapes.
    pub shapes: Shapes,
}

/// Why the arrays of a formula fit.
#[derive(Clone, Debug, PartialEq)]
pub enum Shapes {
    /// The formula holds for every value of its free indices, each below its bound.
    ForEach(Vec<(char, usize)>),
    /// \[2, 8\] = \[2, 1\]·\[1, 8\].
    Equation(Formula<Shape>),
}

/// Walks one example through a network: forward, backward and update.
pub fn walk(parameters: &Parameters, example: Example, rates: Rates) -> Walk {
    let hidden = parameters.hidden();
    let Example { x, y } = example;
    let (mut z, mut h) = (vec![0.0; hidden], vec![0.0; hidden]);
    two_layer::hidden(parameters, x, &mut z);
    let ybar = two_layer::forward(parameters, x, &mut h);
    let slope = logistic_derivative(y, ybar);
    let ds_dh: Vec<f64> = parameters.wo().iter().map(|wo| slope * wo).collect();
    let ds_dz: Vec<f64> = ds_dh.iter().zip(&h).map(|(&dh, &h)| if h > 0.0 { dh } else { 0.0 }).collect();
    let ds_dwo = h.iter().map(|h| slope * h);
    let ds_dwi = x.into_iter().flat_map(|x| ds_dz.iter().map(move |dz| dz * x));
    let flat = ds_dwi.chain(ds_dz.iter().copied()).chain(ds_dwo).chain([slope]).collect();
    let gradient = Parameters::from_flat(hidden, flat).unwrap_or_else(|| Parameters::zeros(hidden));
    let ds_dx = [0, 1].map(|input| parameters.wi(input).iter().zip(&ds_dz).map(|(w, dz)| dz * w).sum());
    let update = update(parameters, &gradient, rates);
    let parameters = parameters.clone();
    Walk { example, parameters, z, h, ybar, s: logistic_loss(y, ybar), ds_dh, ds_dz, ds_dx, gradient, update }
}

impl StepId {
    /// Which part of the walk it belongs to.
    pub const fn pass(self) -> Pass {
        match self {
            Self::Z | Self::H | Self::Ybar | Self::S => Pass::Forward,
            Self::Update => Pass::Update,
            _ => Pass::Backward,
        }
    }

    /// Its place among [all steps](backprop::Named::ALL).
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The step after it; the last has none.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.index() + 1).copied()
    }

    /// The step before it; the first has none.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.get(self.index().checked_sub(1)?).copied()
    }

    /// The quantity whose value a forward step makes, or whose gradient a backward step makes; none for the update.
    pub const fn quantity(self) -> Option<Quantity> {
        match self {
            Self::Z | Self::DsDz => Some(Quantity::Z),
            Self::H | Self::DsDh => Some(Quantity::H),
            Self::Ybar | Self::DsDybar => Some(Quantity::Ybar),
            Self::S => Some(Quantity::S),
            Self::DsDwo => Some(Quantity::Wo),
            Self::DsDbo => Some(Quantity::Bo),
            Self::DsDwi => Some(Quantity::Wi),
            Self::DsDbi => Some(Quantity::Bi),
            Self::DsDx => Some(Quantity::X),
            Self::Update => None,
        }
    }

    /// The step of a pass that makes the value, or the gradient, of `quantity`; `None` where no step does.
    pub fn making(pass: Pass, quantity: Quantity) -> Option<Self> {
        let makes = |id: &Self| id.pass() == pass && id.quantity() == Some(quantity);
        Self::ALL.iter().copied().find(makes)
    }

    /// The name of what it makes: Z, ∂s/∂Wi, θ.
    pub fn makes(self) -> Equation {
        match (self.pass(), self.quantity()) {
            (Pass::Forward, Some(quantity)) => quantity.formula(),
            (Pass::Backward, Some(quantity)) => quantity.gradient(),
            _ => Symbol::Theta.into(),
        }
    }
}

impl Walk {
    /// Every step, in order.
    pub fn steps(&self) -> Vec<Step> {
        StepId::ALL.iter().copied().map(|id| self.step(id)).collect()
    }

    /// One step.
    pub fn step(&self, id: StepId) -> Step {
        let makes = id.makes();
        let value = match (id.pass(), id.quantity()) {
            (Pass::Forward, Some(quantity)) => self.value(quantity),
            (Pass::Backward, Some(quantity)) => self.gradient(quantity),
            _ => Array::vector(self.update.after.as_slice()),
        };
        Step { id, chain: self.chain(id, &makes, &value), makes, value }
    }

    /// The value of a quantity, in its shape.
    pub fn value(&self, quantity: Quantity) -> Array {
        let parameters = &self.parameters;
        match quantity {
            Quantity::X => Array::row(&self.example.x),
            Quantity::Z => Array::row(&self.z),
            Quantity::H => Array::row(&self.h),
            Quantity::Ybar => self.ybar.into(),
            Quantity::Y => self.example.y.into(),
            Quantity::S => self.s.into(),
            Quantity::Wi | Quantity::Bi | Quantity::Wo | Quantity::Bo => in_shape(parameters, quantity),
        }
    }

    /// ∂s/∂quantity, in the quantity's shape; ∂s/∂s is 1. The label has none, and 0 stands for it.
    pub fn gradient(&self, quantity: Quantity) -> Array {
        match quantity {
            Quantity::X => Array::row(&self.ds_dx),
            Quantity::Z => Array::row(&self.ds_dz),
            Quantity::H => Array::row(&self.ds_dh),
            Quantity::Ybar => self.gradient.bo().into(),
            Quantity::Y => 0.0.into(),
            Quantity::S => 1.0.into(),
            Quantity::Wi | Quantity::Bi | Quantity::Wo | Quantity::Bo => in_shape(&self.gradient, quantity),
        }
    }

    /// 1 for each unit that is on, 0 for each that is off. `[1, h]`.
    fn mask(&self) -> Array {
        Array::row(&self.h.iter().map(|&h| if h > 0.0 { 1.0 } else { 0.0 }).collect::<Vec<_>>())
    }

    fn chain(&self, id: StepId, makes: &Equation, value: &Array) -> Option<Chain> {
        use Quantity::{Bi, Bo, H, S, Wi, Wo, X, Ybar, Z};
        // What is differentiated, by what, and the numbers of that.
        let (above, below, local) = match id {
            StepId::DsDybar => (S, Ybar, self.gradient(Ybar)),
            StepId::DsDwo => (Ybar, Wo, Array::vector(&self.h)),
            StepId::DsDbo => (Ybar, Bo, 1.0.into()),
            StepId::DsDh => (Ybar, H, Array::row(self.parameters.wo())),
            StepId::DsDz => (H, Z, self.mask()),
            StepId::DsDwi => (Z, Wi, self.value(X)),
            StepId::DsDbi => (Z, Bi, 1.0.into()),
            StepId::DsDx => (Z, X, self.value(Wi)),
            StepId::Z | StepId::H | StepId::Ybar | StepId::S | StepId::Update => return None,
        };
        Some(Chain {
            above: Operand { name: above.gradient(), value: self.gradient(above) },
            local: Operand { name: above.formula().partial(below), value: local },
            product: Operand { name: makes.clone(), value: value.clone() },
        })
    }
}

/// One group of `parameters`, which are values or gradients, in its shape.
fn in_shape(parameters: &Parameters, quantity: Quantity) -> Array {
    let group = quantity.group().map_or(0..0, |group| group.range(parameters.hidden()));
    let values = &parameters.as_slice()[group];
    match quantity {
        Quantity::Wi => Array::new(Shape::Matrix(2, parameters.hidden()), values.to_vec()).expect("two rows"),
        Quantity::Bo => parameters.as_slice()[4 * parameters.hidden()].into(),
        _ => Array::vector(values),
    }
}

#[cfg(test)]
mod tests;
