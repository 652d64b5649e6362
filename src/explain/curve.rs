//! The loss as one parameter moves: the curve, its corners, backprop's tangent and the finite difference's secant.
//!
//! All in the coordinates (δ, loss): δ is what is added to the parameter, 0 its present value.

use crate::{
    check::Scheme,
    data::Example,
    nn::{Activation, ParameterId, Parameters, Reduction, logistic_derivative, logistic_loss, two_layer},
};

/// What a curve is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurveSpec {
    /// Which parameter moves.
    pub parameter: ParameterId,
    /// Whether the examples' losses are averaged or added.
    pub reduction: Reduction,
    /// How far it moves to either side, in units of the parameter. Positive and finite.
    pub window: f64,
    /// How many even steps the window has, besides the corners. An odd number is raised, so that δ = 0 is a point.
    pub steps: usize,
    /// How the finite difference is taken.
    pub scheme: Scheme,
    /// Its step size. Positive.
    pub delta: f64,
    /// The slopes that are compared.
    pub slopes: Slopes,
}

/// Two slopes at the parameter's present value, as the check's row has them: a wrong one is drawn wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slopes {
    /// Backprop's.
    pub backprop: f64,
    /// The finite difference.
    pub finite_difference: f64,
}

/// The loss along one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct LossCurve {
    /// The loss at even steps and at every corner of [`Self::corners`], ascending in δ.
    pub points: Vec<Point>,
    /// Where the loss bends, ascending in δ: at most [`Self::MOST_CORNERS`], those that bend most.
    pub corners: Vec<CurveCorner>,
    /// Through the present value, with backprop's slope.
    pub tangent: Line,
    /// Through the finite difference's lower point, with the finite difference as slope.
    pub secant: Line,
    /// The two points that the finite difference is taken between, computed in float64.
    pub ends: [Point; 2],
}

/// A loss, at least 0, at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// What is added to the parameter.
    pub delta: f64,
    /// The loss there.
    pub loss: f64,
}

/// A straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// A point that it goes through.
    pub through: Point,
    /// Loss per unit of the parameter.
    pub slope: f64,
}

/// Where a hidden unit turns on or off for an example, and the slope of the loss jumps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurveCorner {
    /// Where, and the loss there.
    pub point: Point,
    /// The example, as place in the list that was given.
    pub example: usize,
    /// The slope to the right less the slope to the left. 0 where Wo of the unit is 0.
    pub bend: f64,
}

/// The loss of `examples` as one parameter moves within the window of `spec`.
///
/// Corners are exact: Z is linear in δ, so a unit turns at δ* = −z for bi and −z/xᵢ for Wi; for Wo and bo nothing
/// turns. Panics where the network lacks the parameter.
pub fn curve(spec: &CurveSpec, parameters: &Parameters, examples: &[Example]) -> LossCurve {
    let paths = paths(spec.parameter, parameters, examples);
    let scale = spec.reduction.scale(examples.len());
    let at = |delta: f64| Point { delta, loss: scale * paths.iter().map(|path| path.loss(delta)).sum::<f64>() };
    let corner = |Turn { delta, example, bend }| CurveCorner { point: at(delta), example, bend };
    let corners: Vec<CurveCorner> = turns(&paths, spec.window, scale).into_iter().map(corner).collect();
    let half = spec.steps.div_ceil(2).max(1);
    let even = (0..=2 * half).map(|step| spec.window * ((step as f64 - half as f64) / half as f64));
    let mut points: Vec<Point> = even.map(at).chain(corners.iter().map(|corner| corner.point)).collect();
    points.sort_by(|a, b| a.delta.total_cmp(&b.delta));
    points.dedup_by(|a, b| a.delta <= b.delta);
    let ends = spec.scheme.ends(spec.delta).map(at);
    let tangent = Line { through: at(0.0), slope: spec.slopes.backprop };
    let secant = Line { through: ends[0], slope: spec.slopes.finite_difference };
    LossCurve { points, corners, tangent, secant, ends }
}

impl LossCurve {
    /// More corners than this cannot be told apart on a screen.
    pub const MOST_CORNERS: usize = 256;
}

impl Line {
    /// The line's loss at `delta`; may be negative.
    pub fn at(&self, delta: f64) -> f64 {
        self.through.loss + self.slope * (delta - self.through.delta)
    }
}

/// One example's Ȳ as the parameter moves: rest + (wo + δ·wo′)·ReLU(z + δ·z′), where at most one of wo′ and z′ is not 0.
#[derive(Clone, Copy, Debug)]
struct Path {
    y: f64,
    rest: f64,
    wo: f64,
    wo_rate: f64,
    z: f64,
    z_rate: f64,
}

impl Path {
    fn output(&self, delta: f64) -> f64 {
        self.rest + (self.wo + delta * self.wo_rate) * Activation::Relu.apply(self.z + delta * self.z_rate)
    }

    fn loss(&self, delta: f64) -> f64 {
        logistic_loss(self.y, self.output(delta))
    }

