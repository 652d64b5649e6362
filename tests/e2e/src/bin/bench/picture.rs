//! The boundary by itself, large; and a page that does nothing.

use std::time::Duration;

use e2e::{Page, Viewport, Visit};
use serde_json::json;

use crate::{
    row::{Goal, Row},
    training::{COUNT, Counts, number, state},
};

const TURNS: usize = 5;
const TURN: Duration = Duration::from_secs(2);
/// What comes before is compiled, fetched and laid out once.
const WARM_UP: Duration = Duration::from_secs(3);
/// The plane of a figure is at most 544 CSS pixels wide: 800 and some device pixels square on this screen.
const FIGURE: Viewport = Viewport { width: 640, height: 800 };
const DENSITY: f64 = 1.5;

pub(crate) async fn measure() -> Vec<Row> {
    let mut rows = boundary().await;
    rows.push(idle().await);
    rows
}

/// Main-thread time a picture, of a figure that has nothing but the plane.
async fn boundary() -> Vec<Row> {
    let path = format!("{}?panels=boundary", Visit::PATH);
    let page = Page::visit(Visit { path, viewport: FIGURE, before: COUNT, ..Visit::new() }).await;
    page.wait_until("it is drawn and answers", async || {
        page.js("return document.querySelector('.plane') !== null && 'playground' in window", &[]).await == true
    })
    .await;
    let Viewport { width, height } = FIGURE;
    let screen = json!({ "width": width, "height": height, "deviceScaleFactor": DENSITY, "mobile": false });
    page.devtools("Emulation.setDeviceMetricsOverride", screen).await;
    page.devtools("Performance.enable", json!({})).await;
    page.request("state.set", state(8)).await;
    page.request("training.play", json!({ "speed": 60 })).await;
    tokio::time::sleep(WARM_UP).await;
    let mut costs = Vec::new();
    for _ in 0..TURNS {
        let done = Counts::during(&page, TURN).await;
        costs.push(1000.0 * done.busy / done.pictures);
    }
    let side = page.js("return Math.round(document.querySelector('.plane').clientWidth * devicePixelRatio)", &[]).await;
    page.finish().await;
    let pixels = number(&side).powi(2);
    let rates = costs.iter().map(|cost| pixels / cost / 1000.0).collect();
    let note = format!("{side} pixels square");
    vec![
        Row::of("a picture of the boundary alone, ms of the main thread", costs, Goal::AtMost(6.0), note),
        Row::of("the boundary alone: millions of pixels a second", rates, Goal::None, ""),
    ]
}

/// How much of the main thread a page takes that nobody touches.
async fn idle() -> Row {
    let page = Page::open().await;
    page.devtools("Performance.enable", json!({})).await;
    tokio::time::sleep(3 * WARM_UP).await;
    let mut shares = Vec::new();
    for _ in 0..TURNS {
        shares.push(busy_share(&page).await);
    }
    page.finish().await;
    Row::of("a page at rest: % of the main thread", shares, Goal::AtMost(0.5), "")
}

/// Percent; what asking costs is in it.
async fn busy_share(page: &Page) -> f64 {
    let busy = async || {
        let metrics = page.devtools("Performance.getMetrics", json!({})).await;
        let all = metrics["metrics"].as_array().cloned().unwrap_or_default();
        let metric =
            |name: &str| all.iter().find(|metric| metric["name"] == name).and_then(|metric| metric["value"].as_f64());
        (metric("Timestamp").expect("Chromium has it"), metric("TaskDuration").expect("Chromium has it"))
    };
    let before = busy().await;
    tokio::time::sleep(TURN).await;
    let after = busy().await;
    100.0 * (after.1 - before.1) / (after.0 - before.0)
}
