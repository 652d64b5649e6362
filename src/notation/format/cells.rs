//! The numbers of an array's cells: short, comparable, and never wider than their cell.

use super::{factor, fixed, scientific, significant};

/// How the numbers in an array's cells are written: as wide as there is room, and comparable with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFormat {
    /// Three significant digits each, and a power of ten where it needs one: at most nine characters.
    Significant,
    /// All over one power of ten, with so many digits after the point: at most five characters with two.
    Shared {
        /// What is left out of every cell, and said once beside them.
        exponent: i32,
        /// Digits after the point of numbers below ten.
        digits: usize,
    },
}

impl CellFormat {
    /// CSS pixels that a cell needs for [`Self::Significant`], for two digits after the point, and for one, in the type
    /// of the page's arrays.
    const ROOM: [f64; 3] = [66.0, 36.0, 28.0];

    /// For numbers up to `largest` in size, in cells that are `room` CSS pixels wide. `None` where a number has no room.
    pub fn for_room(largest: f64, room: f64) -> Option<Self> {
        let [significant, two, one] = Self::ROOM;
        if room >= significant {
            Some(Self::Significant)
        } else if room >= two {
            Some(Self::shared(largest, 2))
        } else {
            (room >= one).then(|| Self::shared(largest, 1))
        }
    }

    /// For numbers up to `largest` in size, with `digits` after the point. From 0.1 (1 with one digit) to 99 no power
    /// is needed.
    pub fn shared(largest: f64, digits: usize) -> Self {
        let smallest = if digits > 1 { 0.1 } else { 1.0 };
        let exponent = if largest > 0.0 && largest.is_finite() && !(smallest..99.5).contains(&largest) {
            largest.log10().floor() as i32
        } else {
            0
        };
        Self::Shared { exponent, digits }
    }

    /// A cell's number: `−1.07`, `.64`, `0`, and `≈0` for what would be written as 0 and is not; with room `−0.0462`,
    /// `4.6e−12`.
    pub fn cell(self, value: f64) -> String {
        match self {
            Self::Significant if value != 0.0 && !(1e-99..1e100).contains(&value.abs()) => scientific(value, 1),
            Self::Significant => significant(value, 3),
            Self::Shared { exponent, digits } => {
                let scaled = in_unit(value, exponent);
                if scaled == 0.0 {
                    return "0".to_owned();
                }
                let digits = if scaled.abs() < 9.995 { digits } else { digits - 1 };
                if scaled.abs() * 10f64.powf(digits as f64) < 0.5 {
                    return "≈0".to_owned();
                }
                fixed(scaled, digits).replacen("0.", ".", usize::from(scaled.abs() < 0.995))
            }
        }
    }

    /// What every cell is to be multiplied by: `×10⁻³`, or nothing.
    pub fn factor(self) -> String {
        match self {
            Self::Significant | Self::Shared { exponent: 0, .. } => String::new(),
            Self::Shared { exponent, .. } => power_of_ten(exponent),
        }
    }

    /// A number of a legend in the unit of the cells: 5 beside cells `×10⁻³` where they reach to 0.005.
    pub fn legend(self, value: f64) -> String {
        match self {
            Self::Significant => factor(value, 3),
            Self::Shared { exponent, .. } => factor(in_unit(value, exponent), 3),
        }
    }
}

/// `value` / 10^`exponent`, also where that power is no float.
fn in_unit(value: f64, exponent: i32) -> f64 {
    let half = exponent / 2;
    value / 10f64.powi(half) / 10f64.powi(exponent - half)
}

/// `×10⁻³`
fn power_of_ten(exponent: i32) -> String {
    let digits = exponent.to_string().chars().map(superscript).collect::<String>();
    format!("×10{digits}")
}

fn superscript(digit: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digit.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize])
}

#[cfg(test)]
mod tests {
    use super::{super::parse, *};

    #[test]
    fn cells_share_a_power_of_ten() {
        let format = CellFormat::shared(0.002_5, 2);
        assert_eq!(
            (format.cell(-0.0025), format.cell(0.0001), format.factor()),
            ("−2.50".into(), ".10".into(), "×10⁻³".into())
        );
        let format = CellFormat::shared(2.0, 2);
        assert_eq!((format.cell(0.0), format.cell(12.34), format.factor()), ("0".into(), "12.3".into(), String::new()));
        assert_eq!(CellFormat::shared(f64::NAN, 2).factor(), "", "a scale that is no number");
        let format = CellFormat::shared(1.0, 2);
        for (number, expected) in [(0.0049, "≈0"), (-0.0049, "≈0"), (0.0051, ".01"), (-1e-300, "≈0"), (0.0, "0")]
        {
            assert_eq!(format.cell(number), expected, "{number} is told from 0, and so is what is near it");
        }
    }

    #[test]
    fn cells_and_legends_speak_one_unit() {
        for room in [30.0, 40.0, 80.0] {
            for largest in [5e-324, 2e-11, 0.05, 0.5, 1.0, 50.0, 2e6, 1.7e308] {
                let format = CellFormat::for_room(largest, room).expect("there is room");
                // The end of the legend is a number that a cell could hold: both are read with the same factor.
                let number = |text: String| parse(&text).expect("a number");
                let (cell, legend) = (number(format.cell(largest)), number(format.legend(largest)));
                assert!((cell / legend - 1.0).abs() < 0.05, "{largest} in {room} pixels: cell {cell}, legend {legend}");
            }
        }
        assert_eq!(CellFormat::for_room(1.0, 20.0), None, "a number that would be cut is not shown");
    }

    #[test]
    fn a_cell_is_never_wider_than_its_room() {
        let numbers = [-1.98, 0.0, -0.004, 9.996, -99.96, 1e6, -4.62e-4, -1e-150, f64::NAN, f64::NEG_INFINITY];
        for largest in [1e-150, 4.62e-4, 0.5, 1.98, 9.996, 99.96, 1e6, 1.7e308] {
            for (room, most) in [(70.0, 9), (36.0, 5), (28.0, 4)] {
                let format = CellFormat::for_room(largest, room).expect("there is room");
                for number in numbers.into_iter().filter(|number| !number.is_finite() || number.abs() <= largest) {
                    let text = format.cell(number);
                    assert!(text.chars().count() <= most, "{number} of up to {largest} is {text} in {room} pixels");
                }
            }
        }
    }
}
