//! The six generated shapes: where a point of each class lies before noise moves it.

use std::f64::consts::{PI, TAU};

use strum::{IntoStaticStr, VariantArray};

use super::Portable;

/// A shape of dataset. Each has two classes and fills about [−1, 1]².
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Kind {
    /// Four blocks: +1 where x₁ and x₂ have the same sign.
    Xor,
    /// A disc of +1 within a ring of −1.
    Circles,
    /// Two round clouds: +1 upper right, −1 lower left.
    Gaussians,
    /// Two half circles that reach into each other: +1 the upper one.
    Moons,
    /// Two arms, each of one turn and a quarter.
    Spiral,
    /// Four by four squares, +1 where the numbers of row and column are both even or both odd.
    Checkerboard,
}

/// Which of the two classes a point belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Label +1.
    Plus,
    /// Label −1.
    Minus,
}

impl Class {
    /// The label Y: +1 or −1.
    pub(super) const fn label(self) -> f64 {
        match self {
            Self::Plus => 1.0,
            Self::Minus => -1.0,
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::Plus => Self::Minus,
            Self::Minus => Self::Plus,
        }
    }
}

impl Kind {
    /// A noise at which the classes of this shape touch but still tell apart.
    /// Standard deviation in the units of the axes, as [`super::Source::Generated`] has it.
    pub const fn usual_noise(self) -> f64 {
        match self {
            Self::Xor | Self::Circles | Self::Gaussians | Self::Moons => 0.1,
            Self::Spiral | Self::Checkerboard => 0.04,
        }
    }

    /// Where the point number `index` of `class` lies before noise. `along` in [0, 1) is its place along the shape:
    /// spread evenly over a class, so that small datasets have no holes.
    pub(super) fn place(self, class: Class, index: usize, along: f64, rng: &mut Portable) -> [f64; 2] {
        let sign = class.label();
        match self {
            Self::Xor => {
                // A gap of 0.3 between the blocks lets the default noise blur the border, but hardly cross it.
                let (a, b) = (0.15 + 0.8 * along, 0.15 + 0.8 * rng.uniform());
                let side = if index.is_multiple_of(2) { 1.0 } else { -1.0 };
                [side * a, side * sign * b]
            }
            Self::Circles => {
                // Square roots of uniform squares spread points evenly over the area.
                let (inner, outer) = match class {
                    Class::Plus => (0.0, 0.4),
                    Class::Minus => (0.65, 0.95),
                };
                let radius = libm::sqrt(inner * inner + (outer * outer - inner * inner) * rng.uniform());
                polar(radius, TAU * along)
            }
            Self::Gaussians => {
                let mut cloud = || sign * 0.45 + 0.2 * rng.normal();
                [cloud(), cloud()]
            }
            Self::Spiral => {
                // The square root spreads points evenly along the arm.
                let reach = libm::sqrt(0.01 + 0.99 * along);
                polar(0.95 * sign * reach, 1.25 * TAU * reach)
            }
            Self::Moons => {
                // scikit-learn's make_moons, centred and scaled by 0.6.
                let (sin, cos) = (libm::sin(PI * along), libm::cos(PI * along));
                [0.6 * sign * (cos - 0.5), 0.6 * sign * (sin - 0.25)]
            }
            Self::Checkerboard => {
                // Row and column of the class's eight squares in turn; a margin keeps points off the squares' borders.
                let row = (index / 2) % 4;
                let shift = usize::from(class == Class::Minus);
                let column = 2 * (index % 2) + (row + shift) % 2;
                let inside = |cell: usize, u: f64| -1.0 + 0.5 * (cell as f64 + 0.1 + 0.8 * u);
                [inside(column, along), inside(row, rng.uniform())]
            }
        }
    }
}

fn polar(radius: f64, angle: f64) -> [f64; 2] {
    [radius * libm::cos(angle), radius * libm::sin(angle)]
}
