//! WebDriver commands that thirtyfour has no methods for.

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{RequestData, SessionId, WebDriver, WebElement};

/// A command as WebDriver has it: a path below the session and, for a POST, a body.
#[derive(Debug)]
struct Raw {
    endpoint: String,
    body: Option<Value>,
}

impl FormatRequestData for Raw {
    fn format_request(&self, session_id: &SessionId) -> RequestData {
        let path = format!("session/{session_id}{}", self.endpoint);
        match &self.body {
            Some(body) => RequestData::new(Method::POST, path).add_body(body.clone()),
            None => RequestData::new(Method::GET, path),
        }
    }
}

async fn send(driver: &WebDriver, endpoint: String, body: Option<Value>) -> WebDriverResult<Value> {
    driver.cmd(Raw { endpoint, body }).await?.value()
}

/// One command of the Chrome DevTools Protocol.
pub(crate) async fn devtools(driver: &WebDriver, command: &str, parameters: Value) -> WebDriverResult<Value> {
    let body = json!({ "cmd": command, "params": parameters });
    send(driver, "/goog/cdp/execute".into(), Some(body)).await
}

/// The role that assistive technology is told.
pub(crate) async fn computed_role(driver: &WebDriver, element: &WebElement) -> WebDriverResult<String> {
    let role = send(driver, format!("/element/{}/computedrole", element.element_id()), None).await?;
    Ok(role.as_str().unwrap_or_default().to_string())
}

/// The accessible name.
pub(crate) async fn computed_label(driver: &WebDriver, element: &WebElement) -> WebDriverResult<String> {
    let label = send(driver, format!("/element/{}/computedlabel", element.element_id()), None).await?;
    Ok(label.as_str().unwrap_or_default().to_string())
}
