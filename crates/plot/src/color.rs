//! Colors: ramps from −1 through a neutral 0 to +1, and text that stays legible on them.
//!
//! The classes are orange and blue, the signs purple and green: pairs that stay apart for protan, deutan and tritan
//! eyes. Both ends of a ramp have the same lightness, so that neither side looks stronger than the other.

use colorgrad::{BlendMode, Color, Gradient, GradientBuilder, LinearGradient};

/// A color as canvases store it: red, green, blue, alpha, each 0 to 255, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgba(pub [u8; 4]);

impl Rgba {
    /// Nothing at all.
    pub const TRANSPARENT: Self = Self([0; 4]);

    /// The opaque color `0xrrggbb`.
    pub const fn hex(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self([red, green, blue, 255])
    }

    /// As CSS writes it: `#rrggbb`, or `#rrggbbaa` where it is not opaque.
    pub fn css(self) -> String {
        let [red, green, blue, alpha] = self.0;
        match alpha {
            255 => format!("#{red:02x}{green:02x}{blue:02x}"),
            _ => format!("#{red:02x}{green:02x}{blue:02x}{alpha:02x}"),
        }
    }

    /// WCAG 2 relative luminance, 0 (black) to 1 (white). Alpha is ignored.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Linear-light red, green and blue, each 0 to 1.
    fn linear(self) -> [f64; 3] {
        [0, 1, 2].map(|channel| {
            let value = f64::from(self.0[channel]) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }
}

/// WCAG 2 contrast ratio of two opaque colors, 1 to 21.
pub fn contrast(a: Rgba, b: Rgba) -> f64 {
    let (a, b) = (a.luminance() + 0.05, b.luminance() + 0.05);
    a.max(b) / a.min(b)
}

/// Text on light backgrounds. Dark enough that it or [`PAPER`] reaches 4.5:1 on every color there is.
pub const INK: Rgba = Rgba::hex(0x05_0608);
/// Text on dark backgrounds.
pub const PAPER: Rgba = Rgba::hex(0xff_ffff);

/// Ink or paper, whichever contrasts more with `background`: at least 4.5:1, whatever it is.
pub fn text_color(background: Rgba) -> Rgba {
    if contrast(background, INK) >= contrast(background, PAPER) { INK } else { PAPER }
}

/// The page's appearance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark text on light ground; ramps grow darker away from neutral.
    #[default]
    Light,
    /// Light text on dark ground; ramps grow lighter away from neutral.
    Dark,
}

impl Theme {
    /// The color of zero, the same in every ramp of the theme.
    pub const fn neutral(self) -> Rgba {
        match self {
            Self::Light => Rgba::hex(0xf2_f2ee),
            Self::Dark => Rgba::hex(0x2a_2d34),
        }
    }

    /// What is lit: the page's one colour for what one presses.
    pub const fn accent(self) -> Rgba {
        match self {
            Self::Light => Rgba::hex(0x23_53bd),
            Self::Dark => Rgba::hex(0x8d_b2ff),
        }
    }

    /// Lines and full activation.
    pub const fn ink(self) -> Rgba {
        match self {
            Self::Light => Rgba::hex(0x28_2c34),
            Self::Dark => Rgba::hex(0xeb_eef5),
        }
    }
}

/// A color for every t from −1 to +1, as a table that the caller keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct Ramp {
    table: Vec<Rgba>,
}

impl Ramp {
    /// Odd, so that 0 has an entry of its own.
    pub const ENTRIES: usize = 513;
    const MIDDLE: usize = Self::ENTRIES / 2;

    /// The color of t. Beyond ±1 it stays at the end's color; NaN is neutral.
    pub fn at(&self, t: f64) -> Rgba {
        self.table[Self::index(t)]
    }

    /// The color of 0.
    pub fn neutral(&self) -> Rgba {
        self.table[Self::MIDDLE]
    }