    /// δ* at which the unit turns; `None` where it never does.
    fn turn(&self) -> Option<f64> {
        let delta = -self.z / self.z_rate;
        delta.is_finite().then_some(delta)
    }

    /// The slope right of the turn less the slope left of it: the unit's share is 0 on one side.
    fn bend(&self) -> f64 {
        logistic_derivative(self.y, self.rest) * self.wo * self.z_rate.abs()
    }
}

/// Every example's path. All but the moving unit, or all but bo, is computed once.
fn paths(parameter: ParameterId, parameters: &Parameters, examples: &[Example]) -> Vec<Path> {
    let mut others = parameters.clone();
    let removed = match parameter.unit() {
        Some(unit) => ParameterId::Wo { unit },
        None => ParameterId::Bo,
    };
    others.set(removed, 0.0);
    let wo = parameters.get(removed);
    let column = |input: usize| examples.iter().map(|example| example.x[input]).collect::<Vec<_>>();
    let mut rest = vec![0.0; examples.len()];
    two_layer::outputs(&others, &column(0), &column(1), &mut rest);
    let path = |(example, rest): (&Example, f64)| {
        let y = example.y;
        let z = parameter.unit().map_or(1.0, |unit| pre_activation(parameters, unit, example.x));
        let (wo_rate, z_rate) = match parameter {
            ParameterId::Wi { input, .. } => (0.0, example.x[input]),
            ParameterId::Bi { .. } => (0.0, 1.0),
            ParameterId::Wo { .. } | ParameterId::Bo => (1.0, 0.0),
        };
        Path { y, rest, wo, wo_rate, z, z_rate }
    };
    examples.iter().zip(rest).map(path).collect()
}

/// Z of one unit, as [`two_layer::hidden`] computes it.
fn pre_activation(parameters: &Parameters, unit: usize, x: [f64; 2]) -> f64 {
    parameters.wi(0)[unit] * x[0] + parameters.wi(1)[unit] * x[1] + parameters.bi()[unit]
}

/// A corner whose loss is not computed yet.
struct Turn {
    delta: f64,
    example: usize,
    bend: f64,
}

