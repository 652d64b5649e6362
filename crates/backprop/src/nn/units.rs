//! The loops over hidden units that the training step and the 2-h-1 network share.
//!
//! Each loop is a function of plain slices, cut to one length before it starts: the inner loops have no bounds checks,
//! arguments that cannot overlap let the compiler vectorise them, and sums have independent accumulators.

use nalgebra::RealField;

use super::activation::relu;

/// Accumulators of a sum: two vectors of f64x2.
const LANES: usize = 4;

/// Examples that [`Units::outputs`] runs side by side: four vectors of f64x2.
pub(super) const BLOCK: usize = 8;

/// The numbers of a 2-h-1 network, or of a gradient, as slices of length h.
#[derive(Clone, Copy)]
pub(super) struct Units<'a, S> {
    pub(super) wi: [&'a [S]; 2],
    pub(super) bi: &'a [S],
    pub(super) wo: &'a [S],
    pub(super) bo: S,
}

/// [`Units`] to write to.
pub(super) struct UnitsMut<'a> {
    pub(super) wi: [&'a mut [f64]; 2],
    pub(super) bi: &'a mut [f64],
    pub(super) wo: &'a mut [f64],
    pub(super) bo: &'a mut f64,
}

impl<'a, S: RealField + Copy> Units<'a, S> {
    /// Cuts the flat layout `[Wi row 0 | Wi row 1 | bi | Wo | bo]` of `hidden` units. Panics on any other length.
    #[inline]
    pub(super) fn new(hidden: usize, values: &'a [S]) -> Self {
        let (wi0, rest) = values.split_at(hidden);
        let (wi1, rest) = rest.split_at(hidden);
        let (bi, rest) = rest.split_at(hidden);
        let (wo, bo) = rest.split_at(hidden);
        Self { wi: [wi0, wi1], bi, wo, bo: bo[0] }
    }

    /// Each unit, in order: its two weights and bias, and its Wo.
    pub(super) fn each(self) -> impl Iterator<Item = ([S; 3], S)> {
        self.wi[0].iter().zip(self.wi[1]).zip(self.bi).zip(self.wo).map(|(((&w0, &w1), &b), &wo)| ([w0, w1, b], wo))
    }

    /// Ȳ of [`BLOCK`] examples given by column. The loop inside runs over examples, so it needs no final sum.
    #[inline]
    pub(super) fn outputs(self, x: [&[S; BLOCK]; 2]) -> [S; BLOCK] {
        let mut outputs = [self.bo; BLOCK];
        for ([w0, w1, b], wo) in self.each() {
            for ((output, &x0), &x1) in outputs.iter_mut().zip(x[0]).zip(x[1]) {
                *output += wo * relu(w0 * x0 + w1 * x1 + b);
            }
        }
        outputs
    }
}

impl Units<'_, f64> {
    /// Forward for one example: fills `h` with H = ReLU(x·Wi + bi) and gives Ȳ = H·Wo + bo.
    #[inline]
    pub(super) fn forward(self, x: [f64; 2], h: &mut [f64]) -> f64 {
        hidden(self.wi[0], self.wi[1], self.bi, x, h);
        dot(self.wo, h) + self.bo
    }
}

impl<'a> UnitsMut<'a> {
    /// Cuts the flat layout like [`Units::new`].
    #[inline]
    pub(super) fn new(hidden: usize, values: &'a mut [f64]) -> Self {
        let (wi0, rest) = values.split_at_mut(hidden);
        let (wi1, rest) = rest.split_at_mut(hidden);
        let (bi, rest) = rest.split_at_mut(hidden);
        let (wo, bo) = rest.split_at_mut(hidden);
        Self { wi: [wi0, wi1], bi, wo, bo: &mut bo[0] }
    }

    /// Backward for one example, added to this gradient, from `slope` = ∂L/∂Ȳ and the H that forward left in `h`:
    ///
    /// ∂L/∂Wo = slope·H, ∂L/∂bo = slope, ∂L/∂Z = slope·Wo ⊙ 1\[H > 0\], ∂L/∂Wi = x ⊗ ∂L/∂Z, ∂L/∂bi = ∂L/∂Z.
    #[inline]
    pub(super) fn add_backward(&mut self, wo: &[f64], h: &[f64], x: [f64; 2], slope: f64) {
        let [g0, g1] = &mut self.wi;
        add_hidden(g0, g1, self.bi, [wo, h], x, slope);
        add_scaled(self.wo, h, slope);
        *self.bo += slope;
    }

    /// SGD for a batch of one, backward and update in one pass. The old Wo is read before the new one is written.
    #[inline]
    pub(super) fn descend(self, h: &[f64], descent: Descent) {
        let [w0, w1] = self.wi;
        descend_units(w0, w1, self.bi, self.wo, h, descent);
        *self.bo -= descent.step;
    }
}

/// What [`UnitsMut::descend`] is told about its one example.
#[derive(Clone, Copy)]
pub(super) struct Descent {
    /// The example's input.
    pub(super) x: [f64; 2],
    /// η·∂L/∂Ȳ.
    pub(super) step: f64,
    /// What L2 leaves of a weight: 1 − η·λ.
    pub(super) keep: f64,
}

/// H = ReLU(x·Wi + bi).
fn hidden(w0: &[f64], w1: &[f64], b: &[f64], x: [f64; 2], h: &mut [f64]) {
    let n = h.len();
    let (w0, w1, b) = (&w0[..n], &w1[..n], &b[..n]);
    for k in 0..n {
        h[k] = relu(w0[k] * x[0] + w1[k] * x[1] + b[k]);
    }
}

/// Σ a·b with [`LANES`] accumulators.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let mut sums = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for k in 0..LANES {
            sums[k] += a[k] * b[k];
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    (sums[0] + sums[2]) + (sums[1] + sums[3]) + rest
}

/// slope·Wo ⊙ 1\[H > 0\] of one unit. The product comes first, so that the mask is a select and not a branch.
#[inline]
fn hidden_slope(slope: f64, wo: f64, h: f64) -> f64 {
    let unmasked = slope * wo;
    if h > 0.0 { unmasked } else { 0.0 }
}

fn add_hidden(g0: &mut [f64], g1: &mut [f64], gb: &mut [f64], [wo, h]: [&[f64]; 2], x: [f64; 2], slope: f64) {
    let n = g0.len();
    let (g1, gb, wo, h) = (&mut g1[..n], &mut gb[..n], &wo[..n], &h[..n]);
    for k in 0..n {
        let dz = hidden_slope(slope, wo[k], h[k]);
        g0[k] += dz * x[0];
        g1[k] += dz * x[1];
        gb[k] += dz;
    }
}

fn add_scaled(sum: &mut [f64], values: &[f64], scale: f64) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += scale * value;
    }
}

fn descend_units(w0: &mut [f64], w1: &mut [f64], b: &mut [f64], wo: &mut [f64], h: &[f64], descent: Descent) {
    let (n, Descent { x, step, keep }) = (h.len(), descent);
    let (w0, w1, b, wo) = (&mut w0[..n], &mut w1[..n], &mut b[..n], &mut wo[..n]);
    for k in 0..n {
        let dz = hidden_slope(step, wo[k], h[k]);
        w0[k] = keep * w0[k] - dz * x[0];
        w1[k] = keep * w1[k] - dz * x[1];
        b[k] -= dz;
        wo[k] = keep * wo[k] - step * h[k];
    }
}
