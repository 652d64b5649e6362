//! Pixels of the plane: P(+1 given x), and a hidden unit's activation.
//!
//! Along a row of pixels Ȳ is linear between the places where a unit switches on or off. So a row costs one sorted
//! list of those places, and a pixel one addition and one look-up, however many units there are.

use super::{
    color::{Ramp, Rgba},
    field::{Field, Unit},
    projection::{Bounds, Projection},
};

/// An RGBA picture in rows from the top, kept by the caller and painted again every frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raster {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Raster {
    /// The longest side there is: a picture stays below 64 MiB whatever is asked.
    pub const LONGEST: usize = 4096;

    /// Pixels in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Red, green, blue, alpha of every pixel, `4 · width · height` bytes: what `ImageData` takes.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The pixel in column `x`, row `y`. Panics out of the picture.
    pub fn pixel(&self, x: usize, y: usize) -> Rgba {
        let start = 4 * (y * self.width + x);
        Rgba([0, 1, 2, 3].map(|channel| self.pixels[start + channel]))
    }

    /// Takes a new size, at most [`Self::LONGEST`] on a side. What it shows is undefined until it is painted.
    pub fn resize(&mut self, width: usize, height: usize) {
        self.width = width.min(Self::LONGEST);
        self.height = height.min(Self::LONGEST);
        self.pixels.resize(4 * self.width * self.height, 0);
    }

    /// Takes the size of `projection`, rounded to whole pixels.
    fn fit(&mut self, projection: &Projection) {
        self.resize(projection.width().round() as usize, projection.height().round() as usize);
    }

    /// Takes a new size and shows nothing.
    pub fn clear(&mut self, width: usize, height: usize) {
        self.resize(width, height);
        self.fill(Rgba::TRANSPARENT);
    }

    /// Takes the size of one column of pixels, from the top, at most [`Self::LONGEST`] of them.
    pub fn column(&mut self, colors: &[Rgba]) {
        self.resize(1, colors.len());
        for (pixel, color) in self.cells().iter_mut().zip(colors) {
            *pixel = color.0;
        }
    }

    /// Copies `picture` into this one, its upper left corner `left` and `top` pixels from this one's. What does not fit is
    /// cut off.
    pub fn put(&mut self, picture: &Self, [left, top]: [usize; 2]) {
        let columns = picture.width.min(self.width.saturating_sub(left));
        let rows = if columns == 0 { 0 } else { picture.height.min(self.height.saturating_sub(top)) };
        for row in 0..rows {
            let (to, from) = (4 * ((top + row) * self.width + left), 4 * row * picture.width);
            self.pixels[to..to + 4 * columns].copy_from_slice(&picture.pixels[from..from + 4 * columns]);
        }
    }

    /// One color everywhere.
    pub(super) fn fill(&mut self, color: Rgba) {
        self.cells().fill(color.0);
    }

    /// Every pixel as one array, row after row.
    pub(super) fn cells(&mut self) -> &mut [[u8; 4]] {
        self.pixels.as_chunks_mut::<4>().0
    }
}

/// Colors of P = σ(Ȳ), looked up by Ȳ: the sigmoid is folded in. Kept by the caller, one per theme.
#[derive(Clone, Debug, PartialEq)]
pub struct ProbabilityTable {
    colors: Vec<Rgba>,
}

impl ProbabilityTable {
    /// Odd, so that Ȳ = 0 has an entry of its own. Steps of 1/256 in Ȳ move P by less than 0.001: no banding.
    pub const ENTRIES: usize = 4097;
    /// Beyond ±8, P is within 0.0004 of 0 or 1 and the color is the end's.
    pub const LIMIT: f64 = 8.0;
    const PER_UNIT: f64 = (Self::ENTRIES / 2) as f64 / Self::LIMIT;
    const MIDDLE: f64 = (Self::ENTRIES / 2) as f64;

    /// `ramp` gets 2P − 1.
    pub fn new(ramp: &Ramp) -> Self {
        let color = |entry: usize| {
            let ybar = (entry as f64 - Self::MIDDLE) / Self::PER_UNIT;
            // 2σ(Ȳ) − 1 = tanh(Ȳ/2), which is exact at 0.
            ramp.at((ybar / 2.0).tanh())
        };
        Self { colors: (0..Self::ENTRIES).map(color).collect() }
    }

    /// The same colors with that alpha, 0 to 255.
    #[must_use]
    pub fn faded(&self, alpha: u8) -> Self {
        let faded = |&Rgba([red, green, blue, _]): &Rgba| Rgba([red, green, blue, alpha]);
        Self { colors: self.colors.iter().map(faded).collect() }
    }

    /// The color where the output is `ybar`. NaN is neutral.
    pub fn at(&self, ybar: f64) -> Rgba {
        self.colors[Self::entry(ybar)]
    }

    fn entry(ybar: f64) -> usize {
        let ybar = if ybar.is_nan() { 0.0 } else { ybar };
        // The cast saturates at both ends.
        ((ybar * Self::PER_UNIT + Self::MIDDLE + 0.5) as usize).min(Self::ENTRIES - 1)
    }

