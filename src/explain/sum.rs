//! Sums that add up: exactly rounded, and rounded for show without losing the total.

/// The sum of `values`, rounded once: as if added with infinitely many digits, whatever their order.
///
/// Shewchuk's method, as Python's `math.fsum`. Where a value is not finite or a partial sum overflows, the plain sum.
pub fn exact_sum(values: impl IntoIterator<Item = f64> + Clone) -> f64 {
    let mut partials: Vec<f64> = Vec::new();
    for value in values.clone() {
        let mut carried = value;
        let mut kept = 0;
        for index in 0..partials.len() {
            let (sum, error) = two_sum(carried, partials[index]);
            if error != 0.0 {
                partials[kept] = error;
                kept += 1;
            }
            carried = sum;
        }
        partials.truncate(kept);
        partials.push(carried);
    }
    let sum = rounded(&partials);
    if sum.is_finite() { sum } else { values.into_iter().sum() }
}

/// a + b and what its rounding lost.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let (large, small) = if a.abs() < b.abs() { (b, a) } else { (a, b) };
    let sum = large + small;
    (sum, small - (sum - large))
}

/// The sum of numbers that do not overlap, ascending in size.
fn rounded(partials: &[f64]) -> f64 {
    let Some((&last, rest)) = partials.split_last() else {
        return 0.0;
    };
    let mut sum = last;
    for (index, &partial) in rest.iter().enumerate().rev() {
        let (next, error) = two_sum(sum, partial);
        sum = next;
        if error != 0.0 {
            // Half way between two numbers the digits below decide, which have the sign of the next partial.
            let below = index.checked_sub(1).map_or(0.0, |below| rest[below]);
            let doubled = 2.0 * error;
            let moved = sum + doubled;
            if below * error > 0.0 && (moved - sum) - doubled == 0.0 {
                sum = moved;
            }
            break;
        }
    }
    sum
}

/// Each of `values` as a whole number of `unit`, so that they add up to their exact sum as a whole number of `unit`.
///
/// None is moved by a whole unit: those whose cut-off part was largest are rounded up, as many as the total asks for.
/// `unit` is positive, such as 0.001 for three decimals. A value that is not finite stays as it is, and then no total
/// is kept; numbers beyond 2⁵³ units are too coarse to be rounded at all.
pub fn round_to_add_up(values: &[f64], unit: f64) -> Vec<f64> {
    let scaled: Vec<f64> = values.iter().map(|value| value / unit).collect();
    let mut units: Vec<f64> = scaled.iter().map(|value| value.floor()).collect();
    let total = (exact_sum(values.iter().copied()) / unit).round();
    let short = total - exact_sum(units.iter().copied());
    if !short.is_finite() {
        return scaled.into_iter().map(f64::round).collect();
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| (scaled[b] - units[b]).total_cmp(&(scaled[a] - units[a])));
    for index in order.into_iter().take(short.max(0.0) as usize) {
        units[index] += 1.0;
    }
    units
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sums_are_rounded_once() {
        let table: [(&[f64], f64); 8] = [
            (&[], 0.0),
            (&[0.1; 10], 1.0),
            (&[1e100, 1.0, -1e100], 1.0),
            (&[1e16, 1.0, 1e-16], 1e16 + 2.0),
            (&[1e16, 1.0, -1e-16], 1e16),
            (&[f64::INFINITY, 1.0], f64::INFINITY),
            (&[1e308, 1e308], f64::INFINITY),
            (&[-0.5, 0.5], 0.0),
        ];
        for (values, expected) in table {
            let sum = exact_sum(values.iter().copied());
            assert!((sum - expected).abs() == 0.0 || sum.total_cmp(&expected).is_eq(), "{values:?}: {sum}");
        }
        assert!(exact_sum([f64::NAN, 1.0]).is_nan(), "a broken number is never hidden");
    }

    proptest! {
        #[test]
        fn order_does_not_matter(mut values in prop::collection::vec(-1e9..1e9_f64, 0..50)) {
            let forward = exact_sum(values.iter().copied());
            values.sort_by(f64::total_cmp);
            prop_assert!(exact_sum(values.iter().copied()) - forward == 0.0, "sorted");
        }

        #[test]
        fn what_is_shown_adds_up(values in prop::collection::vec(-3.0..3.0_f64, 0..200), digits in 0..6_i32) {
            let unit = 10_f64.powi(-digits);
            let shown = round_to_add_up(&values, unit);
            let total = (exact_sum(values.iter().copied()) / unit).round();
            prop_assert!(shown.iter().sum::<f64>() - total == 0.0, "in units of {}", unit);
            for (value, units) in values.iter().zip(&shown) {
                prop_assert!((value / unit - units).abs() < 1.0 + 1e-9, "{} became {} units", value, units);
            }
        }
    }

    #[test]
    fn broken_numbers_are_shown_broken() {
        let shown = round_to_add_up(&[1.4, f64::NAN], 1.0);
        assert!(shown[0] - 1.0 == 0.0 && shown[1].is_nan(), "{shown:?}");
    }
}