/// The turns within the window that bend most, ascending in δ.
fn turns(paths: &[Path], window: f64, scale: f64) -> Vec<Turn> {
    let turn = |(example, path): (usize, &Path)| {
        let delta = path.turn().filter(|delta| delta.abs() <= window)?;
        Some(Turn { delta, example, bend: scale * path.bend() })
    };
    let mut turns: Vec<Turn> = paths.iter().enumerate().filter_map(turn).collect();
    turns.sort_by(|a, b| b.bend.abs().total_cmp(&a.bend.abs()));
    turns.truncate(LossCurve::MOST_CORNERS);
    turns.sort_by(|a, b| a.delta.total_cmp(&b.delta));
    turns
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        check::{CheckSpec, kinks, report},
        explain::tests::{examples, network},
    };

    fn spec(parameter: ParameterId) -> CurveSpec {
        let slopes = Slopes { backprop: 0.5, finite_difference: 0.25 };
        let (reduction, scheme) = (Reduction::Mean, Scheme::Central);
        CurveSpec { parameter, reduction, window: 2.0, steps: 32, scheme, delta: 1e-6, slopes }
    }

    fn moved(parameters: &Parameters, id: ParameterId, delta: f64, examples: &[Example]) -> f64 {
        let mut moved = parameters.clone();
        moved.set(id, parameters.get(id) + delta);
        two_layer::loss(&moved, examples, Reduction::Mean)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn points_are_whole_forward_passes(parameters in network(9), examples in examples(30)) {
            for id in parameters.ids() {
                let curve = curve(&spec(id), &parameters, &examples);
                prop_assert!(curve.points.is_sorted_by(|a, b| a.delta < b.delta), "{}: ascending", id);
                for point in curve.points.iter().chain(&curve.ends) {
                    let expected = moved(&parameters, id, point.delta, &examples);
                    let error = (point.loss - expected).abs();
                    prop_assert!(error <= 1e-13 * (1.0 + expected), "{} at {}: off by {}", id, point.delta, error);
                }
            }
        }

        #[test]
        fn corners_bend_as_measured(parameters in network(9), examples in examples(30)) {
            for id in parameters.ids() {
                let curve = curve(&spec(id), &parameters, &examples);
                for (place, corner) in curve.corners.iter().enumerate() {
                    let delta = corner.point.delta;
                    let apart = |other: &CurveCorner| (other.point.delta - delta).abs() > 1e-3;
                    let others = curve.corners.iter().enumerate().filter(|(other, _)| *other != place);
                    if !others.into_iter().all(|(_, other)| apart(other)) {
                        continue;
                    }
                    let at = |delta| moved(&parameters, id, delta, &examples);
                    // The second difference of a smooth curve vanishes with the step.
                    let measured = (at(delta + 1e-5) - 2.0 * at(delta) + at(delta - 1e-5)) / 1e-5;
                    prop_assert!((measured - corner.bend).abs() < 1e-3, "{}: {} {}", id, measured, corner.bend);
                }
            }
        }

        #[test]
        fn corners_are_the_checks_kinks(parameters in network(9), examples in examples(30)) {
            for kinks in kinks(&CheckSpec::default(), &parameters, &examples, Reduction::Mean) {
                let window = 1e9;
                let curve = curve(&CurveSpec { window, ..spec(kinks.parameter) }, &parameters, &examples);
                let deltas = || curve.corners.iter().map(|corner| corner.point.delta);
                let below = deltas().filter(|&delta| delta < 0.0).reduce(f64::max);
                let above = deltas().filter(|&delta| delta > 0.0).reduce(f64::min);
                let within = |kink: Option<f64>| kink.filter(|delta| delta.abs() <= window);
                prop_assert_eq!(below, within(kinks.below), "{} below", kinks.parameter);
                prop_assert_eq!(above, within(kinks.above), "{} above", kinks.parameter);
            }
        }

        #[test]
        fn the_tangent_touches_and_the_secant_cuts(parameters in network(9), examples in examples(30)) {
            let (_, backprop) = two_layer::gradient(&parameters, &examples, Reduction::Mean);
            let check = CheckSpec { delta: 1e-2, ..CheckSpec::default() };
            for row in report(&check, &parameters, &backprop, &examples, Reduction::Mean).rows {
                let slopes = Slopes { backprop: row.backprop, finite_difference: row.finite_difference };
                let curve = curve(&CurveSpec { slopes, delta: 1e-2, ..spec(row.id) }, &parameters, &examples);
                let [low, high] = curve.ends;
                prop_assert!((curve.secant.at(high.delta) - high.loss).abs() < 1e-12, "{}: the other end", row.id);
                prop_assert!((curve.secant.at(low.delta) - low.loss).abs() < 1e-12, "{}: one end", row.id);
                let first_bend = curve.corners.iter().map(|corner| corner.point.delta.abs()).fold(1.0, f64::min);
                let near = (first_bend / 2.0).min(1e-4);
                let gap = (curve.tangent.at(near) - moved(&parameters, row.id, near, &examples)).abs();
                prop_assert!(gap <= 50.0 * near * near + 1e-13, "{}: {} at {}", row.id, gap, near);
            }
        }
    }

    /// One unit at z = 0.5·1 − 0.25 = 0.25 for the first example and −0.75 for the second.
    fn small() -> (Parameters, [Example; 2]) {
        let parameters = Parameters::from_flat(1, vec![1.0, 0.0, -0.25, 2.0, -1.0]).expect("4h + 1 numbers");
        (parameters, [Example { x: [0.5, 0.0], y: 1.0 }, Example { x: [-0.5, 0.0], y: -1.0 }])
    }

    #[test]
    fn corners_stand_where_the_closed_form_says() {
        let (parameters, examples) = small();
        let table: [(&str, &[(f64, usize)]); 5] = [
            ("bi[0]", &[(-0.25, 0), (0.75, 1)]),
            ("Wi[0][0]", &[(-1.5, 1), (-0.5, 0)]),
            ("Wi[1][0]", &[]),
            ("Wo[0]", &[]),
            ("bo", &[]),
        ];
        for (name, expected) in table {
            let curve = curve(&spec(name.parse().expect("a name")), &parameters, &examples);
            let found: Vec<(f64, usize)> = curve.corners.iter().map(|c| (c.point.delta, c.example)).collect();
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn the_present_value_and_both_ends_are_points() {
        let (parameters, examples) = small();
        for steps in [0, 1, 2, 31, 32] {
            let curve = curve(&CurveSpec { steps, ..spec(ParameterId::Bo) }, &parameters, &examples);
            let deltas: Vec<f64> = curve.points.iter().map(|point| point.delta).collect();
            for wanted in [-2.0, 0.0, 2.0] {
                assert!(deltas.contains(&wanted), "{steps} steps have {wanted}: {deltas:?}");
            }
        }
        let forward = CurveSpec { scheme: Scheme::Forward, ..spec(ParameterId::Bo) };
        let ends = curve(&forward, &parameters, &examples).ends.map(|end| end.delta);
        assert!(ends[0] == 0.0 && (ends[1] - 1e-6).abs() < 1e-20, "a forward difference starts here: {ends:?}");
    }

    #[test]
    fn many_corners_are_the_sharpest() {
        let (parameters, _) = small();
        let place = |k: usize| (k as f64 * 2.3).cos();
        let examples: Vec<Example> = (0..1000).map(|k| Example { x: [place(k), 0.0], y: 1.0 }).collect();
        let curve = curve(&spec(ParameterId::Bi { unit: 0 }), &parameters, &examples);
        assert_eq!(curve.corners.len(), LossCurve::MOST_CORNERS, "bounded");
        assert!(curve.corners.is_sorted_by(|a, b| a.point.delta <= b.point.delta), "ascending");
    }
}
