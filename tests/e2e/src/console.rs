//! What the browser's console says went wrong.

use thirtyfour::WebDriver;

/// Drains the console: uncaught errors, `console.error`, failed requests, and what the security policy refused.
pub(crate) async fn errors(driver: &WebDriver) -> Vec<String> {
    let entries = driver.browser_log().await.expect("ChromeDriver keeps the console");
    let severe = entries.into_iter().filter(|entry| entry.level == "SEVERE");
    severe.map(|entry| format!("[{}] {}", entry.source.unwrap_or_default(), entry.message)).collect()
}
