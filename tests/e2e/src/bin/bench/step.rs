//! The training step alone, in the page's wasm, beside the same by hand in JavaScript.

use e2e::Page;
use serde_json::json;

use crate::{
    row::{Goal, Row, median},
    training::{number, numbers, state, with_loop},
};

/// Where nothing is drawn that training changes, calls of `training.step` and the loop take turns. Returns pairs of
/// examples a second.
const TURNS: &str = "
  const [h, steps, turns] = arguments;
  const request = (method, params) => window.playground.request(method, params);
  const loop = loopOf(h);
  await request('training.step', { steps });
  const pairs = [];
  for (let turn = 0; turn < turns; turn++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    await request('training.step', { steps });
    const page = (steps * 1000) / (performance.now() - start);
    await new Promise(requestAnimationFrame);
    pairs.push([page, loop(100)]);
  }
  return pairs;
";

pub(crate) async fn measure() -> Vec<Row> {
    let page = Page::open().await;
    page.click("button", "Layers").await;
    let mut rows = Vec::new();
    for (hidden, steps, goal) in [(8, 400_000, 1.0), (32, 200_000, 2.5)] {
        page.request("state.set", state(hidden)).await;
        let pairs = page.js_async(&with_loop(TURNS), &[json!(hidden), json!(steps), json!(15)]).await;
        let pairs: Vec<Vec<f64>> = pairs.as_array().expect("pairs").iter().map(numbers).collect();
        let middle = |place: usize| median(pairs.iter().map(|pair| pair[place]).collect());
        rows.push(Row::new(
            format!("training step alone, h = {hidden}: examples of the typed-array loop"),
            median(pairs.iter().map(|pair| pair[0] / pair[1]).collect()),
            Goal::AtLeast(goal),
            format!("{:.1} ns a step, the loop {:.1} ns", 1e9 / middle(0), 1e9 / middle(1)),
        ));
    }
    let step = number(&page.request("state.get", json!({})).await["training"]["step"]);
    assert!(step > 0.0, "the page has trained");
    page.finish().await;
    rows
}
