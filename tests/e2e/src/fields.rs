//! What a person types and reads.

use serde_json::json;
use thirtyfour::Key;

use crate::page::Page;

impl Page {
    /// Types into the field with this name, in place of what stood there, and leaves it.
    pub async fn enter(&self, field: &str, typed: &str) {
        self.click("textbox", field).await;
        let field = self.find("textbox", field).await;
        field.send_keys(Key::Control + "a").await.expect("the field takes keys");
        field.send_keys(Key::Delete + typed).await.expect("the field takes text");
        field.send_keys(Key::Tab + "").await.expect("the field is left");
    }

    /// Chooses an option by its words in the list with this name.
    pub async fn choose(&self, list: &str, option: &str) {
        self.find("combobox", list).await.send_keys(option).await.expect("the list takes keys");
    }

    /// What stands in the field with this name.
    pub async fn value(&self, field: &str) -> String {
        self.find("textbox", field).await.prop("value").await.ok().flatten().unwrap_or_default()
    }

    /// The text of the first element that `selector` finds; empty where there is none.
    pub async fn text(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.textContent ?? ''";
        self.js(script, &[json!(selector)]).await.as_str().unwrap_or_default().to_string()
    }

    /// The network's parameters now.
    pub async fn parameters(&self) -> serde_json::Value {
        self.request("state.get", serde_json::Value::Null).await["network"]["parameters"].clone()
    }
}
