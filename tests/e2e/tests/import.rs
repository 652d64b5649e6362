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
    let axes = async || page.text(".plane").await;
    page.wait_until("the axes are called so", async || axes().await.contains("x₁ “a” = ")).await;
    assert!(axes().await.contains("x₂ “b” = "), "both: {}", axes().await);
    let legend = page.text(".card.boundary .legend").await;
    assert!(legend.contains("−1 “no”") && legend.contains("+1 “yes”"), "and the classes: {legend}");
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

/// Pastes a text into the dialog's text area as a person does, and says after how many milliseconds a frame was drawn
/// that knows it.
async fn time_of_pasting(page: &Page, unit: &str, bytes: usize) -> f64 {
    let script = "const area = document.querySelector('dialog[open] textarea');
        const data = new DataTransfer();
        data.setData('text/plain', arguments[0].repeat(Math.floor(arguments[1] / arguments[0].length)));
        window.taken = null;
        const start = performance.now();
        area.focus();
        area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        requestAnimationFrame(() => setTimeout(() => { window.taken = performance.now() - start; }));";
    page.js(script, &[json!(unit), json!(bytes)]).await;
    page.wait_until("a frame after the paste", async || !page.js("return window.taken", &[]).await.is_null()).await;
    page.js("return window.taken", &[]).await.as_f64().expect("milliseconds")
}

#[tokio::test]
async fn five_megabytes_do_not_freeze_the_dialog() {
    let page = Page::open().await;
    page.click("button", "Paste or open points…").await;
    for (unit, bytes) in
        [("0.125,-0.5,1\n", 5 << 20), ("1,2,0", 2 << 20), ("\n", 1 << 20), ("1,2,0\r\n0.5,1,1\r\n", 5 << 20)]
    {
        let milliseconds = time_of_pasting(&page, unit, bytes).await;
        println!("{unit:?} × {bytes} bytes: {milliseconds:.0} ms");
        // A second on a quiet machine; seven to sixty where the text area holds it all.
        assert!(milliseconds < 4000.0, "{unit:?} × {bytes} bytes takes {milliseconds} ms");
        let shown = page.js("return document.querySelector('dialog[open] textarea').value.length", &[]).await;
        assert!(shown.as_u64().is_some_and(|shown| shown <= 50_000), "{shown} characters in the area");
        page.wait_until("it says so", async || page.text("dialog[open]").await.contains("Only the beginning is shown"))
            .await;
    }
    page.wait_until("all rows count", async || {
        page.text("dialog[open]").await.contains("Row 5,001 is the first too many")
    })
    .await;
    page.click("button", "Clear").await;
    paste(&page, "a,b,kind\n0.5,0.5,yes\n-0.5,0.25,no\n").await;
    page.wait_until("it can be typed in again", async || page.text("dialog[open]").await.contains("2 points")).await;
    page.finish().await;
}

#[tokio::test]
async fn a_table_of_several_classes_with_gaps_and_another_separator_becomes_points() {
    let page = Page::open().await;
    page.click("button", "Paste or open points…").await;
    paste(&page, "long;wide;kind\n1,5;2;rose\n3;4,25;iris\n9;;iris\n5;6;lily\n7;8;rose\n").await;
    let choose = async |label: &str, value: &str| {
        let script = "const select = [...document.querySelectorAll('dialog[open] select')]
                .find(one => one.closest('label')?.textContent.includes(arguments[0]) || one.ariaLabel == arguments[0]);
            select.value = arguments[1];
            select.dispatchEvent(new Event('change', { bubbles: true }))";
        page.js(script, &[json!(label), json!(value)]).await;
    };
    let says =
        async |words: &str| page.wait_until(words, async || page.text("dialog[open]").await.contains(words)).await;
    says("two chosen below").await;
    choose("Label of −1", "rose").await;
    choose("Label of +1", "iris").await;
    says("found nothing, expected a value").await;
    page.click("checkbox", "Leave out 1 incomplete row").await;
    says("3 points: 2 of −1, 1 of +1; 1 incomplete row and 1 row of other classes left out").await;
    page.assert_accessible().await;
    choose("Between the fields", "tabs").await;
    says("1 column").await;
    choose("Between the fields", "").await;
    page.click("button", "Use these 3 points").await;
    page.wait_until("the points are the data", async || data(&page).await["kind"] == "custom").await;
    assert_eq!(data(&page).await["points"], json!([[1.5, 2, -1], [3, 4.25, 1], [7, 8, -1]]), "as chosen");
    page.finish().await;
}
