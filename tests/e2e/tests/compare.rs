//! Two runs side by side, as a teacher compares them.

use e2e::Page;
use e2e::thirtyfour::Key;
use serde_json::{Value, json};

/// The cells of a row of the table of both runs: A, then B.
async fn compared(page: &Page, row: &str) -> Vec<String> {
    let script = "const rows = [...document.querySelectorAll('.compared tbody tr')];
        const row = rows.find((row) => row.querySelector('th').textContent === arguments[0]);
        return row ? [...row.querySelectorAll('td')].map((cell) => cell.textContent) : []";
    let cells = page.js(script, &[json!(row)]).await;
    cells.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

async fn labels(page: &Page) -> Vec<String> {
    let labels = page.js("return [...document.querySelectorAll('.run')].map((label) => label.textContent)", &[]).await;
    labels.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

async fn open(page: &Page) {
    page.click("button", "Compare with a second run").await;
    page.wait_until("both runs are there", async || labels(page).await.len() == 2).await;
}

#[tokio::test]
async fn two_learning_rates_side_by_side() {
    let page = Page::open().await;
    open(&page).await;
    assert_eq!(labels(&page).await, ["A: η = 0.03", "B: η = 0.3"], "what differs is proposed and said");
    let start = compared(&page, "Mean loss, train").await;
    assert!(start.len() == 2 && start[0] == start[1], "the same start: {start:?}");

    page.request("training.step", json!({ "steps": 500 })).await;
    page.wait_until("the losses differ", async || {
        let losses = compared(&page, "Mean loss, train").await;
        losses[0] != losses[1] && losses[0] != start[0] && losses[1] != start[0]
    })
    .await;
    let at_500 = compared(&page, "Mean loss, train").await;
    let reading = page.text(".chart-key .read").await;
    assert!(reading.contains("A: train") && reading.contains("B: train"), "both are read: {reading}");
    let drawn = "return [...document.querySelectorAll('.chart path')].filter((path) => path.getAttribute('d')).length";
    assert_eq!(page.js(drawn, &[]).await, 4, "train and test of both");

    page.find("img", "Decision boundary of B, η = 0.3").await;
    page.click("button", "Back by one example").await;
    page.wait_until("both are one step back", async || {
        let back = compared(&page, "Mean loss, train").await;
        page.step().await == 499 && back[0] != at_500[0] && back[1] != at_500[1]
    })
    .await;
    page.find("slider", "Step of the run").await.send_keys(Key::End + "").await.unwrap();
    page.wait_until("both are where they were", async || compared(&page, "Mean loss, train").await == at_500).await;

    page.click("button", "End comparison").await;
    page.wait_until("one run is left", async || labels(&page).await.is_empty()).await;
    assert_eq!(page.step().await, 500, "where it was");
    page.finish().await;
}

#[tokio::test]
async fn a_run_in_the_middle_is_caught_up_with() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 1_000_000 })).await;
    page.request("training.step", json!({ "steps": 1_000_000 })).await;
    let before = page.request("state.get", Value::Null).await;
    open(&page).await;
    page.wait_until("it has caught up", async || {
        let losses = compared(&page, "Mean loss, train").await;
        page.text(".standing").await.is_empty() && losses.len() == 2
    })
    .await;
    assert_eq!(page.request("state.get", Value::Null).await, before, "the first run is as it was");
    page.finish().await;
}

#[tokio::test]
async fn a_second_run_that_diverges_says_so_and_the_first_goes_on() {
    let page = Page::open().await;
    page.request("state.set", json!({ "version": 1, "training": { "l2": 1.0 } })).await;
    open(&page).await;
    page.click("textbox", "η of B").await;
    let field = page.find("textbox", "η of B").await;
    field.send_keys(Key::Control + "a").await.unwrap();
    field.send_keys("1000000").await.unwrap();
    field.send_keys(Key::Tab + "").await.unwrap();
    page.wait_until("B has it", async || labels(&page).await.last().is_some_and(|label| label.ends_with("1000000")))
        .await;
    page.request("training.step", json!({ "steps": 300 })).await;
    page.wait_until("it is said", async || {
        page.text(".standing").await.starts_with("B left the finite numbers at step ")
    })
    .await;
    assert_eq!(page.step().await, 300, "A goes on");
    assert_eq!(page.text(".alert").await, "", "and stands well");
    page.finish().await;
}

#[tokio::test]
async fn what_differs_is_chosen_and_the_second_run_can_be_kept() {
    let page = Page::open().await;
    open(&page).await;
    for expected in [
        ["A: initialization He", "B: initialization Zeros"],
        ["A: batch size 1", "B: batch size 32"],
        ["A: h = 8", "B: h = 2"],
        ["A: right backward pass", "B: ReLU mask forgotten"],
    ] {
        page.find("combobox", "What differs").await.send_keys(Key::Down + "").await.unwrap();
        page.wait_until(expected[1], async || labels(&page).await == expected).await;
    }
    page.find("combobox", "Backward pass of B").await.send_keys(Key::Down + "").await.unwrap();
    page.wait_until("another bug", async || labels(&page).await[1].contains("wrong sign")).await;
    for _ in 0..2 {
        page.find("combobox", "What differs").await.send_keys(Key::Up + "").await.unwrap();
    }
    page.wait_until("batches again", async || labels(&page).await[1] == "B: batch size 32").await;
    page.request("training.step", json!({ "steps": 50 })).await;
    page.click("button", "Keep B").await;
    page.wait_until("one run is left", async || labels(&page).await.is_empty()).await;
    let state = page.request("state.get", Value::Null).await;
    assert_eq!((&state["training"]["batchSize"], &state["training"]["step"]), (&json!(32), &json!(50)), "the second");
    page.finish().await;
}

#[tokio::test]
async fn both_runs_are_accessible_in_every_size() {
    let page = Page::open().await;
    open(&page).await;
    page.request("training.step", json!({ "steps": 400 })).await;
    page.assert_at_home_everywhere().await;
    page.finish().await;
}
