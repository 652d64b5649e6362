//! Many figures on one page, all in sight and of the page's own origin.

use e2e::{Page, Viewport, Visit, page_with};
use serde_json::json;

use crate::{
    memory::{KEEP, megabytes},
    row::{Goal, Row},
    training::{Counts, number},
};

const TURNS: usize = 3;
const HOST: &str = "/lecture.html";
/// Where the browser counts from.
const EMPTY: &str = "/empty.html";
/// Room for all of them at once.
const WINDOW: Viewport = Viewport { width: 1600, height: 1400 };
const FEW: usize = 5;
const MANY: usize = 20;
const BESIDE_ONE: f64 = 19.0;

/// A page with that many figures, opened once.
struct Opened {
    /// Seconds from the navigation until the last figure said that it is ready.
    time: f64,
    /// Seconds of the main thread.
    busy: f64,
    /// What they keep, in MB.
    memory: f64,
}

pub(crate) async fn measure() -> Vec<Row> {
    let (mut times, mut shares, mut memories) = (vec![], vec![], vec![]);
    for _ in 0..TURNS {
        let (one, few, many) = (open(1).await, open(FEW).await, open(MANY).await);
        times.push(many.time / few.time);
        shares.push(many.busy / few.busy);
        memories.push((many.memory - one.memory) / BESIDE_ONE);
    }
    vec![
        Row::of("twenty figures: times until five are ready", times, Goal::None, "boundary and transport each"),
        Row::of("twenty figures: times the main thread of five", shares, Goal::None, ""),
        Row::of("memory of each of twenty after the first, MB", memories, Goal::AtMost(12.0), ""),
    ]
}

async fn open(count: usize) -> Opened {
    let frame =
        format!("<iframe src='{}?panels=boundary,transport' width=300 height=250 title=figure></iframe>", Visit::PATH);
    let site = Visit::new().site.with_file(HOST, page_with(&frame.repeat(count))).with_file(EMPTY, page_with(""));
    let page = Page::visit(Visit { site, path: EMPTY.into(), viewport: WINDOW, before: KEEP }).await;
    page.devtools("Performance.enable", json!({})).await;
    page.goto(&page.url(HOST)).await;
    page.wait_until("all figures are ready", async || page.notified_by_all("playground/ready").await >= count).await;
    let last =
        "return Math.max(...posted.filter(({ data }) => data.method === 'playground/ready').map(({ at }) => at))";
    let time = number(&page.js(last, &[]).await) / 1000.0;
    // The counts of frames are of pages that are measured in motion.
    page.js("window.benchCounts = { frames: 0, pictures: 0 }", &[]).await;
    let busy = Counts::of(&page).await.busy;
    let memory = megabytes(&page).await;
    page.finish().await;
    Opened { time, busy, memory }
}
