//! How numbers are written, everywhere on the page: Unicode minus, fixed widths, scientific form.

/// U+2212: as wide as a plus and a digit, unlike the hyphen.
const MINUS: char = '−';

/// With `digits` after the point: `−0.644767`.
pub fn fixed(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    // A negative number that rounds to zero is written without its sign, which would be the only thing left of it.
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.to_owned(),
        Some(rest) => format!("{MINUS}{rest}"),
        None => text.replace("inf", "∞"),
    }
}

/// One digit before the point and `digits` after it: `2.1e−9`. Zero is `0`.
pub fn scientific(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    format!("{value:.digits$e}").replace('-', "−").replace("inf", "∞")
}

/// Eight digits after the point where that shows the number, scientific form elsewhere.
pub fn derivative(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        "0".to_owned()
    } else if (1e-3..1e4).contains(&size) {
        fixed(value, 8)
    } else {
        scientific(value, 6)
    }
}

/// A parameter's value: six digits after the point, scientific from ten thousand on.
pub fn value(value: f64) -> String {
    if value.abs() < 1e4 { fixed(value, 6) } else { scientific(value, 5) }
}

/// A factor of a written-out product: four digits after the point where that shows the number.
pub fn cell_value(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        "0".to_owned()
    } else if (1e-3..1e4).contains(&size) {
        let text = fixed(value, 4);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        scientific(value, 3)
    }
}

/// A loss: three digits after the point where that shows the number, scientific form elsewhere.
pub fn loss(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (5e-4..1e4).contains(&size) { fixed(value, 3) } else { scientific(value, 1) }
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

/// A number in a field: as one would type it, with at most six digits after the point.
pub fn short(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-4..1e7).contains(&size) { plain((value * 1e6).round() / 1e6) } else { scientific(value, 5) }
}

/// The numbers of one heatmap, all over the same power of ten, so that they stay short and comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellFormat {
    exponent: i32,
    digits: usize,
}

impl CellFormat {
    /// For numbers up to `largest` in size, with `digits` after the point. From 0.1 (1 with one digit) to 100 no power
    /// is needed.
    pub fn for_largest(largest: f64, digits: usize) -> Self {
        let smallest = if digits > 1 { 0.1 } else { 1.0 };
        let exponent = if largest > 0.0 && largest.is_finite() && !(smallest..100.0).contains(&largest) {
            largest.log10().floor() as i32
        } else {
            0
        };
        Self { exponent, digits }
    }

    /// At most five characters with two digits: `−1.07`, `.64`, `0`.
    pub fn cell(self, value: f64) -> String {
        let scaled = value / 10f64.powi(self.exponent);
        if scaled == 0.0 {
            return "0".to_owned();
        }
        let digits = if scaled.abs() < 9.995 { self.digits } else { self.digits - 1 };
        let text = fixed(scaled, digits);
        text.replacen("0.", ".", usize::from(scaled.abs() < 0.995))
    }

    /// What every cell is to be multiplied by: `×10⁻³`, or nothing.
    pub fn factor(self) -> String {
        if self.exponent == 0 {
            return String::new();
        }
        let digits = self.exponent.to_string().chars().map(superscript).collect::<String>();
        format!("×10{digits}")
    }
}

fn superscript(digit: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digit.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize])
}

/// A number as people type it: either minus, a decimal comma, spaces and grouping left out. `None` where it is none.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim().replace(['−', '–'], "-").replace([' ', '\u{a0}', '_'], "");
    let text = match text.matches(',').count() {
        1 if !text.contains('.') && text.rsplit(',').next().is_some_and(|tail| tail.len() != 3) => {
            text.replace(',', ".")
        }
        _ => text.replace(',', ""),
    };
    text.parse::<f64>().ok().filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_a_unicode_minus() {
        for (value, expected) in [(-0.5, "−0.500"), (-0.0001, "0.000"), (f64::NEG_INFINITY, "−inf"), (1.0, "1.000")]
        {
            assert_eq!(fixed(value, 3), expected, "{value}");
        }
        for (value, expected) in [(-2.13e-9, "−2.1e−9"), (0.0, "0"), (5e10, "5.0e10"), (f64::NAN, "NaN")] {
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
    fn cells_share_a_power_of_ten() {
        let format = CellFormat::for_largest(0.002_5, 2);
        assert_eq!(
            (format.cell(-0.0025), format.cell(0.0001), format.factor()),
            ("−2.50".into(), ".10".into(), "×10⁻³".into())
        );
        let format = CellFormat::for_largest(2.0, 2);
        assert_eq!((format.cell(0.0), format.cell(12.34), format.factor()), ("0".into(), "12.3".into(), String::new()));
        assert_eq!(CellFormat::for_largest(f64::NAN, 2).factor(), "", "a scale that is no number");
    }

    #[test]
    fn what_people_type_is_read() {
        for (text, expected) in [
            ("0.03", Some(0.03)),
            (" −1.5 ", Some(-1.5)),
            ("0,03", Some(0.03)),
            ("1,000", Some(1000.0)),
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
