//! The heatmaps' color scale: symmetric about zero, so that zero is neutral, and steady enough to read.

/// Values from −limit to +limit become −1 to +1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SymmetricScale {
    limit: f64,
}

/// Once the largest value is below this share of the limit, the scale shrinks. The next lower limit is at most half,
/// so a scale that has just grown or shrunk holds over a range of values.
const SHRINK_BELOW: f64 = 0.3;

impl SymmetricScale {
    /// What all-zero data get: ±1.
    pub const UNIT: Self = Self { limit: 1.0 };

    /// The smallest of 1, 2 or 5 times a power of ten that no |value| exceeds. Values that are not finite are
    /// ignored; where nothing but zeros is left, the limit is 1.
    ///
    /// One scale for several groups: chain their values.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        Self { limit: snap_up(largest(values)) }
    }

    /// The scale for the next frame: at once larger where a value exceeds the limit, smaller only when all values are
    /// below a third of it, so that the legend does not flicker while training. All zeros keep the scale.
    #[must_use]
    pub fn following(self, values: impl IntoIterator<Item = f64>) -> Self {
        let largest = largest(values);
        if largest == 0.0 || (largest <= self.limit && largest >= SHRINK_BELOW * self.limit) {
            return self;
        }
        Self { limit: snap_up(largest) }
    }

    /// What the legend says at its ends: above 0, finite.
    pub fn limit(&self) -> f64 {
        self.limit
    }

    /// −1 at −limit, 0 at 0, +1 at +limit, no further beyond. NaN is 0, the neutral color.
    pub fn normalize(&self, value: f64) -> f64 {
        let share = value / self.limit;
        if share.is_nan() { 0.0 } else { share.clamp(-1.0, 1.0) }
    }
}

/// The largest finite |value|, 0 where there is none.
fn largest(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().map(f64::abs).filter(|value| value.is_finite()).fold(0.0, f64::max)
}

/// 1, 2 or 5 times a power of ten, at least `value`; 1 for 0. At the ends of the floats it stays finite and above 0.
fn snap_up(value: f64) -> f64 {
    if value == 0.0 {
        return 1.0;
    }
    let value = value.max(f64::MIN_POSITIVE);
    let exponent = value.log10().floor() as i32;
    // One decade early, because the logarithm may round up at a power of ten.
    (exponent - 1..=exponent + 1)
        .flat_map(|exponent| [1.0, 2.0, 5.0].map(|digit| digit_times_power(digit, exponent)))
        .find(|&limit| limit >= value)
        .filter(|limit| limit.is_finite())
        .unwrap_or(f64::MAX)
}

/// `digit · 10^exponent`, the float that one would write: 0.2, not 0.2 and a bit.
pub(super) fn digit_times_power(digit: f64, exponent: i32) -> f64 {
    if (-300..0).contains(&exponent) { digit / 10f64.powi(-exponent) } else { digit * 10f64.powi(exponent) }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact by construction")]
mod tests {
    use super::*;

    #[test]
    fn limits_are_one_two_five() {
        let cases: [(&[f64], f64); 12] = [
            (&[], 1.0),
            (&[0.0, -0.0], 1.0),
            (&[0.03, -0.031], 0.05),
            (&[1.0], 1.0),
            (&[-1.000_1], 2.0),
            (&[0.2], 0.2),
            (&[0.1], 0.1),
            (&[1000.0], 1000.0),
            (&[f64::NAN, f64::INFINITY, 4.0], 5.0),
            (&[f64::NAN], 1.0),
            (&[6e-10], 1e-9),
            (&[1e6, 3.0], 1e6),
        ];
        for (values, want) in cases {
            assert_eq!(SymmetricScale::of(values.iter().copied()).limit(), want, "{values:?}");
        }
        for extreme in [f64::MAX, f64::MIN, 1.7e308, f64::MIN_POSITIVE, 5e-324] {
            let limit = SymmetricScale::of([extreme]).limit();
            assert!(limit.is_finite() && limit >= extreme.abs(), "{extreme}: {limit}");
        }
    }

    #[test]
    fn normalizes_with_sign_and_never_leaves_the_range() {
        let scale = SymmetricScale::of([0.03, -0.05]);
        let cases = [
            (0.05, 1.0),
            (-0.05, -1.0),
            (0.0, 0.0),
            (0.025, 0.5),
            (9.0, 1.0),
            (f64::NEG_INFINITY, -1.0),
            (f64::NAN, 0.0),
        ];
        for (value, want) in cases {
            assert!((scale.normalize(value) - want).abs() < 1e-12, "{value} should be {want}");
        }
    }

    #[test]
    fn following_grows_at_once_and_shrinks_late() {
        let scale = SymmetricScale::of([1.0]);
        assert_eq!(scale.following([0.31]).limit(), 1.0, "a third still fills the scale");
        assert_eq!(scale.following([1.01]).limit(), 2.0, "no value is cut off");
        assert_eq!(scale.following([0.19]).limit(), 0.2, "shrinks once colors turn pale");
        assert_eq!(scale.following([0.0]).limit(), 1.0, "an inactive example keeps the legend");
        let mut limits = vec![];
        let mut scale = SymmetricScale::UNIT;
        for step in 0..200 {
            scale = scale.following([0.5 + 0.04 * f64::from(step % 5)]);
            limits.push(scale.limit());
        }
        limits.dedup();
        assert_eq!(limits, [1.0], "a value that jitters about a threshold does not flicker");
    }
}
