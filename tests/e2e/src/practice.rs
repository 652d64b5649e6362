//! The Practice view, used as a person does.

use serde_json::json;

use crate::Page;

/// A new page with an exercise on it.
pub async fn open(exercise: &str) -> Page {
    let page = Page::open().await;
    show(&page, exercise).await;
    page
}

/// Turns to an exercise by the link that names it.
pub async fn show(page: &Page, exercise: &str) {
    page.js("location.hash = `practice=${arguments[0]}`", &[json!(exercise)]).await;
    page.find("textbox", EDITOR).await;
}

/// The name of the editor.
pub const EDITOR: &str = "Your answer, in Python with NumPy";

/// Puts an answer in place of what stands in the editor, as pasting it does, and checks it.
pub async fn answer(page: &Page, text: &str) {
    const PUT: &str = "const field = document.querySelector('#answer'); field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    page.js(PUT, &[json!(text)]).await;
    page.click("button", "Check").await;
}

/// Waits until the verdict's heading is this one, and says what stands below it.
pub async fn verdict(page: &Page, heading: &str) -> String {
    page.wait_until(&format!("the verdict is {heading:?}"), async || page.text("#verdict-title").await == heading)
        .await;
    page.text(".card.said").await
}
