//! The one random generator: the same bits from the same seed on every target, for ever.
//!
//! Links hold seeds, so nothing here may change: not the generator (PCG XSH RR 64/32), not how a seed becomes its state,
//! not the shuffle. That is why `rand`'s own distributions are not used: they may change between versions.

use rand_pcg::{Pcg32, rand_core::Rng};

/// What the numbers are drawn for. Each purpose has a sequence of its own, so that drawing more for one changes no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The points of a generated dataset.
    Points,
    /// Which custom points are held back for testing.
    Split,
    /// The parameters that training starts from.
    Parameters,
    /// The points of a dab of the brush.
    Brush,
    /// The order of the examples in the epoch of this number.
    Order(u64),
}

impl Purpose {
    const fn stream(self) -> u64 {
        match self {
            Self::Brush => 0,
            Self::Points => 1,
            Self::Split => 2,
            Self::Parameters => 3,
            Self::Order(epoch) => 4_u64.wrapping_add(epoch),
        }
    }
}

/// A seeded generator that gives the same numbers on every machine and target.
#[derive(Clone, Debug)]
pub struct Portable(Pcg32);

impl Portable {
    /// The sequence that `seed` gives for `purpose`.
    pub fn new(seed: u64, purpose: Purpose) -> Self {
        // Neighbouring seeds and epochs must give unrelated sequences, so both are scattered first.
        Self(Pcg32::new(scatter(seed), scatter(purpose.stream() ^ scatter(!seed))))
    }

    /// A number from [0, 1), a multiple of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A number from the normal distribution of mean 0 and variance 1, by Box and Muller. Always within ±8.6.
    pub fn normal(&mut self) -> f64 {
        // 1 − u lies in (0, 1], so the logarithm is finite. libm's functions are the same code on every target.
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.uniform()));
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// A whole number from 0 to `bound` − 1, each as likely as any other (Lemire's method); 0 where `bound` is 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        loop {
            let product = u64::from(self.0.next_u32()) * u64::from(bound);
            // The rare low products would favour some results; dividing is slow, so that is looked at last.
            let low = product as u32;
            if low >= bound || bound == 0 || low >= bound.wrapping_neg() % bound {
                return (product >> 32) as u32;
            }
        }
    }

    /// Puts `items` into an order of which each is as likely as any other (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u32 + 1) as usize);
        }
    }
}

/// `SplitMix64`'s output function: a bijection in which each bit of `value` changes about half of the result's.
const fn scatter(value: u64) -> u64 {
    let z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_pinned() {
        let mut rng = Portable::new(1, Purpose::Points);
        let uniform = [0; 3].map(|_| rng.uniform().to_bits());
        let normal = [0; 3].map(|_| rng.normal().to_bits());
        let below = [0; 6].map(|_| rng.below(10));
        let mut order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        Portable::new(9_007_199_254_740_991, Purpose::Order(3)).shuffle(&mut order);
        assert_eq!(uniform, [0x3fe3_e8f5_5bf2_4d46, 0x3fe8_7b4d_547f_ac7b, 0x3fd6_81e8_2e5a_9ebe], "uniform of seed 1");
        assert_eq!(normal, [0x3f91_8efd_2a67_a16b, 0xbfe3_f5fa_6234_ee53, 0xbfe5_e01e_1a94_709e], "normal of seed 1");
        assert_eq!(below, [0, 4, 2, 5, 5, 5], "below 10 of seed 1");
        assert_eq!(order, [5, 4, 8, 6, 0, 9, 1, 7, 3, 2], "order of epoch 3 of the largest seed");
    }

    #[test]
    fn moments_are_right() {
        let mut rng = Portable::new(7, Purpose::Parameters);
        let n = 100_000;
        let normals: Vec<f64> = (0..n).map(|_| rng.normal()).collect();
        let mean = normals.iter().sum::<f64>() / f64::from(n);
        let variance = normals.iter().map(|z| (z - mean).powi(2)).sum::<f64>() / f64::from(n);
        assert!(mean.abs() < 0.01, "mean of the normal is {mean}");
        assert!((variance - 1.0).abs() < 0.02, "variance of the normal is {variance}");
        let uniforms: Vec<f64> = (0..n).map(|_| rng.uniform()).collect();
        assert!(uniforms.iter().all(|u| (0.0..1.0).contains(u)), "uniform stays in [0, 1)");
        let mean = uniforms.iter().sum::<f64>() / f64::from(n);
        assert!((mean - 0.5).abs() < 0.005, "mean of the uniform is {mean}");
    }

    #[test]
    fn every_result_of_below_is_as_likely() {
        let mut rng = Portable::new(3, Purpose::Split);
        let mut counts = [0; 7];
        (0..70_000).for_each(|_| counts[rng.below(7) as usize] += 1);
        assert!(counts.iter().all(|&count| (9_600..10_400).contains(&count)), "counts {counts:?}");
        assert_eq!((rng.below(0), rng.below(1)), (0, 0), "bounds 0 and 1");
    }

    #[test]
    fn neighbouring_seeds_and_purposes_differ() {
        let first = |seed, purpose| Portable::new(seed, purpose).uniform().to_bits();
        let mut seen = std::collections::HashSet::new();
        for seed in 0..50 {
            for purpose in [Purpose::Points, Purpose::Split, Purpose::Parameters, Purpose::Order(0), Purpose::Order(1)]
            {
                assert!(seen.insert(first(seed, purpose)), "seed {seed} for {purpose:?} repeats another sequence");
            }
        }
    }
}
