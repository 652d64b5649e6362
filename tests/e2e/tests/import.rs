//! Points of one's own, from a table.

use e2e::Page;
use e2e::thirtyfour::Key;
use serde_json::{Value, json};

/// Puts a table into the dialog, as pasting does.
async fn paste(page: &Page, table: &str) {
    let script = "const area = document.querySelector('dialog[open] textarea');
        area.value = arguments[0];
        area.dispatchEvent(new Event('input', { bubbles: true }))";
    page.js(script, &[json!(table)]).await;
}

async fn data(page: &Page) -> Value {
    page.request("state.get", Value::Null).await["data"].clone()
}

#[tokio::test]
async fn a_table_becomes_the_data_and_can_be_taken_back() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 10 })).await;
    page.click("button", "Paste or open points…").await;
    paste(&page, "a,b,kind\n0.5,0.5,yes\n-0.5,0.25,no\n0.5,-0.5,no\n").await;
    page.assert_accessible().await;
    page.click("button", "Use these 3 points").await;
    page.wait_until("the points are the data", async || data(&page).await["kind"] == "custom").await;
    assert_eq!(data(&page).await["points"], json!([[0.5, 0.5, 1], [-0.5, 0.25, -1], [0.5, -0.5, -1]]), "as given");
    page.click("button", "Undo").await;
    page.wait_until("the old points are back", async || data(&page).await["kind"] == "xor").await;
    page.finish().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_with_row_and_column_and_nothing_is_lost() {
    let page = Page::open().await;
    page.click("button", "Paste or open points…").await;
    let table = "a\tb\tkind\n1\tNaN\tx\n2\tthree\ty\n3\t4\tz\n";
    paste(&page, table).await;
    for problem in
        ["Row 2, column “b”: found “NaN”", "Row 3, column “b”: found “three”", "Row 4, column “kind”: found “z”"]
    {
        page.wait_until(problem, async || page.text("dialog[open]").await.contains(problem)).await;
    }
    page.assert_accessible().await;
    page.press(Key::Escape + "").await;
    page.wait_until("it is closed", async || {
        page.js("return document.querySelector('dialog[open]')", &[]).await.is_null()
    })
    .await;
    assert_eq!(data(&page).await["kind"], "xor", "nothing was taken");
    page.click("button", "Paste or open points…").await;
    let kept = page.js("return document.querySelector('dialog[open] textarea').value", &[]).await;
    assert_eq!(kept, json!(table), "the text is still there");
    page.finish().await;
}
