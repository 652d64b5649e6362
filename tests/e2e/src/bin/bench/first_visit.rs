//! What a first visit sends and how long it takes over a slow line, and what is left to fetch afterwards.

use std::{fs, path::Path, time::Duration};

use e2e::{Page, Setup, Visit};
use serde_json::{Value, json};

use crate::{
    row::{Goal, Row, median},
    training::{number, numbers},
};

/// The line: 1.6 Mbit/s, 150 ms.
const BYTES_A_SECOND: f64 = 1.6e6 / 8.0;
const DELAY: f64 = 150.0;
const VISITS: usize = 3;
/// How long the page has nothing to do before a view is opened.
const IDLE: Duration = Duration::from_secs(10);

/// Notes when the first picture of the plane is there.
const NOTE: &str = "
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...pixels) {
    if (this.canvas.closest('.plane')) window.benchFirstPicture ??= performance.now();
    return put.apply(this, pixels);
  };
";

/// Seconds to the first picture and to the first paint, and the files that had come by then.
const READ: &str = "
  const until = window.benchFirstPicture;
  const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? until;
  const resources = performance.getEntriesByType('resource').filter((entry) => entry.responseEnd <= until);
  const files = resources.map((entry) => new URL(entry.name).pathname.split('/').pop());
  return { times: [until / 1000, paint / 1000], files: ['index.html', ...files] };
";

pub(crate) async fn measure() -> Vec<Row> {
    let mut visits = Vec::new();
    for _ in 0..VISITS {
        visits.push(visit().await);
    }
    let seconds = |place: usize| median(visits.iter().map(|visit| numbers(&visit["times"])[place]).collect());
    let line = "at 1.6 Mbit/s and 150 ms, served as brotli";
    let mut rows = vec![
        Row::new("first picture, seconds", seconds(0), Goal::AtMost(3.0), line),
        Row::new("the page's frame, seconds", seconds(1), Goal::AtMost(1.0), line),
    ];
    let files: Vec<&str> = visits[0]["files"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let dist = Setup::from_env().dist.expect("a page was visited");
    for (name, end, goal) in [("brotli", "br", 300.0), ("gzip", "gz", 390.0)] {
        let sizes: Option<Vec<f64>> = files.iter().map(|file| size(&dist, &format!("{file}.{end}"))).collect();
        let what = format!("sent before the first picture with {name}, kB");
        rows.push(match sizes {
            Some(sizes) => {
                let sent = sizes.iter().sum::<f64>() / 1000.0;
                Row::new(what, sent, Goal::AtMost(goal), format!("{} files", files.len()))
            }
            None => Row::skipped(what, format!("the page has no .{end} beside each file")),
        });
    }
    rows.extend(opened_later().await);
    rows
}

/// One first visit over the slow line.
async fn visit() -> Value {
    let page = Page::start(Setup::from_env()).await;
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NOTE })).await;
    page.devtools("Network.enable", json!({})).await;
    let line = json!({
        "offline": false, "latency": DELAY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND,
    });
    page.devtools("Network.emulateNetworkConditions", line).await;
    let host = Visit::new().site.compressed().start();
    page.goto(&host.url(Visit::PATH)).await;
    page.wait_until("the first picture is there", async || {
        page.js("return window.benchFirstPicture > 0", &[]).await == true
    })
    .await;
    let read = page.js(READ, &[]).await;
    page.finish().await;
    read
}

/// Fetches that opening a view still has to wait for.
async fn opened_later() -> Vec<Row> {
    let mut rows = Vec::new();
    for view in ["Explain", "Layers"] {
        let page = Page::open().await;
        tokio::time::sleep(IDLE).await;
        let fetched = async || number(&page.js("return performance.getEntriesByType('resource').length", &[]).await);
        let before = fetched().await;
        page.click("button", view).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let fetched = fetched().await - before;
        rows.push(Row::new(format!("fetches when {view} is opened, idle before"), fetched, Goal::AtMost(0.0), ""));
        page.finish().await;
    }
    rows
}

fn size(dist: &Path, file: &str) -> Option<f64> {
    let length = fs::metadata(dist.join(file)).ok()?.len();
    u32::try_from(length).ok().map(f64::from)
}
