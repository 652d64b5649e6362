//! The state travels: in a link, in the browser's history, and on the device.

use e2e::{Page, Visit, thirtyfour::Key};
use serde_json::{Value, json};

async fn hash(page: &Page) -> String {
    page.js("return location.hash", &[]).await.as_str().unwrap_or_default().to_owned()
}

async fn entries(page: &Page) -> u64 {
    page.js("return history.length", &[]).await.as_u64().expect("a length")
}

/// A browser of its own that opens the page with `fragment`, which begins with `#`.
async fn opened(fragment: &str) -> Page {
    let page = Page::visit(Visit { path: format!("{}{fragment}", Visit::PATH), ..Visit::new() }).await;
    page.wait_until_running().await;
    page
}

#[tokio::test]
async fn a_link_opens_the_same_run_in_another_browser() {
    let own: Vec<Value> =
        (0..12).map(|k| json!([f64::from(k).sin(), f64::from(k).cos(), if k % 2 == 0 { 1 } else { -1 }])).collect();
    let here = Page::open().await;
    here.request("state.set", json!({"data": {"kind": "custom", "points": own}, "network": {"hidden": 16}})).await;
    here.request("training.step", json!({"steps": 340})).await;
    let url = here.request("state.link", Value::Null).await["url"].as_str().expect("a text").to_owned();
    here.wait_until("the address is the link", async || here.js("return location.href", &[]).await == url.as_str())
        .await;

    let there = opened(&url[url.find('#').expect("a fragment")..]).await;
    assert_eq!(there.parameters().await, here.parameters().await, "bit by bit at step 340");
    for (method, params) in [("training.back", json!({"steps": 20})), ("training.seek", json!({"step": 340}))] {
        for page in [&here, &there] {
            page.request(method, params.clone()).await;
        }
        assert_eq!(there.parameters().await, here.parameters().await, "bit by bit after {method}");
    }
    there.finish().await;
    here.finish().await;
}

