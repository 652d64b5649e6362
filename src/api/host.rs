//! What methods need of the page around them.

use serde_json::Value;

use super::{
    RpcError,
    practice::{self, PracticeCall},
};
use crate::{plot::scene::Scene, training::Snapshot};

/// The page that hosts the playground.
pub trait Host {
    /// The page's address, without `#` and what stands after it.
    fn address(&self) -> String;

    /// `scene` as a PNG file in base64, `pixels_per_unit` pixels for a unit of the scene; `None` where it cannot be drawn.
    fn png(&self, scene: &Scene, pixels_per_unit: f64) -> Option<String>;

    /// Answers a method of Practice, of which a page has the code in a part of its own.
    fn practice(&self, call: PracticeCall, params: &Value, now: &Snapshot) -> Result<Value, RpcError> {
        practice::call(call, params, now)
    }
}

/// No page at all: links are relative, and nothing is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPage;

impl Host for NoPage {
    fn address(&self) -> String {
        String::new()
    }

    fn png(&self, _: &Scene, _: f64) -> Option<String> {
        None
    }
}
