//! The loops over hidden units that the training step and the 2-h-1 network share.
//!
//! Slices are cut to one length up front and walked in arrays of [`LANES`], so that the inner loops have no bounds
//! checks, their sums have independent accumulators, and each becomes a few vector instructions.

use nalgebra::RealField;

use super::activation::relu;

/// Units that one turn of a loop handles: two vectors of f64x2.
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
        let (w0, w0_rest) = self.wi[0].as_chunks::<LANES>();
        let (w1, w1_rest) = self.wi[1].as_chunks::<LANES>();
        let (b, b_rest) = self.bi.as_chunks::<LANES>();
        let (wo, wo_rest) = self.wo.as_chunks::<LANES>();
        let (h, h_rest) = h.as_chunks_mut::<LANES>();
        let mut sums = [0.0; LANES];
        for ((((w0, w1), b), wo), h) in w0.iter().zip(w1).zip(b).zip(wo).zip(h) {
            for k in 0..LANES {
                h[k] = relu(w0[k] * x[0] + w1[k] * x[1] + b[k]);
                sums[k] += wo[k] * h[k];
            }
        }
        let mut rest = self.bo;
        for ((((w0, w1), b), wo), h) in w0_rest.iter().zip(w1_rest).zip(b_rest).zip(wo_rest).zip(h_rest) {
            *h = relu(w0 * x[0] + w1 * x[1] + b);
            rest += wo * *h;
        }
        (sums[0] + sums[2]) + (sums[1] + sums[3]) + rest
    }
}

impl<'a> UnitsMut<'a> {
    /// Cuts the flat layout like [`Units::new`].
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
        *self.bo += slope;
        let [g0, g1] = &mut self.wi;
        let units =
            wo.iter().zip(h).zip(g0.iter_mut()).zip(g1.iter_mut()).zip(self.bi.iter_mut()).zip(self.wo.iter_mut());
        for (((((&wo, &h), g0), g1), gb), gwo) in units {
            let dz = if h > 0.0 { slope * wo } else { 0.0 };
            *g0 += dz * x[0];
            *g1 += dz * x[1];
            *gb += dz;
            *gwo += slope * h;
        }
    }

    /// SGD for a batch of one, backward and update in one pass: `step` = η·∂L/∂Ȳ, weights shrink by `keep` = 1 − η·λ.
    #[inline]
    pub(super) fn descend(self, h: &[f64], x: [f64; 2], step: f64, keep: f64) {
        *self.bo -= step;
        let [w0, w1] = self.wi;
        let (w0, w0_rest) = w0.as_chunks_mut::<LANES>();
        let (w1, w1_rest) = w1.as_chunks_mut::<LANES>();
        let (b, b_rest) = self.bi.as_chunks_mut::<LANES>();
        let (wo, wo_rest) = self.wo.as_chunks_mut::<LANES>();
        let (h, h_rest) = h.as_chunks::<LANES>();
        for ((((w0, w1), b), wo), h) in w0.iter_mut().zip(w1).zip(b).zip(wo).zip(h) {
            descend_units([w0, w1, b, wo], h, x, step, keep);
        }
        for ((((w0, w1), b), wo), h) in w0_rest.iter_mut().zip(w1_rest).zip(b_rest).zip(wo_rest).zip(h_rest) {
            let unit = [w0, w1, b, wo].map(std::array::from_mut);
            descend_units(unit, &[*h], x, step, keep);
        }
    }
}

/// [`UnitsMut::descend`] for N units: everything is read before anything is written, so the slices need not be known
/// to be apart for this to become vector instructions.
#[inline(always)]
fn descend_units<const N: usize>(unit: [&mut [f64; N]; 4], h: &[f64; N], x: [f64; 2], step: f64, keep: f64) {
    let [w0, w1, b, wo] = unit;
    let dz: [f64; N] = std::array::from_fn(|k| if h[k] > 0.0 { step * wo[k] } else { 0.0 });
    *w0 = std::array::from_fn(|k| keep * w0[k] - dz[k] * x[0]);
    *w1 = std::array::from_fn(|k| keep * w1[k] - dz[k] * x[1]);
    *b = std::array::from_fn(|k| b[k] - dz[k]);
    *wo = std::array::from_fn(|k| keep * wo[k] - step * h[k]);
}
