//! The network's picture: edges, what each unit does with the plane, and the colours under the numbers.

use crate::{
    nn::{ParameterId, Parameters},
    plot::{
        boundary::hinge_segment,
        color::{Rgba, Theme},
        field::{Field, Unit},
        graph::{CELLS, Detail, Edge, EdgePath, GraphLayout, Node, Row, stroke_width},
        projection::{Bounds, Projection},
        raster::{Raster, activation_raster},
        scale::SymmetricScale,
        scene::{Dash, Ends, Paint, Scene, Shape, Stroke},
    },
    ui::shared::Palette,
};

/// What is lit: a parameter everywhere that it stands, and with it its unit's row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lit {
    pub(super) id: ParameterId,
    /// Under a pointer everything else steps back.
    pub(super) is_pointed: bool,
}

/// What a picture is made of.
pub(super) struct Drawing<'a> {
    pub(super) layout: &'a GraphLayout,
    pub(super) palette: &'a Palette,
    pub(super) size: [f64; 2],
    /// Device pixels a CSS pixel.
    pub(super) ratio: f64,
    pub(super) lit: Lit,
}

/// Lines that do not matter most.
const STEPPED_BACK: u8 = 0x50;

impl Drawing<'_> {
    /// Edges, pictures and nodes, from back to front. `edges` are the numbers that the edges show, `cells` how every
    /// number of every block is coloured, −1 to +1; a block that is not known yet has none.
    pub(super) fn scene(&self, edges: &Parameters, cells: &[Option<Parameters>], field: &Field, view: Bounds) -> Scene {
        let mut shapes: Vec<Shape> = self.band().into_iter().collect();
        let scale = SymmetricScale::of(self.layout.edges.iter().map(|edge| edges.get(id_of(edge.edge))));
        shapes.extend(self.layout.edges.iter().map(|edge| self.edge(edge, edges, scale)));
        for (block, numbers) in cells.iter().enumerate() {
            shapes.extend(numbers.iter().flat_map(|numbers| self.cells(block, numbers)));
        }
        shapes.extend(self.pictures(field, view));
        shapes.extend(field.units.iter().zip(&self.layout.rows).flat_map(|(unit, row)| self.frame(unit, *row, view)));
        let [x1, x2] = self.layout.inputs;
        shapes.extend([x1, x2, self.layout.output].map(|node| self.node(node)));
        let [width, height] = self.size;
        Scene { width, height, shapes }.snapped()
    }

    fn theme(&self) -> Theme {
        self.palette.theme
    }

    /// The lit unit's row.
    fn band(&self) -> Option<Shape> {
        let row = match self.lit.id.unit() {
            Some(unit) => *self.layout.rows.get(unit)?,
            None => self.layout.bias,
        };
        let left = self.layout.pictures[0] - 3.0;
        let width = self.right() + 3.0 - left;
        let Rgba([red, green, blue, _]) = self.theme().accent();
        let paint = Paint::fill(Rgba([red, green, blue, 0x2c]));
        Some(Shape::Rect { corner: [left, row.top], size: [width, row.height], paint })
    }

    /// Right side of the last block.
    fn right(&self) -> f64 {
        self.layout.blocks.last().map_or(0.0, |left| left + CELLS as f64 * self.layout.cell)
    }

    fn edge(&self, path: &EdgePath, numbers: &Parameters, scale: SymmetricScale) -> Shape {
        // A weight near 0 still shows which sign it has.
        const PALEST: f64 = 0.6;
        let id = id_of(path.edge);
        let value = numbers.get(id);
        let share = scale.normalize(value);
        let is_lit = self.lit.is_pointed && self.lit.id == id;
        let is_of_lit = id.unit() == self.lit.id.unit();
        let Rgba([red, green, blue, _]) = match share {
            _ if is_lit => self.theme().ink(),
            0.0 => Rgba(self.palette.sign().neutral().0.map(|channel| channel / 2 + 0x40)),
            _ => self.palette.sign().at(share.signum() * (PALEST + (1.0 - PALEST) * share.abs())),
        };
        let alpha = if self.lit.is_pointed && !is_of_lit { STEPPED_BACK } else { 0xff };
        let dash = if value < 0.0 { Dash::Dashed(6, 3) } else { Dash::Solid };
        let width = stroke_width(value, &scale) + if is_lit { 1.5 } else { 0.0 };
        Shape::Curve { points: path.curve, stroke: Stroke { color: Rgba([red, green, blue, alpha]), width, dash } }
    }

    /// The cells of one block.
    fn cells<'a>(&'a self, block: usize, shares: &'a Parameters) -> impl Iterator<Item = Shape> + 'a {
        shares.ids().filter_map(move |id| {
            let (corner, size) = self.place(block, id)?;
            let fill = Some(self.palette.sign().at(shares.get(id)));
            let stroke = (self.lit.id == id).then(|| Stroke::solid(self.theme().ink(), 1.75));
            Some(Shape::Rect { corner, size, paint: Paint { fill, stroke } })
        })
    }

    /// Where a parameter's cell is in a block.
    fn place(&self, block: usize, id: ParameterId) -> Option<([f64; 2], [f64; 2])> {
        let left = self.layout.blocks.get(block)? + column_of(id) as f64 * self.layout.cell;
        let row = match id.unit() {
            Some(unit) => *self.layout.rows.get(unit)?,
            None => self.layout.bias,
        };
        let gap = match row.height {
            height if height >= 32.0 => 3.0,
            height if height >= 20.0 => 2.0,
            _ => 0.5,
        };
        Some(([left + 0.75, row.top + gap], [self.layout.cell - 1.5, row.height - 2.0 * gap]))
    }

    /// Where a unit's picture is: a square where that says something.
    fn picture(&self, row: Row) -> ([f64; 2], [f64; 2]) {
        let [left, width] = self.layout.pictures;
        if row.height < 20.0 {
            return ([left, row.top + 0.5], [width - 2.0, row.height - 1.0]);
        }
        let side = (row.height - 4.0).min(width - 2.0);
        ([left + (width - 2.0 - side) / 2.0, row.top + (row.height - side) / 2.0], [side, side])
    }

    /// The units' pictures in one image: handing a canvas many small ones costs more than their pixels.
    fn pictures(&self, field: &Field, view: Bounds) -> Option<Shape> {
        let device = |length: f64| (length * self.ratio).round().max(0.0);
        let [left, width] = self.layout.pictures;
        let top = self.layout.rows.first()?.top;
        let (mut all, mut picture) = (Raster::default(), Raster::default());
        all.clear(device(width) as usize, device(self.layout.bias.top - top) as usize);
        for (unit, row) in field.units.iter().zip(&self.layout.rows) {
            let (corner, size) = self.picture(*row);
            let projection = Projection::new(view, device(size[0]), device(size[1]));
            activation_raster(unit, &projection, &self.palette.activation(), &mut picture);
            let at = [device(corner[0]) - device(left), device(corner[1]) - device(top)].map(|length| length.max(0.0));
            all.put(&picture, at.map(|length| length as usize));
        }
        Some(Shape::Image { corner: [left, top], raster: all })
    }

    /// A picture's outline, and in it the unit's hinge.
    fn frame(&self, unit: &Unit, row: Row, view: Bounds) -> Vec<Shape> {
        let (corner, size) = self.picture(row);
        let Rgba([red, green, blue, _]) = self.theme().ink();
        let faint = Rgba([red, green, blue, 0x80]);
        if self.layout.detail == Detail::Thin && row.height < 20.0 {
            return Vec::new();
        }
        let outline = Shape::Rect { corner, size, paint: Paint::outline(Stroke::solid(faint, 1.0)) };
        let projection = Projection::new(view, size[0], size[1]);
        let hinge = hinge_segment(unit, view).map(|hinge| {
            let ends = [hinge.from, hinge.to].map(|end| {
                let [x, y] = projection.to_pixels(end);
                [corner[0] + x, corner[1] + y]
            });
            let stroke = Stroke::solid(self.theme().accent(), 1.25);
            Shape::Polyline { points: ends.to_vec(), ends: Ends::Open, stroke }
        });
        hinge.into_iter().chain([outline]).collect()
    }

    /// A node without its name: text on a canvas would have the page laid out once more in every frame.
    fn node(&self, Node { center, radius }: Node) -> Shape {
        let fill = match self.theme() {
            Theme::Light => Rgba([0xff; 4]),
            Theme::Dark => self.theme().neutral(),
        };
        let paint = Paint { fill: Some(fill), stroke: Some(Stroke::solid(self.theme().ink(), 1.25)) };
        Shape::Circle { center, radius, paint }
    }
}

/// The parameter that an edge stands for.
pub(super) fn id_of(edge: Edge) -> ParameterId {
    match edge {
        Edge::Input { input, unit } => ParameterId::Wi { input, unit },
        Edge::Output { unit } => ParameterId::Wo { unit },
        Edge::Bias => ParameterId::Bo,
    }
}

/// Which cell of its unit a parameter has: Wi₁, Wi₂, bi, Wo. bo stands under Wo, with which it makes Ȳ.
pub(super) fn column_of(id: ParameterId) -> usize {
    match id {
        ParameterId::Wi { input, .. } => input,
        ParameterId::Bi { .. } => 2,
        ParameterId::Wo { .. } | ParameterId::Bo => 3,
    }
}

/// The parameter in a cell of a unit.
pub(super) fn in_column(column: usize, unit: usize) -> ParameterId {
    match column {
        input @ (0 | 1) => ParameterId::Wi { input, unit },
        2 => ParameterId::Bi { unit },
        _ => ParameterId::Wo { unit },
    }
}
