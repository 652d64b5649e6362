//! Every parameter four times (value, backprop, finite difference, and how far the two are apart), at print size.

use super::{
    print::{ColorBar, GRAY, MARGIN, NUMBER, PAPER, WIDTH, heading, line, paper},
    text,
};
use crate::{
    check::{CheckSpec, finite_difference},
    nn::Parameters,
    notation::format::CellFormat,
    plot::{
        color::{Ramp, Theme, sign_ramp, text_color},
        scale::SymmetricScale,
        scene::{Anchor, Paint, Scene, Shape, Stroke},
    },
    training::{Scope, Snapshot},
};

/// Names of the rows.
const LABELS: f64 = 52.0;
/// The colour bar with its numbers.
const BAR: f64 = 86.0;
/// Height of a cell.
const CELL: f64 = 20.0;
/// The widest cell.
const WIDEST: f64 = 53.0;
/// Between parameter groups.
const GROUP_GAP: f64 = 3.0;
/// A heatmap's title and the numbers of its columns.
const HEAD: f64 = 36.0;
/// Between heatmaps.
const GAP: f64 = 26.0;
/// From the heading to the first heatmap.
const ABOVE: f64 = 16.0;
/// Two columns of heatmaps where the network is so small.
const FEW_UNITS: usize = 3;

/// The picture, in CSS pixels, 160 mm wide.
pub(super) fn picture(now: &Snapshot, scope: Scope, check: &CheckSpec) -> Scene {
    let examples = now.examples(scope);
    let backprop = now.gradient(&examples);
    let finite = finite_difference(check, &now.params, &examples, now.config.sgd.reduction);
    let mut difference = backprop.clone();
    for (own, other) in difference.as_mut_slice().iter_mut().zip(finite.as_slice()) {
        *own -= other;
    }
    // Backprop and finite difference are compared by eye, so they share a scale.
    let gradients = SymmetricScale::of(backprop.as_slice().iter().chain(finite.as_slice()).copied());
    let scale = |values: &Parameters| SymmetricScale::of(values.as_slice().iter().copied());
    let maps = [
        (now.params.as_ref(), scale(&now.params)),
        (&backprop, gradients),
        (&finite, gradients),
        (&difference, scale(&difference)),
    ];

    let mut scene = paper(0.0);
    let mut lines = vec![text::about(now, scope), text::differences(check)];
    lines.extend(text::bug(now));
    let top = heading(&mut scene, text::heatmaps_title(now), &lines) + ABOVE;
    let columns = if now.params.hidden() <= FEW_UNITS { 2 } else { 1 };
    let width = (WIDTH - 2.0 * MARGIN - (columns - 1) as f64 * GAP) / columns as f64;
    let grid = Grid::new(now.params.hidden(), width);
    let ramp = sign_ramp(Theme::Light);
    for (place, ((values, scale), name)) in maps.into_iter().zip(text::QUANTITIES).enumerate() {
        let [column, row] = [place % columns, place / columns].map(|count| count as f64);
        let corner = [MARGIN + column * (width + GAP), top + row * (HEAD + height() + GAP)];
        grid.draw(&mut scene, corner, name, values, scale, &ramp);
    }
    let rows = maps.len().div_ceil(columns) as f64;
    scene.height = top + rows * (HEAD + height() + GAP);
    scene.shapes[0] = Shape::Rect { corner: [0.0, 0.0], size: [WIDTH, scene.height], paint: Paint::fill(PAPER) };
    scene
}

/// Where a row begins below the first one: Wi twice, bi, Wo, bo.
fn top_of_row(row: usize) -> f64 {
    row as f64 * CELL + row.saturating_sub(1) as f64 * GROUP_GAP
}

/// Of all rows.
fn height() -> f64 {
    top_of_row(4) + CELL
}

