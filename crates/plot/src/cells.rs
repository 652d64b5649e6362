//! A heatmap as a picture of one pixel per cell, which the page stretches without smoothing.

use super::{
    color::{Ramp, Rgba},
    raster::Raster,
};

/// Fills `raster`, resized to `columns` × `rows`, with the color of each cell, row after row from the top.
///
/// A cell is a value from −1 to +1 (see [`super::scale::SymmetricScale::normalize`]). `None`, and what `cells` ends
/// short of, is transparent; NaN is neutral; cells too many are ignored.
pub fn cell_raster(
    columns: usize,
    rows: usize,
    cells: impl IntoIterator<Item = Option<f64>>,
    ramp: &Ramp,
    raster: &mut Raster,
) {
    raster.clear(columns, rows);
    for (pixel, cell) in raster.cells().iter_mut().zip(cells) {
        *pixel = cell.map_or(Rgba::TRANSPARENT, |value| ramp.at(value)).0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::{Theme, sign_ramp};

    #[test]
    fn one_pixel_per_cell() {
        let ramp = sign_ramp(Theme::Light);
        let mut raster = Raster::default();
        let cells = [Some(-1.0), Some(0.0), Some(1.0), None, Some(f64::NAN)];
        cell_raster(3, 2, cells, &ramp, &mut raster);
        let want = [ramp.at(-1.0), ramp.neutral(), ramp.at(1.0), Rgba::TRANSPARENT, ramp.neutral(), Rgba::TRANSPARENT];
        for (place, want) in want.into_iter().enumerate() {
            assert_eq!(raster.pixel(place % 3, place / 3), want, "cell {place}");
        }
        cell_raster(0, 0, [Some(1.0)], &ramp, &mut raster);
        assert!(raster.pixels().is_empty(), "no cells, no pixels");
    }
}
