//! The page around the API.

use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

use super::{address, canvas};
use crate::{api::Host, plot::scene::Scene};

/// This page.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThisPage;

impl Host for ThisPage {
    fn address(&self) -> String {
        address::base()
    }

    /// On a canvas that is never shown. A picture too large for the browser is none.
    fn png(&self, scene: &Scene, pixels_per_unit: f64) -> Option<String> {
        let element = web_sys::window()?.document()?.create_element("canvas").ok()?;
        let own: HtmlCanvasElement = element.dyn_into().ok()?;
        canvas::show_scene(&own, scene, pixels_per_unit);
        own.to_data_url().ok()?.strip_prefix("data:image/png;base64,").map(str::to_owned)
    }
}
