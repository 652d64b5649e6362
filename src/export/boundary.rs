//! The decision boundary over the data, at print size.

use super::{
    plane::{bounds_of, field_of, points_of},
    print::{ColorBar, MARGIN, NUMBER, PAPER, RULE, SMALL, WIDTH, heading, line, paper, rule},
    text,
};
use crate::{
    plot::{
        boundary::{Boundary, hinge_segment},
        color::{Rgba, Theme, class_ramp},
        field::Field,
        marks::marker_shapes,
        projection::{Bounds, Projection},
        raster::{FieldPainter, ProbabilityTable, Raster},
        scatter::{Class, Part, Point, Scatter},
        scene::{Anchor, Dash, Ends, Paint, Scene, Shape, Stroke},
        ticks,
    },
    training::Snapshot,
};

/// Print is on paper.
const THEME: Theme = Theme::Light;
/// Side of the plane, in CSS pixels: 101 mm.
const SIDE: f64 = 382.0;
/// Left of the plane: the name of x₂ and numbers as long as −1000000.
const LEFT: f64 = MARGIN + 66.0;
/// From the heading to the plane.
const ABOVE: f64 = 16.0;
/// Below the plane: numbers and the name of x₁.
const BELOW: f64 = 46.0;
/// Pixels of the field for each CSS pixel. It is smooth, so that more would only be heavier.
const FINENESS: f64 = 2.0;
/// About so many ticks on an axis.
const TICKS: usize = 6;
/// White over the field and its colour bar: on full colours, a point of the same class would be lost.
const VEIL: Paint = Paint::fill(Rgba([0xff, 0xff, 0xff, 0x70]));
/// How long ticks are.
const TICK: f64 = 5.0;
/// Beyond so many units their hinges are drawn thinner.
const MANY_HINGES: usize = 20;

/// The picture, in CSS pixels, 160 mm wide.
pub(super) fn picture(now: &Snapshot) -> Scene {
    let (view, field) = (bounds_of(now), field_of(&now.params));
    let mut scene = paper(0.0);
    let top = heading(&mut scene, text::boundary_title(now), &[text::scores(now)]) + ABOVE;
    scene.height = top + SIDE + BELOW;
    scene.shapes[0] = Shape::Rect { corner: [0.0, 0.0], size: [WIDTH, scene.height], paint: Paint::fill(PAPER) };

    let plane = Plane { projection: Projection::new(view, SIDE, SIDE), top };
    scene.shapes.push(plane.field(&field));
    scene.shapes.push(Shape::Rect { corner: [LEFT, top], size: [SIDE, SIDE], paint: VEIL });
    scene.shapes.extend(plane.lines(&field));
    scene.shapes.extend(plane.axes(view));
    scene.shapes.extend(plane.points(&points_of(&now.params, &now.dataset)));
    legend(&mut scene, [LEFT + SIDE + 18.0, top]);
    scene
}

/// The plane on the paper.
struct Plane {
    projection: Projection,
    top: f64,
}

impl Plane {
    fn place(&self, x: [f64; 2]) -> [f64; 2] {
        let [across, down] = self.projection.to_pixels(x);
        [LEFT + across, self.top + down]
    }

    /// P(+1 given x).
    fn field(&self, field: &Field) -> Shape {
        let mut raster = Raster::default();
        let fine = Projection::new(self.projection.view(), FINENESS * SIDE, FINENESS * SIDE);
        FieldPainter::default().paint(field, &fine, &ProbabilityTable::new(&class_ramp(THEME)), &mut raster);
        Shape::Stretched { corner: [LEFT, self.top], size: [SIDE, SIDE], raster }
    }

    /// Hinges, and the boundary over them.
    fn lines(&self, field: &Field) -> Vec<Shape> {
        let view = self.projection.view();
        let stroke = hinge_stroke(if field.units.len() > MANY_HINGES { 0x30 } else { 0x58 });
        let mut shapes = Vec::new();
        for hinge in field.units.iter().filter_map(|unit| hinge_segment(unit, view)) {
            let points = [hinge.from, hinge.to].map(|end| self.place(end)).to_vec();
            shapes.push(Shape::Polyline { points, ends: Ends::Open, stroke });
        }
        for polyline in Boundary::of(field, view).polylines {
            let points: Vec<_> = polyline.points.iter().map(|&point| self.place(point)).collect();
            let ends = if polyline.closed { Ends::Closed } else { Ends::Open };
            for stroke in boundary_strokes() {
                shapes.push(Shape::Polyline { points: points.clone(), ends, stroke });
            }
        }
        shapes
    }

