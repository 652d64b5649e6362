//! Full speed, with the processor as it is and slowed four times, beside what else trains in a browser.

use std::{path::Path, time::Duration};

use e2e::{Page, Site, Visit};
use serde_json::json;

use crate::{
    row::{Goal, Row, median},
    training::{COUNT, Counts, loop_rate, number, state},
};

const TURNS: usize = 5;
const TURN: Duration = Duration::from_secs(4);
/// What comes before is compiled and laid out once.
const WARM_UP: Duration = Duration::from_millis(1500);
/// How much slower Chromium makes the processor.
const SLOWED: f64 = 4.0;
/// TensorFlow Playground as it opens trains on this many points in an epoch, which is a frame.
const TFP_EXAMPLES: f64 = 250.0;

const TFP: &str = "/tfp/index.html";
const BEFORE: &str = "/before/index.html";

/// A second's work.
#[derive(Clone, Copy)]
struct Rate {
    pictures: f64,
    examples: f64,
    /// Milliseconds of the main thread for a picture, training and all.
    cost: f64,
}

impl Rate {
    fn of(done: &Counts, examples: f64) -> Self {
        let cost = 1000.0 * done.busy / done.pictures;
        Self { pictures: done.pictures / done.time, examples: examples / done.time, cost }
    }
}

pub(crate) async fn measure(tfp: Option<&str>, before: Option<&str>) -> Vec<Row> {
    let mut site = Visit::new().site;
    for (path, folder) in [("/tfp/", tfp), ("/before/", before)] {
        site = folder.into_iter().fold(site, |site: Site, folder| site.with_folder(path, Path::new(folder)));
    }
    let page = Page::visit(Visit { site, before: COUNT, ..Visit::new() }).await;
    page.devtools("Performance.enable", json!({})).await;
    let mut rows = slowed(&page, tfp.is_some()).await;
    rows.extend(unslowed(&page, tfp.is_some(), before.is_some()).await);
    // TensorFlow Playground logs what it likes.
    page.finish_with_errors().await;
    rows
}

async fn slowed(page: &Page, beside_tfp: bool) -> Vec<Row> {
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWED })).await;
    let (mut own, mut loops, mut other) = (vec![], vec![], vec![]);
    for _ in 0..TURNS {
        own.push(playground(page, Visit::PATH).await);
        loops.push(loop_rate(page, 8).await);
        if beside_tfp {
            other.push(tensorflow_playground(page).await);
        }
    }
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await;
    let shares = own.iter().zip(&loops).map(|(own, plain)| own.examples / plain).collect();
    let note = format!("{:.0} examples a second", middle(&own, |rate| rate.examples));
    let mut rows = vec![
        Row::new(
            "slowed four times, full speed: pictures a second",
            middle(&own, |rate| rate.pictures),
            Goal::AtLeast(15.0),
            "",
        ),
        Row::of("slowed four times, full speed: examples of the loop", shares, Goal::AtLeast(0.25), note),
    ];
    rows.extend(beside(&own, &other, "slowed", 100.0));
    rows
}

/// What the page does of what TensorFlow Playground did in the same turns; `examples` is the least for its examples.
fn beside(own: &[Rate], other: &[Rate], how: &str, examples: f64) -> Vec<Row> {
    let name = |what: &str| format!("beside TensorFlow Playground, {how}: times its {what}");
    let row = |what: &str, read: fn(&Rate) -> f64, goal: Goal| {
        if other.is_empty() {
            return Row::skipped(name(what), "no --tfp <folder> with a built copy");
        }
        let ratios = own.iter().zip(other).map(|(own, other)| read(own) / read(other)).collect();
        let note = format!("{:.0}, its {:.0}", middle(own, read), middle(other, read));
        Row::of(name(what), ratios, goal, note)
    };
    vec![
        // Both may reach the display's rate: a frame more or less in four seconds is chance.
        row("pictures a second", |rate| rate.pictures, Goal::AtLeast(0.99)),
        row("examples a second", |rate| rate.examples, Goal::AtLeast(examples)),
        row("main-thread ms a picture", |rate| rate.cost, Goal::None),
    ]
}

async fn unslowed(page: &Page, beside_tfp: bool, beside_another: bool) -> Vec<Row> {
    let (mut own, mut loops, mut tfp, mut other) = (vec![], vec![], vec![], vec![]);
    for _ in 0..TURNS {
        own.push(playground(page, Visit::PATH).await);
        loops.push(loop_rate(page, 8).await);
        if beside_tfp {
            tfp.push(tensorflow_playground(page).await);
        }
        if beside_another {
            other.push(playground(page, BEFORE).await);
        }
    }
    let shares = own.iter().zip(&loops).map(|(own, plain)| own.examples / plain).collect();
    let (pictures, examples) = (middle(&own, |rate| rate.pictures), middle(&own, |rate| rate.examples));
    let note = format!("{pictures:.0} pictures and {examples:.0} examples a second");
    let mut rows = vec![Row::of("full speed: examples of the loop", shares, Goal::AtLeast(1.0 / 3.0), note)];
    rows.extend(beside(&own, &tfp, "as it is", 300.0));
    for (what, read) in
        [("pictures", (|rate: &Rate| rate.pictures) as fn(&Rate) -> f64), ("examples", |rate: &Rate| rate.examples)]
    {
        let name = format!("full speed: times the {what} of the page before");
        rows.push(if beside_another {
            let ratios = own.iter().zip(&other).map(|(own, other)| read(own) / read(other)).collect();
            Row::of(name, ratios, Goal::AtLeast(1.0), format!("it had {:.0}", middle(&other, read)))
        } else {
            Row::skipped(name, "no --before <folder> with an earlier build")
        });
    }
    rows
}

/// A playground of ours at full speed.
async fn playground(page: &Page, path: &str) -> Rate {
    page.goto(&page.url(path)).await;
    page.wait_until_running().await;
    page.request("state.set", state(8)).await;
    page.request("training.play", json!({ "speed": "max" })).await;
    tokio::time::sleep(WARM_UP).await;
    let step = async || number(&page.request("state.get", json!({})).await["training"]["step"]);
    let before = step().await;
    let done = Counts::during(page, TURN).await;
    let steps = step().await - before;
    page.request("training.pause", json!({})).await;
    Rate::of(&done, steps)
}

/// TensorFlow Playground as it opens, playing.
async fn tensorflow_playground(page: &Page) -> Rate {
    page.goto(&page.url(TFP)).await;
    page.js("document.getElementById('play-pause-button').click()", &[]).await;
    tokio::time::sleep(WARM_UP).await;
    let epochs = async || {
        let text = page.js("return Number(document.getElementById('iter-number').innerText.replace(/\\D/g, ''))", &[]);
        number(&text.await)
    };
    let before = epochs().await;
    let done = Counts::during(page, TURN).await;
    let epochs = epochs().await - before;
    Rate::of(&done, epochs * TFP_EXAMPLES)
}

fn middle(rates: &[Rate], read: fn(&Rate) -> f64) -> f64 {
    median(rates.iter().map(read).collect())
}
