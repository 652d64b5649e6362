//! A drawn frame while it trains at 1,000 steps a second, every panel of Train there.

use std::time::Duration;

use e2e::{Page, Visit};
use serde_json::{Value, json};

use crate::row::{Goal, Row, median};

/// Counts animation frames, and those in which the page put pixels on a canvas.
pub(crate) const COUNT: &str = "
  window.benchCounts = { frames: 0, pictures: 0 };
  const tick = () => { window.benchCounts.frames++; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  const put = CanvasRenderingContext2D.prototype.putImageData;
  let last = -1;
  CanvasRenderingContext2D.prototype.putImageData = function (...pixels) {
    const now = document.timeline.currentTime;
    if (now !== last) window.benchCounts.pictures++;
    last = now;
    return put.apply(this, pixels);
  };
";

/// How often page and loop take turns, and for how long the page has its turn.
const TURNS: usize = 5;
const TURN: Duration = Duration::from_secs(3);

/// What a page has done up to a moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counts {
    /// Seconds.
    pub(crate) time: f64,
    pub(crate) frames: f64,
    pub(crate) pictures: f64,
    /// Main-thread time, in seconds.
    pub(crate) busy: f64,
    pub(crate) script: f64,
    pub(crate) layouts: f64,
}

impl Counts {
    pub(crate) async fn of(page: &Page) -> Self {
        let metrics = page.devtools("Performance.getMetrics", json!({})).await;
        let metric = |name: &str| {
            let all = metrics["metrics"].as_array().expect("metrics are listed");
            number(&all.iter().find(|metric| metric["name"] == name).expect("Chromium has it")["value"])
        };
        let now = "return [performance.now() / 1000, window.benchCounts.frames, window.benchCounts.pictures]";
        let now = numbers(&page.js(now, &[]).await);
        Self {
            time: now[0],
            frames: now[1],
            pictures: now[2],
            busy: metric("TaskDuration"),
            script: metric("ScriptDuration"),
            layouts: metric("LayoutCount"),
        }
    }

    /// What it has done in between.
    pub(crate) async fn during(page: &Page, time: Duration) -> Self {
        let before = Self::of(page).await;
        tokio::time::sleep(time).await;
        let after = Self::of(page).await;
        Self {
            time: after.time - before.time,
            frames: after.frames - before.frames,
            pictures: after.pictures - before.pictures,
            busy: after.busy - before.busy,
            script: after.script - before.script,
            layouts: after.layouts - before.layouts,
        }
    }
}

pub(crate) async fn measure() -> Vec<Row> {
    let page = Page::visit(Visit { before: COUNT, ..Visit::new() }).await;
    page.wait_until_running().await;
    page.devtools("Performance.enable", json!({})).await;
    page.request("state.set", state(8)).await;
    let (mut ratios, mut layouts, mut costs, mut scripts, mut rates) = (vec![], vec![], vec![], vec![], vec![]);
    for _ in 0..TURNS {
        page.request("training.play", json!({ "speed": 1000 })).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        let done = Counts::during(&page, TURN).await;
        page.request("training.pause", json!({})).await;
        let cost = 1000.0 * done.busy / done.pictures;
        let loop_time = 1e8 / loop_rate(&page, 8).await;
        ratios.push(cost / loop_time);
        layouts.push(done.layouts / done.pictures);
        costs.push(cost);
        scripts.push(1000.0 * done.script / done.pictures);
        rates.push(done.pictures / done.time);
    }
    page.finish().await;
    let (cost, script, rate) = (median(costs), median(scripts), median(rates));
    let note = format!("{cost:.1} ms of the main thread, script {script:.1}, {rate:.0} pictures a second");
    vec![
        Row::of("a drawn frame at 1,000 steps/s: 100,000 steps of the loop", ratios, Goal::AtMost(0.6), note),
        Row::of("layouts in a drawn frame", layouts, Goal::AtMost(0.1), ""),
    ]
}

/// Examples a second of the loop, which has the page's whole thread.
pub(crate) async fn loop_rate(page: &Page, hidden: u64) -> f64 {
    number(&page.js_async(&with_loop("return loopOf(arguments[0])(500)"), &[json!(hidden)]).await)
}

/// A script with the yardstick before it.
pub(crate) fn with_loop(script: &str) -> String {
    format!("const loopOf = (h) => {{ {} }};\n{script}", include_str!("loop.js"))
}

/// The state that is measured: 200 points of XOR, batches of one.
pub(crate) fn state(hidden: u64) -> Value {
    json!({
        "version": 1,
        "data": { "kind": "xor", "points": 200, "noise": 0.1, "seed": 1, "trainFraction": 0.8 },
        "network": { "hidden": hidden, "initialization": "he", "seed": 1 },
    })
}

pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no array")).iter().map(number).collect()
}