/// How the cells of a heatmap are laid out.
struct Grid {
    hidden: usize,
    /// Width of a cell.
    cell: f64,
    /// From a heatmap's left side to its colour bar.
    bar: f64,
}

impl Grid {
    fn new(hidden: usize, width: f64) -> Self {
        let cell = ((width - LABELS - BAR) / hidden as f64).min(WIDEST);
        Self { hidden, cell, bar: LABELS + cell * hidden as f64 + 16.0 }
    }

    fn draw(
        &self,
        scene: &mut Scene,
        [left, top]: [f64; 2],
        name: &str,
        values: &Parameters,
        scale: SymmetricScale,
        ramp: &Ramp,
    ) {
        let numbers = self.numbers(scale);
        scene.shapes.push(line(name, 12.5).bold().at(left, top + 10.0));
        let cells = top + HEAD;
        self.columns(scene, [left, cells - 6.0]);
        if let Some((format, _)) = numbers {
            let factor = format.factor();
            if !factor.is_empty() {
                let below = cells + height() + 13.0;
                scene.shapes.push(line(text::numbers_times(&factor), 10.0).color(GRAY).at(left + LABELS, below));
            }
        }
        for (row, label) in text::ROWS.into_iter().enumerate() {
            let y = cells + top_of_row(row);
            scene.shapes.push(line(label, NUMBER).anchor(Anchor::End).middle_at(left + LABELS - 8.0, y + CELL / 2.0));
            let own = values.as_slice().iter().skip(row * self.hidden).take(if row < 4 { self.hidden } else { 1 });
            for (unit, &value) in own.enumerate() {
                let x = left + LABELS + unit as f64 * self.cell;
                let color = ramp.at(scale.normalize(value));
                let outline = Stroke::solid(PAPER, if self.cell < 12.0 { 0.4 } else { 0.8 });
                let paint = Paint { fill: Some(color), stroke: Some(outline) };
                scene.shapes.push(Shape::Rect { corner: [x, y], size: [self.cell, CELL], paint });
                if let Some((format, size)) = numbers {
                    let text = line(format.cell(value), size).color(text_color(color)).anchor(Anchor::Middle);
                    scene.shapes.push(text.middle_at(x + self.cell / 2.0, y + CELL / 2.0));
                }
            }
        }
        let limit = scale.limit();
        let ticks = [-limit, 0.0, limit];
        // In the unit of the cells, where they hold numbers.
        let labels = match numbers {
            Some((format, _)) => ticks.map(|tick| format.legend(tick)).to_vec(),
            None => text::tick_labels(&ticks),
        };
        let bar = ColorBar { ramp, veil: Paint::default(), ends: [-limit, limit], ticks: &ticks, labels };
        bar.draw(scene, [left + self.bar, cells], height());
    }

    /// How the numbers in cells are written, and how large; `None` where cells are too narrow for them.
    fn numbers(&self, scale: SymmetricScale) -> Option<(CellFormat, f64)> {
        match self.cell {
            36.0.. => Some((CellFormat::shared(scale.limit(), 2), 10.0)),
            24.0.. => Some((CellFormat::shared(scale.limit(), 1), 9.0)),
            _ => None,
        }
    }

    /// The units' numbers above their columns, as many as there is room for.
    fn columns(&self, scene: &mut Scene, [left, baseline]: [f64; 2]) {
        const ROOM: f64 = 20.0;
        let every = [1, 2, 4, 8].into_iter().find(|&every| self.cell * f64::from(every) >= ROOM).unwrap_or(8);
        for unit in (0..self.hidden).step_by(every as usize) {
            let x = left + LABELS + (unit as f64 + 0.5) * self.cell;
            scene.shapes.push(line(unit.to_string(), 10.0).color(GRAY).anchor(Anchor::Middle).at(x, baseline));
        }
        scene.shapes.push(line(text::UNIT, 10.0).color(GRAY).anchor(Anchor::End).at(left + LABELS - 8.0, baseline));
    }
}
