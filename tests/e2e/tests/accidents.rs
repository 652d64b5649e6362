//! What happens to pages: a lost canvas, storage and clipboard that refuse, clocks that jump, sleep, a second tab.

use e2e::{Page, Visit};
use serde_json::{Value, json};

/// A day, in milliseconds.
const DAY: f64 = 86_400_000.0;

/// The page's clock, and the times that frames are told, are `window.jump` milliseconds off; while `window.asleep`, no
/// frame comes, as in a tab that nobody sees.
const CLOCK: &str = "
  window.jump = 0;
  window.asleep = false;
  const now = performance.now.bind(performance);
  performance.now = () => now() + window.jump;
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => frame(function wait(time) {
    if (window.asleep) frame(wait); else callback(time + window.jump);
  });
";

/// Opens the page with a script that runs before it.
async fn opened_with(before: &'static str) -> Page {
    let page = Page::visit(Visit { before, ..Visit::new() }).await;
    page.wait_until_running().await;
    page
}

/// What every canvas of the page shows.
async fn pictures(page: &Page) -> Value {
    page.js("return [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())", &[]).await
}

#[tokio::test]
async fn lost_canvases_are_painted_again() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 200 })).await;
    // Pictures follow within a frame or two: what stays the same for a while is painted.
    let before = std::cell::RefCell::new(Value::Null);
    page.wait_until("everything is painted", async || {
        let now = pictures(&page).await;
        before.replace(now.clone()) == now && now.as_array().is_some_and(|all| all.len() > 3)
    })
    .await;
    let before = before.into_inner();
    page.js("for (const canvas of document.querySelectorAll('canvas')) canvas.getContext('2d').reset()", &[]).await;
    assert_ne!(pictures(&page).await, before, "they are empty, as after a restart of the graphics driver");
    page.js("document.querySelector('canvas').dispatchEvent(new Event('contextrestored'))", &[]).await;
    page.wait_until("all of them are as they were", async || pictures(&page).await == before).await;
    page.finish().await;
}

/// Trains, looks into every view that keeps something, and loads the page again.
async fn live_without_memory(before: &'static str) {
    let page = opened_with(before).await;
    page.request("training.step", json!({ "steps": 30 })).await;
    for view in ["Layers", "Practice", "Explain", "Train"] {
        page.click("button", view).await;
        page.wait_until_running().await;
    }
    assert_eq!(page.step().await, 30, "it trains and shows");
    page.reload().await;
    page.wait_until_running().await;
    page.request("training.step", json!({ "steps": 1 })).await;
    page.finish().await;
}

#[tokio::test]
async fn denied_storage_is_not_missed() {
    live_without_memory(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })",
    )
    .await;
}

#[tokio::test]
async fn full_storage_is_not_missed() {
    live_without_memory("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
        .await;
}

#[tokio::test]
async fn a_denied_clipboard_is_said_and_the_text_is_there() {
    let page = opened_with(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => \
         Promise.reject(new DOMException('denied', 'NotAllowedError')) } })",
    )
    .await;
    page.click("button", "Take it home").await;
    page.find("dialog", "Take it home").await;
    page.click("button", "Copy").await;
    let said = async || page.text(".take-home .hint").await;
    page.wait_until("it is said", async || said().await.contains("select the text and copy it")).await;
    let text = "return document.querySelector('.take-home textarea').value.length";
    assert!(page.js(text, &[]).await.as_u64().is_some_and(|length| length > 10), "and can be copied by hand");
    page.finish().await;
}

#[tokio::test]
async fn a_clock_that_jumps_makes_no_steps_and_stops_none() {
    let page = opened_with(CLOCK).await;
    page.request("training.play", json!({ "speed": 10 })).await;
    page.wait_until("it plays", async || page.step().await > 2).await;
    // Back beyond the page's own beginning, too.
    for jump in [DAY, -2.0 * DAY, 0.0] {
        let before = page.step().await;
        page.js("window.jump = arguments[0]", &[json!(jump)]).await;
        page.wait_until("it goes on", async || page.step().await > before + 5).await;
        let made = page.step().await - before;
        // A day at ten steps a second would be 864,000.
        assert!(made < 1_000, "a jump by {jump} ms is no time to make up for: {made} steps");
    }
    page.request("training.pause", Value::Null).await;
    page.finish().await;
}

#[tokio::test]
async fn a_tab_that_slept_for_a_day_goes_on_where_it_was() {
    let page = opened_with(CLOCK).await;
    page.request("training.play", json!({ "speed": 10 })).await;
    page.wait_until("it plays", async || page.step().await > 2).await;
    page.js("window.asleep = true", &[]).await;
    let asleep = page.step().await;
    page.js("window.jump = arguments[0]; window.asleep = false", &[json!(DAY)]).await;
    page.wait_until("it goes on", async || page.step().await > asleep + 5).await;
    let made = page.step().await - asleep;
    assert!(made < 1_000, "nobody looked, so no time has passed: {made} steps");
    page.request("training.pause", Value::Null).await;
    page.request("training.rewind", Value::Null).await;
    page.request("training.step", json!({ "steps": 10 })).await;
    let straight = page.parameters().await;
    page.request("training.rewind", Value::Null).await;
    page.request("training.step", json!({ "steps": 10 })).await;
    assert_eq!(page.parameters().await, straight, "and its numbers are those of the same run");
    page.finish().await;
}

#[tokio::test]
async fn two_tabs_do_not_disturb_each_other() {
    let page = Page::open().await;
    let first = page.driver.window().await.unwrap();
    page.request("training.step", json!({ "steps": 50 })).await;
    let of_first = page.parameters().await;

    let second = page.driver.new_tab().await.unwrap();
    page.driver.switch_to_window(second.clone()).await.unwrap();
    page.goto(&page.url(Visit::PATH)).await;
    page.wait_until_running().await;
    page.request("state.set", json!({ "data": { "kind": "moons" }, "network": { "hidden": 4 } })).await;
    page.request("training.step", json!({ "steps": 20 })).await;
    let of_second = page.parameters().await;

    page.driver.switch_to_window(first).await.unwrap();
    assert_eq!((page.step().await, page.parameters().await), (50, of_first), "the first one stands where it stood");
    page.request("training.step", json!({ "steps": 1 })).await;
    page.driver.switch_to_window(second).await.unwrap();
    assert_eq!((page.step().await, page.parameters().await), (20, of_second), "and so does the second");

    // Whichever kept its run last: what is offered is whole, and one of the two. A tab in the background writes its
    // address late: it would put the state back into it.
    page.wait_until("the address has the state", async || {
        page.js("return location.hash.includes('step=20')", &[]).await == json!(true)
    })
    .await;
    page.js("history.replaceState(null, '', location.pathname)", &[]).await;
    page.reload().await;
    page.wait_until_running().await;
    let offered = async || page.text(".kept").await;
    page.wait_until("a run is offered", async || !offered().await.is_empty()).await;
    let said = offered().await;
    let is_first = said.contains("XOR, h = 8, step 51") || said.contains("XOR, h = 8, step 50");
    assert!(is_first || said.contains("h = 4, step 20"), "one of the two runs: {said}");
    page.click("button", "Go on with it").await;
    let step = if said.contains("h = 4") { 20 } else { 50 };
    page.wait_until("it is back", async || page.step().await >= step).await;
    page.finish().await;
}