    /// The frame with its ticks, numbers and names, and white paper over what sticks out of it.
    fn axes(&self, view: Bounds) -> Vec<Shape> {
        const EDGE: f64 = 4.0;
        let (bottom, right) = (self.top + SIDE, LEFT + SIDE);
        let white = |corner: [f64; 2], size: [f64; 2]| Shape::Rect { corner, size, paint: Paint::fill(PAPER) };
        let long = SIDE + 2.0 * EDGE;
        let mut shapes = vec![
            white([LEFT - EDGE, self.top - EDGE], [long, EDGE]),
            white([LEFT - EDGE, bottom], [long, EDGE]),
            white([LEFT - EDGE, self.top], [EDGE, SIDE]),
            white([right, self.top], [EDGE, SIDE]),
            Shape::Rect { corner: [LEFT, self.top], size: [SIDE, SIDE], paint: Paint::outline(RULE) },
        ];
        let ([x1_low, x2_low], [x1_high, x2_high]) = (view.min(), view.max());
        let across = ticks::linear(x1_low, x1_high, TICKS);
        for (&tick, label) in across.iter().zip(text::tick_labels(&across)) {
            let [x, _] = self.place([tick, x2_low]);
            shapes.push(rule([x, bottom], [x, bottom + TICK]));
            shapes.push(line(label, NUMBER).anchor(Anchor::Middle).at(x, bottom + TICK + 12.5));
        }
        let up = ticks::linear(x2_low, x2_high, TICKS);
        for (&tick, label) in up.iter().zip(text::tick_labels(&up)) {
            let [_, y] = self.place([x1_low, tick]);
            shapes.push(rule([LEFT - TICK, y], [LEFT, y]));
            shapes.push(line(label, NUMBER).anchor(Anchor::End).middle_at(LEFT - TICK - 4.0, y));
        }
        let [x1, x2] = text::INPUTS.map(|name| line(name, 13.0).anchor(Anchor::Middle));
        shapes.push(x1.at(LEFT + SIDE / 2.0, bottom + BELOW - 11.0));
        shapes.push(x2.up().at(MARGIN + 10.0, self.top + SIDE / 2.0));
        shapes
    }

    fn points(&self, points: &[Point]) -> Vec<Shape> {
        let mut scatter = Scatter::new(points, None, &self.projection, THEME);
        for marker in &mut scatter.markers {
            marker.center = [LEFT + marker.center[0], self.top + marker.center[1]];
        }
        scatter.markers.iter().flat_map(|marker| marker_shapes(marker, THEME)).collect()
    }
}

fn hinge_stroke(alpha: u8) -> Stroke {
    let Rgba([red, green, blue, _]) = THEME.ink();
    Stroke { color: Rgba([red, green, blue, alpha]), width: 0.8, dash: Dash::Dashed(4, 3) }
}

/// The line under the boundary that parts it from the field, and the boundary.
fn boundary_strokes() -> [Stroke; 2] {
    [Stroke::solid(THEME.neutral(), 4.2), Stroke::solid(THEME.ink(), 2.0)]
}

/// What marks, lines and colours mean.
fn legend(scene: &mut Scene, [left, top]: [f64; 2]) {
    const ROW: f64 = 20.0;
    const INDENT: f64 = 24.0;
    const BAR: f64 = 150.0;
    let middle = left + 9.0;
    let mut y = top + 7.0;
    let mark = |class, part, output: f64| {
        // A plane of one point, so that the legend's marks are made as the data's are.
        let projection = Projection::new(Bounds::DEFAULT, SIDE, SIDE);
        let point = Point { x: [0.0, 0.0], class, part, output };
        move |y: f64| {
            let mut scatter = Scatter::new(&[point], None, &projection, THEME);
            scatter.markers[0].center = [middle, y];
            marker_shapes(&scatter.markers[0], THEME)
        }
    };
    let right = [(Class::Positive, 1.0), (Class::Negative, -1.0)];
    let [positive, negative] = right.map(|(class, output)| mark(class, Part::Train, output));
    let rows = [
        (positive, text::LABEL_POSITIVE),
        (negative, text::LABEL_NEGATIVE),
        (mark(Class::Positive, Part::Test, 1.0), text::TEST),
        (mark(Class::Positive, Part::Train, -1.0), text::WRONG),
    ];
    for (shapes, name) in rows {
        scene.shapes.extend(shapes(y));
        scene.shapes.push(line(name, SMALL).middle_at(left + INDENT, y));
        y += ROW;
    }
    let strokes = [(boundary_strokes()[1], text::BOUNDARY), (hinge_stroke(0xa0), text::HINGE)];
    for (stroke, name) in strokes {
        let points = vec![[left, y], [left + 18.0, y]];
        scene.shapes.push(Shape::Polyline { points, ends: Ends::Open, stroke });
        scene.shapes.push(line(name, SMALL).middle_at(left + INDENT, y));
        y += ROW;
    }
    y += ROW;
    scene.shapes.push(line(text::PROBABILITY, SMALL).at(left, y));
    let corner = [left + 3.0, y + 12.0];
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0];
    let labels = text::tick_labels(&ticks);
    let bar = ColorBar { ramp: &class_ramp(THEME), veil: VEIL, ends: [0.0, 1.0], ticks: &ticks, labels };
    bar.draw(scene, corner, BAR);
}
