//! Frame rate and examples a second of the built page, beside a hand-written loop in JavaScript in the same browser.
//!
//! Run by `cargo xtask bench`.

use e2e::{Page, Visit};
use serde_json::{Value, json};

/// How long each measurement lasts. Long enough for hundreds of frames.
const SECONDS: f64 = 5.0;

/// What the page shall reach, by the number of hidden units.
const GOALS: [Goal; 2] =
    [Goal { hidden: 8, frames: 55.0, examples: 3e6 }, Goal { hidden: 64, frames: 30.0, examples: 0.0 }];

struct Goal {
    hidden: u64,
    /// Frames a second.
    frames: f64,
    /// Examples a second; 0 where nothing is asked.
    examples: f64,
}

/// Counts frames and steps while the page trains. Each frame's time is kept, for the slowest says what one sees.
const MEASURE: &str = "
  const [seconds] = arguments;
  const request = (method, params) => window.playground.request(method, params);
  const step = async () => (await request('state.get')).training.step;
  const frame = () => new Promise(requestAnimationFrame);
  await request('training.play', { speed: 'max' });
  // What is compiled and laid out once is not what is measured.
  const warm = performance.now() + 1500;
  while (performance.now() < warm) await frame();

  const times = [];
  const [first, start] = [await step(), await frame()];
  let last = start;
  while (last - start < seconds * 1000) {
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  const steps = (await step()) - first;
  const elapsed = performance.now() - start;
  await request('training.pause');
  times.sort((a, b) => a - b);
  return {
    frames: (times.length * 1000) / (last - start),
    steps: (steps * 1000) / elapsed,
    slowest: times[times.length - 1],
    slow: times[Math.floor(times.length * 0.99)],
  };
";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let page = Page::visit(Visit::new()).await;
    page.wait_until_running().await;
    println!("200 points, batches of one, full speed, every panel visible, 1440×900, {SECONDS} s each");
    for goal in GOALS {
        measure(&page, &goal).await;
    }
    page.finish().await;
}

async fn measure(page: &Page, goal: &Goal) {
    let hidden = goal.hidden;
    let state = json!({
        "version": 1,
        "data": { "kind": "xor", "points": 200, "noise": 0.1, "seed": 1, "trainFraction": 0.8 },
        "network": { "hidden": hidden, "initialization": "he", "seed": 1 },
    });
    page.request("state.set", state).await;
    let measured = page.js_async(MEASURE, &[json!(SECONDS)]).await;
    // Nothing trains or draws beside it: the loop has the browser's whole thread.
    let script = include_str!("../bench_loop.js");
    let plain = number(&page.js_async(script, &[json!(hidden), json!(2)]).await);

    let [frames, steps] = [number(&measured["frames"]), number(&measured["steps"])];
    let [slow, slowest] = [number(&measured["slow"]), number(&measured["slowest"])];
    println!("\nh = {hidden}");
    println!("  frames a second    {frames:>12.1}  (99 % within {slow:.1} ms, the slowest {slowest:.1} ms)");
    println!("  examples a second  {steps:>12.0}  while drawing and checking every gradient");
    println!("  plain JavaScript   {plain:>12.0}  examples a second, doing nothing else");
    println!("  ratio              {:>12.2}", steps / plain);
    println!("  goal               {}", verdict(goal, frames, steps));
}

fn verdict(goal: &Goal, frames: f64, examples: f64) -> String {
    let reached = frames >= goal.frames && examples >= goal.examples;
    let asked = if goal.examples > 0.0 { format!(" and {:.0} examples", goal.examples) } else { String::new() };
    format!("{} frames{asked} a second: {}", goal.frames, if reached { "reached" } else { "MISSED" })
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}
