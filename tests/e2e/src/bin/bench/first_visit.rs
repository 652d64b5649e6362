//! What a first visit sends and how long it takes over a slow line, and what is left to fetch afterwards.

use std::{fs, path::Path, time::Duration};

use e2e::{Page, Setup, Visit};
use serde_json::{Value, json};

use crate::{
    row::{Goal, Row},
    training::{number, numbers},
};

/// The line: 1.6 Mbit/s, 150 ms.
const BYTES_A_SECOND: f64 = 1.6e6 / 8.0;
const DELAY: f64 = 150.0;
const VISITS: usize = 3;
/// As GitHub Pages lets browsers keep what they have.
const KEPT: &str = "max-age=600";
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
    let line = json!({
        "offline": false, "latency": DELAY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND,
    });
    let (mut slow, mut free) = (Vec::new(), Vec::new());
    for _ in 0..VISITS {
        slow.push(visit(Some(&line)).await);
        free.push(visit(None).await);
    }
    let mut rows = Vec::new();
    for (visits, how, goals) in [
        (&slow, "at 1.6 Mbit/s and 150 ms, served as brotli", [Goal::AtMost(3.0), Goal::AtMost(1.0)]),
        (&free, "from this machine, served as brotli", [Goal::None, Goal::None]),
    ] {
        let seconds = |visit: usize, place: usize| {
            visits.iter().map(|visits: &[Value; 2]| numbers(&visits[visit]["times"])[place]).collect::<Vec<_>>()
        };
        rows.extend([
            Row::of("first picture, seconds", seconds(0, 0), goals[0], how),
            Row::of("the page's frame, seconds", seconds(0, 1), goals[1], how),
            Row::of("first picture of a second visit, seconds", seconds(1, 0), Goal::None, how),
        ]);
    }
    let files: Vec<&str> = slow[0][0]["files"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
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

/// A first visit and a second one, over a line where one is given.
async fn visit(line: Option<&Value>) -> [Value; 2] {
    let page = Page::start(Setup::from_env()).await;
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NOTE })).await;
    page.devtools("Network.enable", json!({})).await;
    if let Some(line) = line {
        page.devtools("Network.emulateNetworkConditions", line.clone()).await;
    }
    let host = Visit::new().site.compressed().with_header("", "Cache-Control", KEPT).start();
    let visit = async || {
        page.goto(&host.url(Visit::PATH)).await;
        page.wait_until("the first picture is there", async || {
            page.js("return window.benchFirstPicture > 0", &[]).await == true
        })
        .await;
        page.js(READ, &[]).await
    };
    let first = visit().await;
    // What the page fetches when it is idle is there by then.
    page.wait_until("nothing more is fetched", async || {
        let count = "const count = performance.getEntriesByType('resource').length; const same = count === window.benchCount; window.benchCount = count; return same";
        tokio::time::sleep(Duration::from_secs(1)).await;
        page.js(count, &[]).await == true
    })
    .await;
    let second = visit().await;
    page.finish().await;
    [first, second]
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
