//! How numbers are written, everywhere on the page: Unicode minus, fixed widths, scientific form.

mod cells;

pub use cells::CellFormat;

use crate::data::table::could_be_thousands;

/// U+2212: as wide as a plus and a digit, unlike the hyphen.
const MINUS: char = '−';

/// What stands where there is no number at all: 0/0, ∞ − ∞.
pub const NO_NUMBER: &str = "–";

/// ∞, −∞ or [`NO_NUMBER`]; `None` for every number that has digits.
fn without_digits(value: f64) -> Option<String> {
    if value.is_nan() {
        Some(NO_NUMBER.to_owned())
    } else if value.is_infinite() {
        Some(if value > 0.0 { "∞" } else { "−∞" }.to_owned())
    } else {
        None
    }
}

/// With `digits` after the point: `−0.644767`. From a million on in scientific form, with one digit less.
pub fn fixed(value: f64, digits: usize) -> String {
    if let Some(text) = without_digits(value) {
        return text;
    }
    if value.abs() >= 1e6 {
        return scientific(value, digits.saturating_sub(1));
    }
    let text = format!("{value:.digits$}");
    // A negative number that rounds to zero is written without its sign, which would be the only thing left of it.
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.to_owned(),
        Some(rest) => format!("{MINUS}{rest}"),
        None => text,
    }
}

/// One digit before the point and `digits` after it: `2.1e−9`. Zero is `0`.
pub fn scientific(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    without_digits(value).unwrap_or_else(|| format!("{value:.digits$e}").replace('-', "−"))
}

/// With `digits` significant digits: `−0.0462`, `1.67`; in scientific form where the point is far from them: `−4.62e−4`.
pub fn significant(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let text = scientific(value, digits.saturating_sub(1));
    // Read after rounding: 0.9996 in three digits is 1.00.
    let Some((number, exponent)) = text.split_once('e') else { return text };
    match exponent.replace(MINUS, "-").parse() {
        Ok(exponent @ -3..6) => with_point(number, exponent),
        _ => text,
    }
}

