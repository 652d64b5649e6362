//! Pure pictures: projection, colour map, raster, ticks, scene.
