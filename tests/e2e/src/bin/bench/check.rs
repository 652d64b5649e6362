//! The whole check: every derivative of the training set's loss by backpropagation, by differences and in forward mode.

use e2e::Page;
use serde_json::json;

use crate::{
    row::{Goal, Row},
    training::{numbers, state},
};

const TURNS: u64 = 7;

/// Milliseconds of each call, turn after turn.
const CALLS: &str = "
  const request = (method, params) => window.playground.request(method, params);
  const times = [];
  for (let turn = 0; turn < arguments[0]; turn++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    await request('gradients', { scope: 'train' });
    times.push(performance.now() - start);
  }
  return times";

pub(crate) async fn measure() -> Vec<Row> {
    let page = Page::open().await;
    let mut rows = Vec::new();
    for hidden in [8, 64] {
        page.request("state.set", state(hidden)).await;
        let times = numbers(&page.js_async(CALLS, &[json!(TURNS)]).await);
        let derivatives = 4 * hidden + 1;
        let note = format!("{derivatives} derivatives of 160 examples, three ways");
        rows.push(Row::of(format!("the whole check, h = {hidden}, ms"), times, Goal::None, note));
    }
    page.finish().await;
    rows
}