    /// All [`Self::ENTRIES`] colors, from t = −1 to t = +1 in even steps.
    pub fn table(&self) -> &[Rgba] {
        &self.table
    }

    fn index(t: f64) -> usize {
        if t.is_nan() {
            return Self::MIDDLE;
        }
        // A float beyond the integers saturates, so infinities land on the ends.
        ((t.clamp(-1.0, 1.0) + 1.0) * Self::MIDDLE as f64).round() as usize
    }

    /// Interpolates five colors at −1, −½, 0, ½, +1 in Oklab, where equal steps look equal.
    fn through(stops: [Rgba; 5]) -> Self {
        let colors = stops.map(|Rgba([red, green, blue, alpha])| Color::from_rgba8(red, green, blue, alpha));
        let gradient = GradientBuilder::new()
            .colors(&colors)
            .domain(&[-1.0, -0.5, 0.0, 0.5, 1.0])
            .mode(BlendMode::Oklab)
            .build::<LinearGradient>();
        let mut table: Vec<Rgba> = match gradient {
            Ok(gradient) => (0..Self::ENTRIES)
                .map(|entry| Rgba(gradient.at(entry as f32 / Self::MIDDLE as f32 - 1.0).to_rgba8()))
                .collect(),
            // Five stops in order always build; a plain ramp is still better than a page that stops.
            Err(_) => (0..Self::ENTRIES).map(|entry| stops[entry * 5 / Self::ENTRIES]).collect(),
        };
        // Rounding through Oklab and back must not tint what is exactly zero.
        table[Self::MIDDLE] = stops[2];
        Self { table }
    }
}

/// The classes: −1 is orange (P = 0), 0 neutral (P = ½), +1 blue (P = 1). Give it 2P − 1.
pub fn class_ramp(theme: Theme) -> Ramp {
    Ramp::through(match theme {
        Theme::Light => [0xd1_6100, 0xe5_ae7e, 0xf2_f2ee, 0x95_beef, 0x3d_88da].map(Rgba::hex),
        Theme::Dark => [0xd4_6b15, 0x7b_4e2a, 0x2a_2d34, 0x3c_5c82, 0x44_8fe1].map(Rgba::hex),
    })
}

/// The sign of a parameter or a gradient: −1 is purple, 0 neutral, +1 green.
pub fn sign_ramp(theme: Theme) -> Ramp {
    Ramp::through(match theme {
        Theme::Light => [0x81_3293, 0xc2_8cce, 0xf2_f2ee, 0x7b_b386, 0x04_6e30].map(Rgba::hex),
        Theme::Dark => [0xc2_75d3, 0x74_517b, 0x2a_2d34, 0x3f_6c4b, 0x43_b16a].map(Rgba::hex),
    })
}

