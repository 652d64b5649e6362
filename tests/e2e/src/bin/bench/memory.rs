//! What a page keeps: after its start, and after minutes at full speed.

use std::{env, time::Duration};

use e2e::{Page, Visit};
use serde_json::{Value, json};

use crate::{
    row::{Goal, Row},
    training::{number, state},
};

/// How long it trains where `BENCH_MINUTES` says nothing.
const MINUTES: f64 = 10.0;
/// What fills once, histories and caches, is full by then.
const SETTLED: Duration = Duration::from_secs(20);

/// Keeps the memory of every module that is instantiated.
pub(crate) const KEEP: &str = "
  window.benchMemories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const made = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await made.apply(WebAssembly, given);
      for (const one of Object.values((result.instance ?? result).exports)) if (one instanceof WebAssembly.Memory) window.benchMemories.add(one);
      return result;
    };
  }
";

pub(crate) async fn measure() -> Vec<Row> {
    let minutes = env::var("BENCH_MINUTES").ok().and_then(|minutes| minutes.parse().ok()).unwrap_or(MINUTES);
    let page = Page::visit(Visit { before: KEEP, ..Visit::new() }).await;
    page.wait_until_running().await;
    page.request("state.set", state(8)).await;
    let start = megabytes(&page).await;
    page.request("training.play", json!({ "speed": "max" })).await;
    tokio::time::sleep(SETTLED).await;
    let settled = megabytes(&page).await;
    tokio::time::sleep(Duration::from_secs_f64(60.0 * minutes)).await;
    let end = megabytes(&page).await;
    let steps = number(&page.request("state.get", json!({})).await["training"]["step"]);
    page.finish().await;
    let note = "wasm memory and JavaScript's heap, collected";
    vec![
        Row::new("memory after the start, MB", start, Goal::None, note),
        Row::new("added by the first 20 seconds at full speed, MB", settled - start, Goal::None, ""),
        Row::new(
            format!("added by {minutes} more minutes at full speed, MB"),
            end - settled,
            Goal::AtMost(2.0),
            format!("{:.0} million steps", steps / 1e6),
        ),
    ]
}

/// Of all that the page's process holds for it: JavaScript's heap, and the memory of every module here and in frames.
pub(crate) async fn megabytes(page: &Page) -> f64 {
    page.devtools("HeapProfiler.collectGarbage", json!({})).await;
    page.devtools("Performance.enable", json!({})).await;
    let metrics = page.devtools("Performance.getMetrics", json!({})).await;
    let heap = metrics["metrics"].as_array().into_iter().flatten().find(|metric| metric["name"] == "JSHeapUsedSize");
    let wasm = page
        .js(
            "const windows = [window, ...Array.from(frames)];
             const memories = windows.flatMap((one) => [...(one.benchMemories ?? [])]);
             return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)",
            &[],
        )
        .await;
    (number(heap.map_or(&Value::Null, |metric| &metric["value"])) + number(&wasm)) / 1e6
}
