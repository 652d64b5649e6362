//! What methods need of the page around them.

use serde_json::Value;

use super::{
    RpcError,
    practice::{self, PracticeCall},
};
use crate::{options::Options, plot::scene::Scene, state::Page, training::Snapshot};

/// The page that hosts the playground.
pub trait Host {
    /// The page's address, without `#` and what stands after it. Where there is no page, links are relative.
    fn address(&self) -> String {
        String::new()
    }

    /// The scene as a PNG file in base64, so many pixels for a unit of the scene; `None` where it cannot be drawn, as where
    /// there is no page.
    fn png(&self, _scene: &Scene, _pixels_per_unit: f64) -> Option<String> {
        None
    }

    /// What the page shows and allows. Where there is no page, all of it.
    fn options(&self) -> Options {
        Options::default()
    }

    /// Shows and allows something else from now on. Where there is no page, nothing changes.
    fn set_options(&self, _: Options) {}

    /// The view that is open.
    fn view(&self) -> Page {
        Page::Train
    }

    /// Opens another view. Where there is no page, nothing changes.
    fn set_view(&self, _: Page) {}

    /// Answers a method of Practice, of which a page has the code in a part of its own.
    fn practice(&self, call: PracticeCall, params: Value, now: Snapshot) -> Result<Value, RpcError> {
        practice::call(call, &params, &now)
    }
}

/// No page at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPage;

impl Host for NoPage {}
