//! Pure pictures: numbers in, pixels, paths and positions out.
//!
//! Nothing here knows the network, the page or the clock: a caller hands over plain numbers and gets plain data that a
//! canvas or an SVG shows. No text is made either, so that numbers are written by one module of the page: a scene's text
//! is its caller's.
//!
//! | file | what it makes |
//! |---|---|
//! | [`projection`] | data ↔ pixels |
//! | [`color`] | ramps from −1 to +1, text that stays legible on them |
//! | [`field`] | Ȳ as a piecewise linear function of the plane |
//! | [`raster`] | P(+1 given x) and a unit's activation as pixels |
//! | [`boundary`] | where Ȳ = 0, exactly; hinge lines |
//! | [`parts`] | the boundary in parts, for a sentence: loops and lines, and which side is which class |
//! | [`scatter`] | markers of the examples, the nearest one to a pointer |
//! | [`scale`], [`cells`] | the heatmaps' color scale and pixels |
//! | [`ticks`], [`chart`] | the loss curve |
//! | [`frame`], [`marks`] | where a chart's curves go; rings, crosses and squares |
//! | [`graph`] | the drawing of the network |
//! | [`scene`] | shapes that a canvas paints |
//! | [`mod@svg`] | a scene as an SVG file |

#![forbid(unsafe_code)]

mod arrangement;
pub mod boundary;
pub mod cells;
pub mod chart;
pub mod color;
pub mod field;
pub mod frame;
pub mod graph;
pub mod marks;
pub mod parts;
pub mod projection;
pub mod raster;
pub mod scale;
pub mod scatter;
pub mod scene;
pub mod svg;
pub mod ticks;
