//! The Layers view, opened as a person does.

use crate::Page;

/// A new page with one system of the Layers view on it.
pub async fn open(tab: &str) -> Page {
    let page = Page::open().await;
    show(&page, tab).await;
    page
}

/// Turns to one system of the Layers view.
pub async fn show(page: &Page, tab: &str) {
    page.click("button", "Layers").await;
    page.click("tab", tab).await;
    page.find("tabpanel", tab).await;
}
