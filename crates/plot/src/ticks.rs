//! Where an axis has its ticks: multiples of 1, 2 or 5 times a power of ten.

use super::scale::digit_times_power;

/// How an axis maps values to lengths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AxisKind {
    /// Equal differences are equal lengths.
    #[default]
    Linear,
    /// Equal ratios are equal lengths. Only values above 0 have a place.
    Log,
}

/// Ticks of an axis from `low` to `high`, ascending, `about` of them (between half and twice as many).
pub fn ticks(kind: AxisKind, low: f64, high: f64, about: usize) -> Vec<f64> {
    match kind {
        AxisKind::Linear => linear(low, high, about),
        AxisKind::Log => log10(low, high, about),
    }
}

/// Multiples of a 1-2-5 step within [low, high]. One tick where both ends are equal; none where an end is not finite,
/// where `low` > `high`, or where `about` is 0.
pub fn linear(low: f64, high: f64, about: usize) -> Vec<f64> {
    if !low.is_finite() || !high.is_finite() || low > high || about == 0 {
        return vec![];
    }
    if low >= high {
        return vec![low];
    }
    // Halves, because the span of huge ends may overflow.
    let rough = (high / 2.0 - low / 2.0) / about as f64 * 2.0;
    let Some((digit, exponent)) = step_at_least(rough) else { return vec![low, high] };
    let step = digit_times_power(digit, exponent);
    // A hair more, because 0.3 / 0.1 rounds below 3; what then lies outside is filtered out.
    let (first, last) = ((low / step - 1e-9).ceil(), (high / step + 1e-9).floor());
    // Ends that differ by less than their own rounding have nothing between them.
    if !(step > 0.0 && (last - first) < 4.0 * about as f64 + 4.0 && first.abs() < 1e15 && last.abs() < 1e15) {
        return vec![low, high];
    }
    (0..=(last - first) as usize)
        // The + 0 turns −0 into 0.
        .map(|k| digit_times_power((first + k as f64) * digit, exponent) + 0.0)
        .filter(|tick| (low..=high).contains(tick))
        .collect()
}

/// Powers of ten within [low, high], thinned out where there are too many; with 2 and 5 times them where there are few.
/// Where even those are fewer than two, linear ticks. None where an end is not finite or not above 0, where `low` >
/// `high`, or where `about` is 0.
pub fn log10(low: f64, high: f64, about: usize) -> Vec<f64> {
    if !(low > 0.0 && high.is_finite() && low <= high) || about == 0 {
        return vec![];
    }
    let (first, last) = (low.log10().floor() as i32 - 1, high.log10().ceil() as i32 + 1);
    let within = |digits: &[f64], every: i32| -> Vec<f64> {
        (first..=last)
            .filter(|exponent| exponent.rem_euclid(every) == 0)
            .flat_map(|exponent| digits.iter().map(move |&digit| digit_times_power(digit, exponent)))
            .filter(|tick| (low..=high).contains(tick))
            .collect()
    };
    let fine = within(&[1.0, 2.0, 5.0], 1);
    if fine.len() < 2 {
        return linear(low, high, about);
    }
    if fine.len() <= about + about / 2 {
        return fine;
    }
    let decades = within(&[1.0], 1);
    if decades.len() <= about.max(2) {
        return if decades.len() < 2 { fine } else { decades };
    }
    let every = (decades.len() - 1).div_ceil(about);
    within(&[1.0], i32::try_from(every).unwrap_or(i32::MAX))
}

/// The smallest 1, 2 or 5 times a power of ten that is at least `rough`, as digit and exponent. `None` where `rough`
/// is not above 0, or not finite.
fn step_at_least(rough: f64) -> Option<(f64, i32)> {
    if !(rough > 0.0 && rough.is_finite()) {
        return None;
    }
    let exponent = rough.log10().floor() as i32;
    // One decade early, because the logarithm may round up at a power of ten. A hair below counts, for spans such as
    // 0.3 / 3 that miss a round step by rounding.
    (exponent - 1..=exponent + 1)
        .flat_map(|exponent| [1.0, 2.0, 5.0].map(|digit| (digit, exponent)))
        .find(|&(digit, exponent)| digit_times_power(digit, exponent) >= rough * (1.0 - 1e-12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_ticks_are_round_and_exact() {
        let cases: [(f64, f64, usize, &[f64]); 11] = [
            (0.0, 1.0, 5, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (0.0, 0.3, 3, &[0.0, 0.1, 0.2, 0.3]),
            (0.0, 0.8, 2, &[0.0, 0.5]),
            (0.0, 2400.0, 5, &[0.0, 500.0, 1000.0, 1500.0, 2000.0]),
            (-1.2, 1.2, 5, &[-1.0, -0.5, 0.0, 0.5, 1.0]),
            (0.13, 0.17, 4, &[0.13, 0.14, 0.15, 0.16, 0.17]),
            (3.0, 3.0, 5, &[3.0]),
            (1.0, 0.0, 5, &[]),
            (0.0, 1.0, 0, &[]),
            (f64::NAN, 1.0, 5, &[]),
            (0.0, f64::INFINITY, 5, &[]),
        ];
        for (low, high, about, want) in cases {
            assert_eq!(linear(low, high, about), want, "[{low}, {high}], about {about}");
        }
    }

    #[test]
    fn log_ticks_are_decades_or_one_two_five() {
        let cases: [(f64, f64, usize, &[f64]); 10] = [
            (0.01, 1.0, 3, &[0.01, 0.1, 1.0]),
            (0.1, 1.0, 4, &[0.1, 0.2, 0.5, 1.0]),
            (0.05, 0.5, 4, &[0.05, 0.1, 0.2, 0.5]),
            (1e-6, 1.0, 3, &[1e-6, 1e-4, 1e-2, 1.0]),
            (0.62, 0.68, 3, &[0.62, 0.64, 0.66, 0.68]),
            (1.0, 1.0, 3, &[1.0]),
            (0.0, 1.0, 3, &[]),
            (-1.0, 1.0, 3, &[]),
            (f64::NAN, 1.0, 3, &[]),
            (1.0, f64::INFINITY, 3, &[]),
        ];
        for (low, high, about, want) in cases {
            assert_eq!(log10(low, high, about), want, "[{low}, {high}], about {about}");
        }
    }

    #[test]
    fn every_range_gives_a_few_ascending_ticks_within() {
        let ends = [-1e308, -1e15, -3.7, -1e-9, 0.0, 5e-324, 1e-300, 1e-9, 0.1, 0.999_999_999_999, 1.0, 7e15, f64::MAX];
        for kind in [AxisKind::Linear, AxisKind::Log] {
            for (place, &low) in ends.iter().enumerate() {
                for &high in &ends[place..] {
                    for about in [1, 2, 5, 20] {
                        let ticks = ticks(kind, low, high, about);
                        let what = format!("{kind:?} [{low}, {high}], about {about}: {ticks:?}");
                        assert!(ticks.len() <= 2 * about + 3, "{what}: not too many");
                        assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]), "{what}: ascending");
                        assert!(ticks.iter().all(|tick| (low..=high).contains(tick)), "{what}: within");
                        assert!(about < 5 || !ticks.is_empty() || low <= 0.0, "{what}: some");
                    }
                }
            }
        }
    }
}
