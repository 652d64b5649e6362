//! Where a point of the plane stands on the screen, and back.

/// Maps between data coordinates (x₂ grows upward) and pixels (y grows downward), both ways.
///
/// The view's top left corner is pixel coordinate (0, 0), its bottom right corner (width, height). Pixel k of a row
/// has its center at k + ½.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    view: Bounds,
    size: [f64; 2],
}

impl Projection {
    /// Shows `view` in `width` × `height` pixels. Sizes below one pixel, or not finite, count as one.
    pub fn new(view: Bounds, width: f64, height: f64) -> Self {
        let sane = |length: f64| if length.is_finite() { length.max(1.0) } else { 1.0 };
        Self { view, size: [sane(width), sane(height)] }
    }

    /// The part of the plane that is shown.
    pub fn view(&self) -> Bounds {
        self.view
    }

    /// Width in pixels, at least 1.
    pub fn width(&self) -> f64 {
        self.size[0]
    }

    /// Height in pixels, at least 1.
    pub fn height(&self) -> f64 {
        self.size[1]
    }

    /// Where the point x = [x₁, x₂] stands, in pixels. A point out of view lies out of the picture.
    pub fn to_pixels(&self, x: [f64; 2]) -> [f64; 2] {
        let [across, up] = self.view.fraction_of(x);
        [across * self.size[0], (1.0 - up) * self.size[1]]
    }

    /// The point [x₁, x₂] at a pixel coordinate: the inverse of [`Self::to_pixels`].
    pub fn to_data(&self, pixel: [f64; 2]) -> [f64; 2] {
        self.view.at_fraction([pixel[0] / self.size[0], 1.0 - pixel[1] / self.size[1]])
    }
}

/// An upright square of the plane: finite, never empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    center: [f64; 2],
    half: f64,
}

/// Farther out than this, a point is ignored: squares of distances must stay finite.
const FARTHEST: f64 = 1e100;

/// Around points that do not fit the default view, this share of the half side stays free.
const MARGIN: f64 = 0.05;

impl Bounds {
    /// The playground's view, [−1.2, 1.2]².
    pub const DEFAULT: Self = Self { center: [0.0, 0.0], half: 1.2 };

    /// The default view where it holds all `points`; else a larger square that does, with a margin. Points that are
    /// not finite, or farther than 1e100, are ignored.
    pub fn around(points: impl IntoIterator<Item = [f64; 2]>) -> Self {
        let default = Self::DEFAULT;
        let (mut min, mut max) = (default.min(), default.max());
        for point in points {
            if point.iter().any(|coordinate| coordinate.is_nan() || coordinate.abs() > FARTHEST) {
                continue;
            }
            for axis in 0..2 {
                min[axis] = min[axis].min(point[axis]);
                max[axis] = max[axis].max(point[axis]);
            }
        }
        let side = (max[0] - min[0]).max(max[1] - min[1]);
        if (min, max) == (default.min(), default.max()) {
            return default;
        }
        Self { center: [0, 1].map(|axis| f64::midpoint(min[axis], max[axis])), half: side / 2.0 * (1.0 + MARGIN) }
    }

    /// The lower left corner [x₁, x₂].
    pub fn min(&self) -> [f64; 2] {
        self.center.map(|coordinate| coordinate - self.half)
    }

    /// The upper right corner [x₁, x₂].
    pub fn max(&self) -> [f64; 2] {
        self.center.map(|coordinate| coordinate + self.half)
    }

    /// The middle [x₁, x₂].
    pub fn center(&self) -> [f64; 2] {
        self.center
    }

    /// The side's length, above 0.
    pub fn side(&self) -> f64 {
        2.0 * self.half
    }

    /// Lower left, lower right, upper right, upper left: counterclockwise.
    pub fn corners(&self) -> [[f64; 2]; 4] {
        let ([left, bottom], [right, top]) = (self.min(), self.max());
        [[left, bottom], [right, bottom], [right, top], [left, top]]
    }

    /// Whether the point lies in the square, its border included. NaN does not.
    pub fn contains(&self, x: [f64; 2]) -> bool {
        (0..2).all(|axis| (x[axis] - self.center[axis]).abs() <= self.half)
    }