/// The address follows what changes a moment later. What somebody puts there in that moment is read, and not written over.
#[tokio::test]
async fn what_is_put_into_the_address_is_not_written_over() {
    const HOLD: &str = "const later = window.setTimeout.bind(window); window.held = []; \
                        window.setTimeout = (call, after) => (after === 400 ? held.push(call) : later(call, after))";
    let page = Page::open().await;
    page.js(HOLD, &[]).await;
    page.request("state.set", json!({"data": {"kind": "moons"}})).await;
    page.wait_until("the address is about to follow", async || page.js("return held.length > 0", &[]).await == true)
        .await;
    page.js("location.hash = 'v=1&hidden=3'; held.splice(0).forEach((call) => call())", &[]).await;
    page.wait_until("what was put there opens", async || {
        page.request("state.get", Value::Null).await["network"]["hidden"] == 3
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn back_and_forward_go_through_views_and_datasets() {
    let page = Page::open().await;
    page.click("button", "Explain").await;
    page.wait_until("the view is in the address", async || hash(&page).await.starts_with("#v=3&view=explain&sum="))
        .await;
    page.request("training.step", json!({"steps": 25})).await;
    page.driver.back().await.unwrap();
    page.wait_until("the first view is back", async || page.has("application", "Decision boundary").await).await;
    assert_eq!(page.step().await, 25, "and the training is not taken back");
    page.driver.forward().await.unwrap();
    page.wait_until("and forward", async || page.has("navigation", "Steps of one example").await).await;
    page.request("state.set", json!({"data": {"kind": "moons"}})).await;
    page.wait_until("the dataset too", async || hash(&page).await.contains("data=moons")).await;
    page.driver.back().await.unwrap();
    page.wait_until("the first dataset is back", async || {
        page.request("state.get", Value::Null).await["data"]["kind"] == "xor"
    })
    .await;
    page.driver.back().await.unwrap();
    page.wait_until("the first view is back", async || page.has("application", "Decision boundary").await).await;
    page.driver.forward().await.unwrap();
    page.driver.forward().await.unwrap();
    page.wait_until("and forward again", async || {
        page.request("state.get", Value::Null).await["data"]["kind"] == "moons"
    })
    .await;
    page.request("state.set", json!({"data": {"kind": "moons"}})).await;
    page.js("location.hash = 'v=1&hidden=3'", &[]).await;
    page.wait_until("a pasted link opens", async || {
        page.request("state.get", Value::Null).await["network"]["hidden"] == 3
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn sliding_and_training_do_not_fill_the_history() {
    let page = Page::open().await;
    let before = entries(&page).await;
    let field = page.find("textbox", "Learning rate η").await;
    for rate in ["0.1", "0.2", "0.3"] {
        field.click().await.unwrap();
        field.send_keys(Key::Control + "a").await.unwrap();
        field.send_keys(rate).await.unwrap();
        field.send_keys(Key::Tab + "").await.unwrap();
        page.wait_until("the address follows", async || hash(&page).await.contains(&format!("lr={rate}"))).await;
    }
    page.request("training.step", json!({"steps": 7})).await;
    page.wait_until("the step is there", async || hash(&page).await.contains("step=7")).await;
    assert_eq!(entries(&page).await, before, "no entry for any of it");
    page.finish().await;
}

#[tokio::test]
async fn a_damaged_link_says_what_could_not_be_read() {
    let page = opened("#v=1&data=moons&hidden=99&params=AAA").await;
    page.wait_until("it is said", async || page.text(".unread").await.contains("hidden")).await;
    let said = page.text(".unread").await;
    assert!(said.contains("found 99, expected a whole number from 1 to 64") && said.contains("params"), "{said}");
    assert_eq!(page.request("state.get", Value::Null).await["data"]["kind"], "moons", "the rest is used");
    page.assert_accessible().await;
    page.click("button", "Dismiss").await;
    page.wait_until("it is gone", async || page.text(".unread").await.is_empty()).await;
    page.finish().await;
}

#[tokio::test]
async fn the_last_state_is_offered_on_return() {
    let page = Page::open().await;
    assert_eq!(page.text(".kept").await, "", "nothing is kept yet");
    page.request("training.step", json!({"steps": 340})).await;
    let trained = page.parameters().await;
    let kept = "return localStorage.getItem('backprop-playground-state') !== null";
    page.wait_until("it is kept", async || page.js(kept, &[]).await == true).await;
    page.js("history.replaceState(null, '', location.pathname)", &[]).await;
    page.reload().await;
    page.wait_until_running().await;
    page.wait_until("it is offered", async || page.text(".kept").await.contains("XOR, h = 8, step 340")).await;
    page.assert_accessible().await;
    page.click("button", "Go on with it").await;
    page.wait_until("it is back", async || page.step().await == 340).await;
    assert_eq!(page.parameters().await, trained, "bit by bit");
    page.finish().await;
}

#[tokio::test]
async fn a_kept_state_that_cannot_be_read_is_offered_as_a_file() {
    let page = Page::open().await;
    let newer = r#"{"version":99,"of":"a newer page"}"#;
    page.js("history.replaceState(null, '', location.pathname)", &[]).await;
    page.js("localStorage.setItem('backprop-playground-state', arguments[0])", &[json!(newer)]).await;
    page.reload().await;
    page.wait_until_running().await;
    page.wait_until("it is offered", async || page.has("button", "Save it as a file").await).await;
    page.assert_accessible().await;
    let kept = "return Object.values(localStorage).includes(arguments[0])";
    page.request("training.step", json!({"steps": 3})).await;
    let state = "return localStorage.getItem('backprop-playground-state')?.includes('\"step\":3') ?? false";
    page.wait_until("the new state is kept", async || page.js(state, &[]).await == true).await;
    assert_eq!(page.js(kept, &[json!(newer)]).await, true, "and the old one beside it");
    page.finish().await;
}

#[tokio::test]
async fn the_address_is_true_after_going_back() {
    let page = Page::open().await;
    // WebKit passes over entries that came without a person's doing.
    page.click("button", "Train").await;
    page.request("state.set", json!({"data": {"kind": "moons"}})).await;
    page.wait_until("the dataset is in the address", async || hash(&page).await.contains("data=moons")).await;
    page.request("training.step", json!({"steps": 25})).await;
    page.wait_until("the step too", async || hash(&page).await.contains("step=25")).await;
    page.driver.back().await.unwrap();
    page.wait_until("the first dataset is back", async || {
        page.request("state.get", Value::Null).await["data"]["kind"] == "xor"
    })
    .await;
    let now = page.request("state.get", Value::Null).await;
    page.wait_until("the address says what is there", async || !hash(&page).await.contains("moons")).await;
    let there = opened(&hash(&page).await).await;
    assert_eq!(there.request("state.get", Value::Null).await, now, "who opens the address sees the same");
    there.finish().await;
    page.finish().await;
}
