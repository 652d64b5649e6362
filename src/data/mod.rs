//! Datasets, their generators, and the one seeded portable random generator.

/// One labelled point of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// (x₁, x₂).
    pub x: [f64; 2],
    /// The label Y: −1 or +1.
    pub y: f64,
}