    fn neutral(&self) -> Rgba {
        self.colors[Self::ENTRIES / 2]
    }
}

/// Paints P(+1 given x). Keeps its lists between frames, so that painting allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct FieldPainter {
    hinges: Vec<Hinge>,
    flats: Vec<Flat>,
    order: Vec<(f64, usize)>,
}

impl FieldPainter {
    /// Fills `raster`, resized to `projection`, with the color of P = σ(Ȳ) at every pixel's center.
    ///
    /// At most one entry of `table` off. Where a parameter is not finite, or so large that Ȳ cannot be computed, the
    /// picture is neutral.
    pub fn paint(&mut self, field: &Field, projection: &Projection, table: &ProbabilityTable, raster: &mut Raster) {
        raster.fit(projection);
        if !field.is_finite() {
            raster.fill(table.neutral());
            return;
        }
        let width = raster.width;
        let grid = Grid::new(projection.view(), width, raster.height);
        let base = self.prepare(field, &grid);
        for (row, pixels) in raster.cells().chunks_exact_mut(width).enumerate() {
            let row = row as f64;
            self.sort_crossings(row);
            let mut line = base.at(row);
            line.intercept += self.flats.iter().map(|flat| flat.at(row)).sum::<f64>();
            self.paint_row(row, line, table, pixels);
        }
    }

    /// Splits the units into hinges that cross rows and units that are constant along them. Returns what is left of
    /// all hinges: Ȳ as it would be far to the left, without the flat units.
    fn prepare(&mut self, field: &Field, grid: &Grid) -> RowLine {
        self.hinges.clear();
        self.flats.clear();
        let mut base = RowLine { line: Line { slope: 0.0, intercept: field.offset }, intercept_step: 0.0 };
        for unit in &field.units {
            let z = grid.along_rows(unit);
            let (crossing, crossing_step) = (-z.line.intercept / z.line.slope, -z.intercept_step / z.line.slope);
            if z.line.slope == 0.0 || !crossing.is_finite() || !crossing_step.is_finite() {
                self.flats.push(Flat { out: unit.out, z });
                continue;
            }
            let sign = z.line.slope.signum();
            if sign < 0.0 {
                base.add(z, unit.out);
            }
            let mut jump = RowLine::default();
            jump.add(z, sign * unit.out);
            self.hinges.push(Hinge { crossing, crossing_step, jump });
        }
        self.order.clear();
        self.order.extend((0..self.hinges.len()).map(|hinge| (0.0, hinge)));
        base
    }

    /// Hinges from left to right in this row. The order hardly changes from row to row, so insertion sort is linear.
    fn sort_crossings(&mut self, row: f64) {
        for (crossing, hinge) in &mut self.order {
            let hinge = &self.hinges[*hinge];
            *crossing = hinge.crossing + row * hinge.crossing_step;
        }
        for sorted in 1..self.order.len() {
            let moving = self.order[sorted];
            let mut place = sorted;
            while place > 0 && self.order[place - 1].0 > moving.0 {
                self.order[place] = self.order[place - 1];
                place -= 1;
            }
            self.order[place] = moving;
        }
    }

    fn paint_row(&self, row: f64, mut line: Line, table: &ProbabilityTable, pixels: &mut [[u8; 4]]) {
        let mut painted = 0;
        for &(crossing, hinge) in &self.order {
            // Pixels whose center k + ½ lies left of the crossing. The cast saturates at 0.
            let end = ((crossing + 0.5) as usize).min(pixels.len());
            if end > painted {
                paint_segment(line, painted, table, &mut pixels[painted..end]);
                painted = end;
            }
            if painted == pixels.len() {
                return;
            }
            let jump = self.hinges[hinge].jump.at(row);
            line.slope += jump.slope;
            line.intercept += jump.intercept;
        }
        let rest = &mut pixels[painted..];
        paint_segment(line, painted, table, rest);
    }
}

/// Colors a run of pixels, the first of which is pixel `start` of its row, along which Ȳ is `line`.
fn paint_segment(line: Line, start: usize, table: &ProbabilityTable, pixels: &mut [[u8; 4]]) {
    let first = line.at(start as f64 + 0.5) * ProbabilityTable::PER_UNIT + ProbabilityTable::MIDDLE;
    let step = line.slope * ProbabilityTable::PER_UNIT;
    if first.is_finite() && step.is_finite() {
        look_up(first, step, table.colors.as_slice(), pixels);
    } else {
        pixels.fill(table.neutral().0);
    }
}

