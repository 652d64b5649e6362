//! What comes after the first picture comes by itself, or when it is asked for, and does no harm where it does not come.

use e2e::{Page, Viewport, Visit};
use serde_json::{Value, json};

/// Refuses to fetch what `window.refused` matches.
const REFUSES: &str = "
  const fetches = fetch;
  window.refused = /[/]explain-/;
  window.fetch = (address, ...rest) =>
    window.refused?.test(String(address)) ? Promise.reject(new TypeError('refused')) : fetches(address, ...rest);
";

/// Counts the fetches that are under way, and notes when the last of the parts that come by themselves is asked for.
const COUNTS: &str = "
  const fetches = fetch;
  window.under_way = 0;
  window.fetch = (address, ...rest) => {
    window.under_way += 1;
    window.asked ||= /[/]practice-/.test(String(address));
    return fetches(address, ...rest).finally(() => { window.under_way -= 1; });
  };
";

/// Adds up what moves without having been asked to.
const SHIFTS: &str = "
  window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().filter((entry) => !entry.hadRecentInput)
    .map((entry) => ({ value: entry.value, of: entry.sources.map((source) => source.node?.className ?? '') }))))
    .observe({ type: 'layout-shift', buffered: true });
";

/// Where the cards of the first picture stand, in the page's frame as it loads.
const FRAME: &str = "
  document.addEventListener('DOMContentLoaded', () => {
    window.places = (root) => [...document.querySelectorAll(`${root} .card`)].filter((card) => card.offsetHeight)
      .map((card) => [card.className.replace('card ', ''), card.getBoundingClientRect()])
      .map(([name, place]) => [name.split(' ')[0], Math.round(place.x), Math.round(place.y), Math.round(place.width)]);
    window.framed = places('#frame');
  });
";

/// The names of the parts that were fetched.
async fn parts(page: &Page) -> Vec<String> {
    let names = "return performance.getEntriesByType('resource').map((entry) => entry.name.split('/').pop())\
                 .filter((name) => name.endsWith('.wasm')).sort()";
    serde_json::from_value(page.js(names, &[]).await).unwrap()
}

#[tokio::test]
async fn a_part_that_cannot_be_had_says_so_and_comes_when_asked_again() {
    let page = Page::visit(Visit { before: REFUSES, ..Visit::new() }).await;
    page.wait_until_running().await;
    page.click("button", "Explain").await;
    let says = "return document.querySelector('.part[role=alert]')?.innerText ?? ''";
    let text = async || page.js(says, &[]).await.as_str().unwrap_or_default().to_owned();
    page.wait_until("it says so", async || text().await.contains("could not be loaded")).await;
    // Nothing else is harmed.
    page.request("training.step", json!({ "steps": 3 })).await;
    assert_eq!(page.step().await, 3, "it trains");
    page.js("window.refused = null", &[]).await;
    page.click("button", "Try again").await;
    page.wait_until("the view is there", async || {
        page.js("return document.querySelector('main.explain') !== null", &[]).await == true
    })
    .await;
    page.finish_with_errors().await;
}

#[tokio::test]
async fn what_was_asked_of_a_part_that_was_missing_is_done_when_it_comes() {
    let before = REFUSES.replace("explain-", "later-");
    let page = Page::visit(Visit { before: before.leak(), ..Visit::new() }).await;
    page.wait_until_running().await;
    let said = "return document.querySelectorAll('.part[role=alert]').length";
    page.wait_until("it is said, once", async || page.js(said, &[]).await == 1).await;
    page.click("button", "Keys, projector, announcements").await;
    let told = "return playground.request('describe').then(() => '', (error) => error.message)";
    assert_eq!(page.js(told, &[]).await, "The host did not give one of the program’s files.", "to scripts too");
    page.js("window.refused = null", &[]).await;
    page.click("button", "Try again").await;
    page.wait_until("the keys are shown", async || {
        page.js("return document.querySelector('dialog.shortcuts')?.open === true", &[]).await == true
    })
    .await;
    page.finish_with_errors().await;
}

#[tokio::test]
async fn what_was_missing_for_one_reason_comes_together() {
    let before = REFUSES.replace("explain-", "figures[.]");
    let page = Page::visit(Visit { before: before.leak(), ..Visit::new() }).await;
    let missing = async || {
        let count = "return document.querySelectorAll('.part[role=alert]').length";
        page.js(count, &[]).await.as_u64().unwrap_or_default()
    };
    page.wait_until("several parts share what is missing", async || missing().await > 1).await;
    page.js("window.refused = null", &[]).await;
    page.js("[...document.querySelectorAll('.part[role=alert] button')].at(-1).click()", &[]).await;
    page.wait_until("one was asked again, and all came", async || missing().await == 0).await;
    page.wait_until_running().await;
    page.finish_with_errors().await;
}