/// `number`·10^`exponent` with its point where the power puts it; `number` has one digit before its own.
fn with_point(number: &str, exponent: i32) -> String {
    let (sign, size) = number.split_at(number.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
    let digits = size.replace('.', "");
    let shift = exponent.unsigned_abs() as usize;
    if exponent < 0 {
        let zeros = "0".repeat(shift - 1);
        return format!("{sign}0.{zeros}{digits}");
    }
    let whole = shift + 1;
    match digits.split_at_checked(whole) {
        Some((whole, "")) => format!("{sign}{whole}"),
        Some((whole, rest)) => format!("{sign}{whole}.{rest}"),
        None => format!("{sign}{digits:0<whole$}"),
    }
}

/// A factor of a product, with `digits` significant digits less the zeros at their end: `0.5`, `−4.62e−4`.
pub fn factor(value: f64, digits: usize) -> String {
    trimmed(&significant(value, digits))
}

/// Without zeros at the end of its digits after the point.
fn trimmed(text: &str) -> String {
    let (number, power) = text.split_at(text.find('e').unwrap_or(text.len()));
    let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
    format!("{number}{power}")
}

/// Every digit that tells the number from its neighbours: what a title says where fewer are seen.
pub fn exact(value: f64) -> String {
    without_digits(value).unwrap_or_else(|| plain(value))
}

/// A probability, from 0 to 1: four digits after the point, and never 0 or 1 where it is neither.
pub fn probability(value: f64) -> String {
    const LEAST: f64 = 5e-5;
    if value > 0.0 && value < LEAST {
        scientific(value, 1)
    } else if (1.0 - LEAST..1.0).contains(&value) {
        "> 0.9999".to_owned()
    } else {
        fixed(value, 4)
    }
}

/// Characters of a derivative or a value at most: the narrowest column of the check holds so many.
const COLUMN: usize = 11;

/// With at most `digits` after the point where that shows the number, in scientific form elsewhere: as many digits as a
/// column holds.
fn column(value: f64, digits: usize) -> String {
    let size = value.abs();
    if (1e-3..1e6).contains(&size) {
        // A hair more, because 9.999999999 is written as 10.
        let before_point = (size * (1.0 + 1e-9)).max(1.0).log10() as usize;
        return fixed(value, digits.min(COLUMN - 3 - before_point));
    }
    let written = (2..=6).rev().map(|digits| scientific(value, digits));
    written.into_iter().find(|text| text.chars().count() <= COLUMN).unwrap_or_else(|| scientific(value, 1))
}

/// Eight digits after the point where that shows the number, scientific form elsewhere.
pub fn derivative(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { column(value, 8) }
}

/// A parameter's value: six digits after the point where that shows the number, scientific form elsewhere.
pub fn value(value: f64) -> String {
    if value == 0.0 { fixed(value, 6) } else { column(value, 6) }
}

/// A factor of a written-out product of pasted arrays: four digits after the point or four significant ones.
pub fn cell_value(value: f64) -> String {
    let before_point = if (1.0..1e4).contains(&value.abs()) { value.abs().log10() as usize + 1 } else { 0 };
    factor(value, 4 + before_point)
}

/// A loss: three digits after the point from a tenth on, three significant digits below.
pub fn loss(value: f64) -> String {
    if value == 0.0 || (0.1..1e4).contains(&value.abs()) { fixed(value, 3) } else { significant(value, 3) }
}

/// Whole tenths, thousands in groups: `1,234.5`. Not rounded: an epoch has come to its end when this says so.
pub fn tenths(value: f64) -> String {
    // 0.3 is a little less than three tenths.
    let tenths = (value * 10.0 + 1e-9) as u64;
    format!("{}.{}", integer(tenths / 10), tenths % 10)
}

/// Thousands in groups: `1,234,567`.
pub fn integer(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share from 0 to 1 in percent: `90 %`.
pub fn percent(share: f64) -> String {
    format!("{} %", fixed(100.0 * share, 0))
}

/// A short number as one would type it: `0.03`, `1e−6`, `1,000`.
pub fn plain(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e7).contains(&size) {
        format!("{value:e}").replace('-', "−")
    } else {
        format!("{value}").replace('-', "−")
    }
}

/// A number in a field, as one would type it: at most six digits of what is not whole, `0.053`,
/// `−0.207302`, and ten characters.
pub fn short(value: f64) -> String {
    let size = value.abs();
    if value.fract() == 0.0 && size < 1e9 {
        // Seeds and counts are never rounded.
        format!("{value:.0}").replace('-', "−").replace("−0", "0")
    } else if (1e-4..1e5).contains(&size) {
        let digits = if size < 1.0 { 6 } else { 5usize.saturating_sub(size.log10() as usize) };
        trimmed(&fixed(value, digits))
    } else {
        factor(value, 4)
    }
}

/// The nearest number with so many significant digits.
pub fn round(value: f64, digits: usize) -> f64 {
    format!("{value:.digits$e}", digits = digits.saturating_sub(1)).parse().unwrap_or(value)
}

/// A number at an axis: `0.05`, `−2.5`, `1e6`.
pub fn tick(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-3..1e5).contains(&size) { short(value) } else { trimmed(&scientific(value, 2)) }
}

