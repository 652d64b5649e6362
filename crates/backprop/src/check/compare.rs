//! How close two derivatives are, and whether that is close enough.

/// How a backpropagated derivative and its witness compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// |a − b|; 0 for equal infinities, NaN where either is NaN.
    pub absolute: f64,
    /// |a − b| / max(|a|, |b|), between 0 and 2; 0 where both are 0, NaN where either is NaN or, unequal,
    /// infinite.
    pub relative: f64,
    /// |a − b| / (atol + rtol·|b|), how much of the tolerance is used up: 1 or less is a match.
    pub violation: f64,
    /// Whether they match as `np.allclose(a, b, rtol, atol)` says. NaN never matches.
    pub matches: bool,
}

/// Compares as `np.allclose(witness, backprop, rtol, atol)`, in the argument order of seed 001: the relative tolerance
/// is measured against backprop's number.
pub fn compare(witness: f64, backprop: f64, rtol: f64, atol: f64) -> Comparison {
    // Equal numbers include equal infinities, whose difference would be NaN.
    if witness.total_cmp(&backprop).is_eq() && !witness.is_nan() {
        return Comparison { absolute: 0.0, relative: 0.0, violation: 0.0, matches: true };
    }
    let absolute = (witness - backprop).abs();
    let largest = witness.abs().max(backprop.abs());
    let relative = if absolute == 0.0 { 0.0 } else { absolute / largest };
    let tolerance = atol + rtol * backprop.abs();
    // An infinite number is close to no other, whatever the tolerance; two different numbers never match at tolerance 0.
    let violation = match absolute / tolerance {
        _ if absolute == 0.0 => 0.0,
        _ if absolute.is_infinite() => f64::INFINITY,
        share => share,
    };
    Comparison { absolute, relative, violation, matches: absolute.is_finite() && absolute <= tolerance }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INF: f64 = f64::INFINITY;
    const NAN: f64 = f64::NAN;

    #[test]
    fn matches_as_numpy_says() {
        let table = [
            (0.0, 0.0, true),
            (0.0, -0.0, true),
            (1.0, 1.000_009, true),
            (1.0, 1.000_02, false),
            (1e-9, 0.0, true),
            (1e-7, 0.0, false),
            (1.0, -1.0, false),
            (INF, INF, true),
            (INF, -INF, false),
            (1.0, INF, false),
            (INF, 1.0, false),
            (NAN, 1.0, false),
            (1.0, NAN, false),
            (NAN, NAN, false),
        ];
        for (witness, backprop, expected) in table {
            let comparison = compare(witness, backprop, 1e-5, 1e-8);
            assert_eq!(comparison.matches, expected, "{witness} and {backprop}");
            assert_eq!(comparison.violation <= 1.0, expected, "violation for {witness} and {backprop}");
        }
    }

    #[test]
    fn the_relative_tolerance_is_of_backprop() {
        assert!(compare(1.0, 2.0, 0.5, 0.0).matches, "|1 − 2| ≤ 0.5·|2|");
        assert!(!compare(2.0, 1.0, 0.5, 0.0).matches, "|2 − 1| > 0.5·|1|");
    }

    #[test]
    fn errors_are_measured() {
        let table = [(3.0, 4.0, 1.0, 0.25), (-1.0, 1.0, 2.0, 2.0), (0.0, 5.0, 5.0, 1.0), (0.0, 0.0, 0.0, 0.0)];
        for (witness, backprop, absolute, relative) in table {
            let comparison = compare(witness, backprop, 1e-5, 1e-8);
            assert!((comparison.absolute - absolute).abs() < 1e-15, "absolute of {witness} and {backprop}");
            assert!((comparison.relative - relative).abs() < 1e-15, "relative of {witness} and {backprop}");
        }
        let broken = compare(NAN, 1.0, 1e-5, 1e-8);
        assert!(broken.absolute.is_nan() && broken.relative.is_nan(), "a NaN is never a small error");
    }

    #[test]
    fn no_tolerance_takes_only_equal_numbers() {
        assert!(compare(1.0, 1.0, 0.0, 0.0).matches, "equal");
        assert!(!compare(1.0, 1.0 + f64::EPSILON, 0.0, 0.0).matches, "one bit apart");
    }

    #[test]
    fn how_much_of_the_tolerance_is_used_is_a_number_where_both_are() {
        let zeros = compare(0.0, -0.0, 0.0, 0.0);
        assert!(zeros.matches && zeros.violation == 0.0, "nothing of no tolerance: {zeros:?}");
        for (witness, backprop) in [(1.0, INF), (INF, 1.0), (INF, -INF)] {
            assert_eq!(compare(witness, backprop, 1e-5, 1e-8).violation, INF, "all of it: {witness} and {backprop}");
        }
    }
}