    /// The nearest point of the square: a probe that arrow keys move stays in view. NaN goes to the center.
    pub fn clamp(&self, x: [f64; 2]) -> [f64; 2] {
        let ([left, bottom], [right, top]) = (self.min(), self.max());
        let [x1, x2] = [0, 1].map(|axis| if x[axis].is_nan() { self.center[axis] } else { x[axis] });
        [x1.clamp(left, right), x2.clamp(bottom, top)]
    }

    /// 0 at the lower left, 1 at the upper right.
    pub(super) fn fraction_of(&self, x: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| (x[axis] - self.center[axis]) / self.side() + 0.5)
    }

    /// The inverse of [`Self::fraction_of`].
    fn at_fraction(&self, fraction: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| self.center[axis] + (fraction[axis] - 0.5) * self.side())
    }
}

impl Default for Bounds {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact by construction")]
mod tests {
    use super::*;

    fn assert_near(got: [f64; 2], want: [f64; 2], what: &str) {
        for axis in 0..2 {
            let scale = want[axis].abs().max(1.0);
            assert!((got[axis] - want[axis]).abs() <= 1e-12 * scale, "{what}: {got:?} should be {want:?}");
        }
    }

    #[test]
    fn corners_of_the_view_are_corners_of_the_picture() {
        let projection = Projection::new(Bounds::DEFAULT, 440.0, 220.0);
        assert_near(projection.to_pixels([-1.2, 1.2]), [0.0, 0.0], "top left");
        assert_near(projection.to_pixels([1.2, -1.2]), [440.0, 220.0], "bottom right");
        assert_near(projection.to_pixels([0.0, 0.0]), [220.0, 110.0], "middle");
        assert_near(projection.to_pixels([0.6, 0.6]), [330.0, 55.0], "upward is up");
    }

    #[test]
    fn both_directions_undo_each_other() {
        let views = [Bounds::DEFAULT, Bounds::around([[3.0, -8.0]]), Bounds::around([[1e6, 1e6 + 1.0]])];
        for view in views {
            for (width, height) in [(1.0, 1.0), (440.0, 440.0), (390.5, 844.0)] {
                let projection = Projection::new(view, width, height);
                for fraction in [[0.0, 0.0], [0.25, 0.9], [1.0, 1.0], [-0.5, 2.0]] {
                    let pixel = [fraction[0] * width, fraction[1] * height];
                    let back = projection.to_pixels(projection.to_data(pixel));
                    assert_near(back, pixel, "pixel → data → pixel");
                    let x = view.at_fraction(fraction);
                    assert_near(projection.to_data(projection.to_pixels(x)), x, "data → pixel → data");
                }
            }
        }
    }

    #[test]
    fn bounds_hold_every_point_and_stay_square() {
        let cases: [&[[f64; 2]]; 7] = [
            &[],
            &[[0.0, 0.0]],
            &[[1.2, -1.2]],
            &[[5.0, 0.0], [-3.0, 0.1]],
            &[[f64::NAN, 0.0], [0.0, f64::INFINITY], [2.0, 0.0]],
            &[[1e12, -1e12]],
            &[[f64::MAX, f64::MIN], [1e99, 0.0]],
        ];
        for points in cases {
            let bounds = Bounds::around(points.iter().copied());
            assert!(bounds.side().is_finite() && bounds.side() >= 2.4, "{points:?}: side {}", bounds.side());
            for &point in points.iter().filter(|point| point.iter().all(|coordinate| coordinate.abs() <= FARTHEST)) {
                assert!(bounds.contains(point), "{point:?} should lie in {bounds:?}");
            }
        }
        assert_eq!(Bounds::around([[0.3, -1.0]]), Bounds::DEFAULT, "what fits leaves the view alone");
    }

    #[test]
    fn clamping_keeps_a_point_in_view() {
        for x in [[5.0, -9.0], [f64::NAN, 0.2], [f64::INFINITY, f64::NEG_INFINITY], [0.1, 0.2]] {
            assert!(Bounds::DEFAULT.contains(Bounds::DEFAULT.clamp(x)), "{x:?}");
        }
        assert_eq!(Bounds::DEFAULT.clamp([0.1, 0.2]), [0.1, 0.2], "a point in view stays");
    }

    #[test]
    fn absurd_sizes_count_as_one_pixel() {
        for size in [0.0, -3.0, f64::NAN, f64::INFINITY] {
            let projection = Projection::new(Bounds::DEFAULT, size, size);
            assert_eq!([projection.width(), projection.height()], [1.0, 1.0], "{size}");
        }
    }
}