/// Gives pixel k the color that is nearest to place `first + k · step` of the table.
fn look_up(first: f64, step: f64, colors: &[Rgba], pixels: &mut [[u8; 4]]) {
    /// Two vectors of four.
    const LANES: usize = 8;
    /// Up to here a place is less than a tenth of an entry off in single precision, which fits four to a vector.
    const EXACT_IN_F32: f64 = 1e6;
    let Some(top) = colors.len().checked_sub(1) else { return };
    // Places are truncated, so half an entry more rounds them.
    let first = first + 0.5;
    let last = first + step * pixels.len() as f64;
    if first.max(last) < 1.0 {
        pixels.fill(colors[0].0);
    } else if first.min(last) > top as f64 {
        pixels.fill(colors[top].0);
    } else if first.abs().max(last.abs()) < EXACT_IN_F32 {
        let (first, step) = (first as f32, step as f32);
        let (blocks, rest) = pixels.as_chunks_mut::<LANES>();
        let mut k = 0.0;
        for block in blocks {
            // The casts saturate, so a place below the table is its first entry.
            let places: [i32; LANES] = std::array::from_fn(|lane| (first + step * (k + lane as f32)) as i32);
            for (pixel, place) in block.iter_mut().zip(places) {
                *pixel = colors[(place.max(0) as usize).min(top)].0;
            }
            k += LANES as f32;
        }
        for pixel in rest {
            *pixel = colors[(((first + step * k) as i32).max(0) as usize).min(top)].0;
            k += 1.0;
        }
    } else {
        for (k, pixel) in pixels.iter_mut().enumerate() {
            *pixel = colors[((first + step * k as f64) as usize).min(top)].0;
        }
    }
}

/// Fills `raster`, resized to `projection`, with `ReLU(z)` of one unit at every pixel's center, as a share of its
/// maximum over the view: 0 is neutral, the maximum the ramp's +1.
///
/// A unit that is off in the whole view, or not finite, gives a neutral picture. Allocates nothing of its own.
pub fn activation_raster(unit: &Unit, projection: &Projection, ramp: &Ramp, raster: &mut Raster) {
    raster.fit(projection);
    let peak = activation_peak(unit, projection.view());
    if peak <= 0.0 {
        raster.fill(ramp.neutral());
        return;
    }
    let width = raster.width;
    let z = Grid::new(projection.view(), width, raster.height).along_rows(unit);
    // From 0 on: below, the unit is off.
    let colors = &ramp.table()[Ramp::ENTRIES / 2..];
    let scale = (colors.len() - 1) as f64 / peak;
    for (row, pixels) in raster.cells().chunks_exact_mut(width).enumerate() {
        let line = z.at(row as f64);
        look_up(line.at(0.5) * scale, line.slope * scale, colors, pixels);
    }
}

/// The largest `ReLU(z)` of a unit over the view, which is at a corner. 0 where the unit is off in all of it, and
/// where it is not finite.
pub fn activation_peak(unit: &Unit, view: Bounds) -> f64 {
    let peak = view.corners().into_iter().map(|corner| unit.activation(corner)).fold(0.0, f64::max);
    if unit.is_finite() && peak.is_finite() { peak } else { 0.0 }
}

/// A linear function of the pixel coordinate along a row.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    slope: f64,
    intercept: f64,
}

impl Line {
    fn at(self, pixel: f64) -> f64 {
        self.intercept + self.slope * pixel
    }
}

/// A linear function of the plane, as one line per row: the slope is the same in all, the intercept moves evenly.
#[derive(Clone, Copy, Debug, Default)]
struct RowLine {
    line: Line,
    intercept_step: f64,
}

impl RowLine {
    fn at(&self, row: f64) -> Line {
        Line { intercept: self.line.intercept + row * self.intercept_step, ..self.line }
    }

    fn add(&mut self, other: Self, factor: f64) {
        self.line.slope += factor * other.line.slope;
        self.line.intercept += factor * other.line.intercept;
        self.intercept_step += factor * other.intercept_step;
    }
}

/// A unit that switches along a row.
#[derive(Clone, Copy, Debug)]
struct Hinge {
    /// Where z = 0 in row 0, in pixels, and how far that moves per row.
    crossing: f64,
    crossing_step: f64,
    /// What Ȳ's line gains when one passes the crossing from left to right.
    jump: RowLine,
}

/// A unit that is constant along a row.
#[derive(Clone, Copy, Debug)]
struct Flat {
    out: f64,
    z: RowLine,
}

impl Flat {
    fn at(&self, row: f64) -> f64 {
        self.out * self.z.at(row).intercept.max(0.0)
    }
}

/// Pixel centers in data coordinates.
struct Grid {
    /// Left border, and the first row's center.
    origin: [f64; 2],
    /// One pixel to the right; one row down (negative).
    step: [f64; 2],
}

impl Grid {
    fn new(view: Bounds, width: usize, height: usize) -> Self {
        let step = [view.side() / width.max(1) as f64, -view.side() / height.max(1) as f64];
        Self { origin: [view.min()[0], view.max()[1] + 0.5 * step[1]], step }
    }

    /// z of a unit, row by row.
    fn along_rows(&self, unit: &Unit) -> RowLine {
        RowLine {
            line: Line { slope: unit.w[0] * self.step[0], intercept: unit.z(self.origin) },
            intercept_step: unit.w[1] * self.step[1],
        }
    }
}

#[cfg(test)]
#[path = "raster_tests.rs"]
mod tests;
