//! The page around the API.

use super::{address, canvas};
use crate::{api::Host, plot::scene::Scene};

/// This page.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThisPage;

impl Host for ThisPage {
    fn address(&self) -> String {
        address::base()
    }

    fn png(&self, scene: &Scene, pixels_per_unit: f64) -> Option<String> {
        canvas::png(scene, pixels_per_unit)
    }
}