/// A unit's activation: 0 is neutral, +1 ink. Below 0 it stays neutral, as `ReLU` does.
pub fn activation_ramp(theme: Theme) -> Ramp {
    let neutral = theme.neutral();
    let halfway = match theme {
        Theme::Light => Rgba::hex(0x86_888a),
        Theme::Dark => Rgba::hex(0x83_878e),
    };
    Ramp::through([neutral, neutral, neutral, halfway, theme.ink()])
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

    /// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
    const DEFICIENCIES: [(&str, [[f64; 3]; 3]); 4] = [
        ("normal sight", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// Oklab lightness, a and b of linear RGB (Ottosson 2020).
    fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    fn seen(color: Rgba, matrix: [[f64; 3]; 3]) -> [f64; 3] {
        let linear = color.linear();
        oklab(matrix.map(|row| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0)))
    }

    fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    fn diverging() -> impl Iterator<Item = (String, Ramp)> {
        THEMES.into_iter().flat_map(|theme| {
            [(format!("class {theme:?}"), class_ramp(theme)), (format!("sign {theme:?}"), sign_ramp(theme))]
        })
    }

    #[test]
    fn ends_stay_apart_for_every_eye() {
        for (name, ramp) in diverging() {
            for (sight, matrix) in DEFICIENCIES {
                let [low, zero, high] = [-1.0, 0.0, 1.0].map(|t| seen(ramp.at(t), matrix));
                // 0.02 in Oklab is about one just noticeable difference for large patches.
                assert!(distance(low, high) > 0.14, "{name}, {sight}: ends {}", distance(low, high));
                assert!(distance(low, zero) > 0.28, "{name}, {sight}: −1 to 0 {}", distance(low, zero));
                assert!(distance(high, zero) > 0.28, "{name}, {sight}: +1 to 0 {}", distance(high, zero));
                let half = distance(seen(ramp.at(-0.5), matrix), seen(ramp.at(0.5), matrix));
                assert!(half > 0.07, "{name}, {sight}: halves {half}");
            }
        }
    }

    #[test]
    fn lightness_moves_away_from_neutral_evenly_on_both_sides() {
        for (name, ramp) in diverging() {
            let lightness = |t: f64| oklab(ramp.at(t).linear())[0];
            let direction = (lightness(1.0) - lightness(0.0)).signum();
            let mut previous = [lightness(0.0); 2];
            for step in 1..=64 {
                let t = f64::from(step) / 64.0;
                let now = [lightness(-t), lightness(t)];
                assert!((now[0] - now[1]).abs() < 0.01, "{name} at ±{t}: {now:?}");
                for side in 0..2 {
                    assert!((now[side] - previous[side]) * direction > 0.0, "{name} at {t}: monotone");
                }
                previous = now;
            }
        }
    }

    #[test]
    fn zero_is_exactly_neutral_and_nan_is_too() {
        for theme in THEMES {
            for ramp in [class_ramp(theme), sign_ramp(theme), activation_ramp(theme)] {
                for t in [0.0, -0.0, f64::NAN, 1e-9, -1e-9] {
                    assert_eq!(ramp.at(t), theme.neutral(), "{theme:?} at {t}");
                }
                assert_eq!(ramp.table().len(), Ramp::ENTRIES, "odd, with a middle");
                assert_eq!(ramp.at(f64::INFINITY), ramp.at(1.0), "beyond the end");
                assert_eq!(ramp.at(f64::NEG_INFINITY), ramp.at(-1.0), "beyond the end");
            }
            assert_eq!(activation_ramp(theme).at(1.0), theme.ink(), "full activation is ink");
            assert_eq!(activation_ramp(theme).at(-1.0), theme.neutral(), "no activation is neutral");
        }
    }

    #[test]
    fn ends_have_the_colours_that_the_page_names() {
        let [red, _, blue, _] = class_ramp(Theme::Light).at(-1.0).0;
        assert!(red > blue, "−1 is orange");
        let [red, _, blue, _] = class_ramp(Theme::Dark).at(1.0).0;
        assert!(blue > red, "+1 is blue");
        let [red, green, ..] = sign_ramp(Theme::Light).at(-1.0).0;
        assert!(red > green, "− is purple");
        let [red, green, ..] = sign_ramp(Theme::Dark).at(1.0).0;
        assert!(green > red, "+ is green");
    }

    #[test]
    fn text_reaches_four_and_a_half_to_one_everywhere() {
        for theme in THEMES {
            for ramp in [class_ramp(theme), sign_ramp(theme), activation_ramp(theme)] {
                for &background in ramp.table() {
                    let ratio = contrast(background, text_color(background));
                    assert!(ratio >= 4.5, "{theme:?} {}: {ratio}", background.css());
                }
            }
        }
        for gray in 0..=255 {
            let background = Rgba([gray, gray, gray, 255]);
            assert!(contrast(background, text_color(background)) >= 4.5, "gray {gray}");
        }
    }

    #[test]
    fn css_is_what_browsers_read() {
        assert_eq!(Rgba::hex(0x01_20ff).css(), "#0120ff", "opaque");
        assert_eq!(Rgba([1, 2, 3, 4]).css(), "#01020304", "with alpha");
    }
}
