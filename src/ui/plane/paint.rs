//! What is painted on the plane: the field and the lines, which follow every picture, and the points, which follow the
//! figures.

use std::sync::Arc;

use leptos::{html, prelude::*};

use crate::{
    browser::{canvas, size::Size},
    export::plane::points_of,
    nn::Parameters,
    plot::{
        boundary::{Boundary, hinge_segment},
        color::Theme,
        marks::{self, Emphasis},
        parts::Parts,
        projection::{Bounds, Projection},
        raster::{FieldPainter, ProbabilityTable, Raster},
        scatter::{self, Marker, Scatter},
        scene::{Ends, Scene, Shape, Stroke},
    },
    state::Store,
    training::Metrics,
    ui::{
        shared::{Marks, field_of, paint_scene, palette},
        text,
    },
};

/// With more hinges than this, each is drawn fainter.
const MANY_HINGES: usize = 20;
/// The alpha of a field that is not what one should look at.
const FADED: u8 = 0x66;

/// Paints the examples; where a parameter is taken apart, coloured by what they add to its gradient.
pub(super) fn paint_points(store: Store, node: NodeRef<html::Canvas>, size: ReadSignal<Size>, scatter: Memo<Scatter>) {
    let palette = palette();
    let Marks(marks) = expect_context();
    let coloured = Memo::new(move |_| {
        let mut scatter = scatter.get();
        marks.with(|marks| {
            if let Some(marks) = marks {
                palette.with(|palette| scatter.color_by(&marks.contributions, &palette.sign(), palette.theme));
            }
        });
        scatter
    });
    let lit = Memo::new(move |_| {
        let crossing = marks.with(|marks| marks.as_ref().map_or_else(Vec::new, |marks| marks.crossing.clone()));
        (crossing, store.view.explain.pointed.get())
    });
    let scene = Memo::new(move |_| {
        let theme = palette.with(|palette| palette.theme);
        let (crossing, pointed) = lit.get();
        let shapes = coloured.with(|scatter| points_shapes(scatter, &crossing, pointed, theme));
        Scene { width: size.get().width, height: size.get().height, shapes }
    });
    paint_scene(node, size, scene);
}

/// What the pixels of a field follow from.
#[derive(PartialEq)]
struct Seen {
    parameters: Arc<Parameters>,
    bounds: Bounds,
    device: [usize; 2],
    table: Arc<ProbabilityTable>,
}

/// A field as it was painted, and what was painted over it.
#[derive(Default)]
struct Painted {
    painter: FieldPainter,
    /// The pixels, and room for those of the next picture.
    field: Raster,
    next: Raster,
    seen: Option<Seen>,
    /// The lines, and how often a canvas had been lost by then.
    over: Option<(Scene, u32)>,
}

/// Paints the plane as a network sees it, and the `lines` over it, again whenever a pixel of them is another one. Where it is
/// `faded`, what lies behind shines through.
pub(in crate::ui) fn paint_field(
    parameters: Memo<Arc<Parameters>>,
    node: NodeRef<html::Canvas>,
    bounds: Memo<Bounds>,
    size: ReadSignal<Size>,
    lines: Memo<Scene>,
    faded: Memo<bool>,
) {
    let palette = palette();
    let table = Memo::new(move |_| {
        let table = palette.with(|palette| Arc::clone(&palette.probability));
        if faded.get() { Arc::new(table.faded(FADED)) } else { table }
    });
    Effect::new(move |painted: Option<Painted>| {
        let mut painted = painted.unwrap_or_default();
        let Size { width, height, ratio } = size.get();
        // Before the browser has laid the page out there is nothing to paint on.
        let Some(canvas) = node.get().filter(|_| width.min(height) > 0.0) else { return painted };
        let (bounds, device) = (bounds.get(), size.get().device());
        let now = Seen { parameters: parameters.get(), bounds, device, table: table.get() };
        let over = (lines.get(), canvas::losses());
        let mut is_other = painted.over.as_ref() != Some(&over);
        // The probe moves over the same field.
        if painted.seen.as_ref() != Some(&now) {
            let projection = Projection::new(bounds, device[0] as f64, device[1] as f64);
            painted.painter.paint(&field_of(&now.parameters), &projection, &now.table, &mut painted.next);
            is_other |= painted.next != painted.field;
            std::mem::swap(&mut painted.next, &mut painted.field);
            painted.seen = Some(now);
        }
        if is_other {
            canvas::show_over(&canvas, &painted.field, &over.0, ratio);
            painted.over = Some(over);
        }
        painted
    });
}

/// Hinges, that of the `lit` unit above others, the boundary, and the probe.
pub(in crate::ui) fn lines_scene(
    store: Store,
    parameters: &Parameters,
    lit: Option<usize>,
    theme: Theme,
    projection: &Projection,
) -> Scene {
    let field = field_of(parameters);
    let mut shapes = Vec::new();
    if store.view.hinges.get() {
        for (number, unit) in field.units.iter().enumerate() {
            let emphasis = match field.units.len() {
                _ if lit == Some(number) => Emphasis::Lit,
                ..=MANY_HINGES => Emphasis::None,
                _ => Emphasis::Faint,
            };
            let hinge = hinge_segment(unit, projection.view());
            shapes.extend(hinge.iter().flat_map(|hinge| marks::hinge_shapes(hinge, projection, theme, emphasis)));
        }
    }
    for line in Boundary::of(&field, projection.view()).polylines {
        let points: Vec<_> = line.points.iter().map(|point| projection.to_pixels(*point)).collect();
        let ends = if line.closed { Ends::Closed } else { Ends::Open };
        for stroke in [Stroke::solid(theme.neutral(), 4.5), Stroke::solid(theme.ink(), 2.25)] {
            shapes.push(Shape::Polyline { points: points.clone(), ends, stroke });
        }
    }
    if let Some(probe) = store.view.probe.get() {
        shapes.extend(marks::probe_shapes(projection.to_pixels(probe), theme));
    }
    Scene { width: projection.width(), height: projection.height(), shapes }.snapped()
}

/// The examples, `parameters` as of the figures: only their rings change while it trains.
pub(in crate::ui) fn scatter_of(
    store: Store,
    parameters: &Parameters,
    theme: Theme,
    projection: &Projection,
) -> Scatter {
    let shown = store.view.test_points.get();
    let points = store.dataset.with(|dataset| points_of(parameters, dataset));
    let mut scatter = Scatter::new(&points, Some(store.example.get()), projection, theme);
    scatter.markers.retain(|marker| shown || marker.selected || points[marker.index].part == scatter::Part::Train);
    scatter
}

/// The examples with what is lit about them.
fn points_shapes(scatter: &Scatter, crossing: &[usize], pointed: Option<usize>, theme: Theme) -> Vec<Shape> {
    let mark = |marker: &Marker| {
        let lights = [crossing.contains(&marker.index), pointed == Some(marker.index)];
        let mut shapes = marks::light_shapes(marker, lights, theme);
        shapes.extend(marks::marker_shapes(marker, theme));
        shapes
    };
    scatter.markers.iter().flat_map(mark).collect()
}

/// The picture in words.
pub(in crate::ui) fn in_words(parameters: &Parameters, metrics: Metrics, bounds: Bounds) -> String {
    let parts = Parts::of(&field_of(parameters), bounds);
    text::boundary_words(parts.as_ref(), metrics.train_accuracy)
}