/// A number as people type it: either minus, a decimal comma, spaces and grouping left out. `None` where it is none.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim().replace(['−', '–'], "-").replace([' ', '\u{a0}', '_'], "");
    let has_decimal_comma = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(point)) => comma > point,
        _ => text.matches(',').count() == 1 && !could_be_thousands(&text),
    };
    let text = if has_decimal_comma { text.replace('.', "").replace(',', ".") } else { text.replace(',', "") };
    text.parse::<f64>().ok().filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_written_with_a_unicode_minus() {
        for (value, expected) in
            [(-0.5, "−0.500"), (-0.0001, "0.000"), (f64::NEG_INFINITY, "−∞"), (1.0, "1.000"), (-1.5e150, "−1.50e150")]
        {
            assert_eq!(fixed(value, 3), expected, "{value}");
        }
        for (value, expected) in [(-2.13e-9, "−2.1e−9"), (0.0, "0"), (5e10, "5.0e10"), (f64::NAN, "–")] {
            assert_eq!(scientific(value, 1), expected, "{value}");
        }
    }

    #[test]
    fn thousands_stand_in_groups() {
        for (value, expected) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(integer(value), expected, "{value}");
        }
    }

    #[test]
    fn tenths_are_not_rounded_up() {
        for (value, expected) in [(0.0, "0.0"), (0.3, "0.3"), (2.99, "2.9"), (1234.56, "1,234.5")] {
            assert_eq!(tenths(value), expected, "{value}");
        }
    }

    #[test]
    fn significant_digits_are_kept_wherever_the_point_is() {
        for (value, expected) in [
            (-4.62e-4, "−4.62e−4"),
            (2e-5, "2.00e−5"),
            (0.004, "0.00400"),
            (-0.046_249, "−0.0462"),
            (0.9996, "1.00"),
            (1234.5, "1230"),
            (0.0, "0"),
            (-0.0, "0"),
            (f64::NAN, "–"),
            (1e-320, "1.00e−320"),
        ] {
            assert_eq!(significant(value, 3), expected, "{value}");
        }
        for (value, expected) in [(0.5, "0.5"), (1.0, "1"), (100.0, "100"), (-2e-5, "−2e−5"), (0.006_25, "0.00625")]
        {
            assert_eq!(factor(value, 8), expected, "{value}");
        }
    }

    proptest! {
        /// The point moves, and no digit changes.
        #[test]
        fn significant_digits_are_those_of_the_scientific_form(
            mantissa in -10.0..10.0_f64, exponent in -4..7_i32, digits in 1..10_usize,
        ) {
            let value = mantissa * 10f64.powi(exponent);
            let text = significant(value, digits);
            prop_assert_eq!(parse(&text), parse(&scientific(value, digits - 1)), "{}", text);
            if !text.contains('e') && text.contains('.') {
                let shown = text.trim_start_matches([MINUS, '0', '.']).bytes().filter(u8::is_ascii_digit).count();
                prop_assert_eq!(shown, digits, "{}", text);
            }
        }
    }

    #[test]
    fn derivatives_and_values_fit_their_columns_and_ticks_their_axis() {
        for exponent in -320..=308 {
            for digits in [1.0, -9.999_999_999, -6.603_498_12] {
                let number = digits * 10f64.powi(exponent);
                for text in [derivative(number), value(number)] {
                    assert!(text.chars().count() <= COLUMN, "{number} is {text}");
                }
                assert!(tick(10f64.powi(exponent)).chars().count() <= 6, "{number} at an axis");
            }
        }
        assert_eq!(
            (tick(200_000.0), tick(-2.5), derivative(-6.603_498e-4)),
            ("2e5".into(), "−2.5".into(), "−6.60350e−4".into())
        );
    }

    #[test]
    fn large_numbers_lose_decimals_before_they_lose_their_form() {
        assert_eq!((derivative(14.0), value(-9_130.696_58)), ("14.0000000".into(), "−9130.69658".into()));
    }

    #[test]
    fn a_field_shows_numbers_as_one_types_them() {
        for (value, expected) in [
            (0.052_631_578_947_368_36, "0.052632"),
            (0.053, "0.053"),
            (-0.207_302_4, "−0.207302"),
            (1e6, "1000000"),
            (12.345_678, "12.3457"),
            (1.5e-7, "1.5e−7"),
            (-1.234_567e-10, "−1.235e−10"),
            (123_456_789.0, "123456789"),
        ] {
            assert_eq!(short(value), expected, "{value}");
            assert!(short(value).chars().count() <= 10, "{value} fits a field");
        }
    }

    #[test]
    fn no_probability_is_certain_that_is_not() {
        for (value, expected) in
            [(0.5, "0.5000"), (2e-6, "2.0e−6"), (0.999_999, "> 0.9999"), (1.0, "1.0000"), (0.0, "0.0000")]
        {
            assert_eq!(probability(value), expected, "{value}");
        }
    }

    #[test]
    fn what_people_type_is_read() {
        for (text, expected) in [
            ("0.03", Some(0.03)),
            (" −1.5 ", Some(-1.5)),
            ("0,03", Some(0.03)),
            ("0,125", Some(0.125)),
            ("−0,001", Some(-0.001)),
            ("1,000", Some(1000.0)),
            ("1,000.5", Some(1000.5)),
            ("1.000,5", Some(1000.5)),
            ("1,234,567", Some(1_234_567.0)),
            ("1,2,3", Some(123.0)),
            ("1e-6", Some(1e-6)),
            ("", None),
            ("abc", None),
            ("inf", None),
            ("NaN", None),
            ("1e999", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