#[tokio::test]
async fn what_is_opened_after_a_quiet_moment_needs_no_fetch() {
    let page = Page::visit(Visit { before: COUNTS, ..Visit::new() }).await;
    page.wait_until("the last part and all that it shares is there", async || {
        page.js("return window.asked && window.under_way === 0", &[]).await == true
    })
    .await;
    let before = parts(&page).await;
    for (view, main) in [("Explain", "main.explain"), ("Layers", "main.lab"), ("Practice", "main.practice")] {
        page.click("button", view).await;
        let there = format!("return document.querySelector('{main}') !== null");
        page.wait_until(view, async || page.js(&there, &[]).await == true).await;
    }
    assert_eq!(parts(&page).await, before, "all of it was there");
    page.finish().await;
}

#[tokio::test]
async fn a_host_that_knows_no_wasm_is_no_hindrance() {
    let site = Visit::new().site.with_type(".wasm", "application/octet-stream");
    let page = Page::visit(Visit { site, ..Visit::new() }).await;
    page.wait_until_running().await;
    page.click("button", "Explain").await;
    page.wait_until("a part", async || {
        page.js("return document.querySelector('main.explain') !== null", &[]).await == true
    })
    .await;
    page.finish().await;
}

/// The sentence of a page whose script does not run.
async fn sentence(page: &Page) -> String {
    const TEXT: &str = "return document.querySelector('#no-script:not([hidden])')?.innerText ?? ''";
    page.wait_until("it says why", async || page.js(TEXT, &[]).await != "").await;
    page.js(TEXT, &[]).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_script_that_is_missing_or_of_a_wrong_type_is_a_sentence_with_its_cure() {
    for site in
        [Visit::new().site.without_named("backprop-playground-"), Visit::new().site.with_type(".js", "text/plain")]
    {
        let page = Page::visit(Visit { site, ..Visit::new() }).await;
        assert!(sentence(&page).await.contains("text/javascript"), "the cure");
        assert_eq!(page.js("return document.getElementById('loading')", &[]).await, Value::Null, "it loads no more");
        page.finish_with_errors().await;
    }
}

#[tokio::test]
async fn a_page_from_a_disk_says_what_it_needs() {
    let page = Page::open().await;
    let index = e2e::Setup::from_env().dist.expect("it was said").join("index.html");
    let index = std::fs::canonicalize(index).expect("the page is built");
    page.goto(&format!("file://{}", index.display())).await;
    let text = "return document.querySelector('#from-disk:not([hidden])')?.innerText ?? ''";
    page.wait_until("it says why", async || page.js(text, &[]).await != "").await;
    page.finish_with_errors().await;
}

#[tokio::test]
async fn nothing_moves_when_the_rest_arrives() {
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        let page = Page::visit(Visit { viewport, before: SHIFTS, ..Visit::new() }).await;
        page.wait_until_running().await;
        page.wait_until("every part is there", async || {
            parts(&page).await.iter().any(|name| name.starts_with("layers-"))
        })
        .await;
        let shifts: Vec<Value> = serde_json::from_value(page.js("return shifts", &[]).await).unwrap();
        let sum: f64 = shifts.iter().filter_map(|shift| shift["value"].as_f64()).sum();
        // Browsers call up to 0.1 good.
        assert!(sum < 0.05, "{sum} at {viewport}: {shifts:?}");
        page.finish().await;
    }
}

#[tokio::test]
async fn the_frame_stands_where_the_page_will() {
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        let page = Page::visit(Visit { viewport, before: FRAME, ..Visit::new() }).await;
        page.wait_until_running().await;
        let [framed, real] = ["return framed", "return places('main')"].map(|script| page.js(script, &[]));
        let (framed, real) = (framed.await, real.await);
        for card in framed.as_array().expect("cards") {
            let height = u64::from(viewport.height);
            // What is below the fold, or nearly, may come where it must.
            if card[2].as_u64().is_none_or(|top| top + 100 > height) {
                continue;
            }
            let found = real.as_array().and_then(|cards| cards.iter().find(|other| other[0] == card[0]));
            let found = found.unwrap_or_else(|| panic!("no {} in {real}", card[0]));
            for place in 1..4 {
                let moved = card[place].as_f64().zip(found[place].as_f64()).map(|(a, b)| (a - b).abs());
                assert!(moved.is_some_and(|moved| moved <= 8.0), "{card} is {found} at {viewport}");
            }
        }
        page.finish().await;
    }
}
