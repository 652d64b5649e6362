//! The page's API, as an embedding page uses it.

use std::panic::Location;

use serde_json::{Value, json};

use crate::page::Page;

impl Page {
    /// What `window.playground.request` answers; fails where it refuses.
    #[track_caller]
    pub fn request(&self, method: &str, params: Value) -> impl Future<Output = Value> {
        let at = Location::caller();
        let answer = self.answer(method, &params);
        async move {
            let answer = answer.await;
            assert!(answer["error"].is_null(), "{at}: {params} was refused: {}", answer["error"]);
            answer["result"].clone()
        }
    }

    /// The error with which `window.playground.request` refuses; fails where it accepts.
    #[track_caller]
    pub fn refusal(&self, method: &str, params: Value) -> impl Future<Output = Value> {
        let at = Location::caller();
        let answer = self.answer(method, &params);
        async move {
            let answer = answer.await;
            assert!(!answer["error"].is_null(), "{at}: {params} was accepted: {}", answer["result"]);
            answer["error"].clone()
        }
    }

    /// `{result}` or `{error}`, with the error's code, message and data.
    #[track_caller]
    fn answer<'a>(&'a self, method: &str, params: &Value) -> impl Future<Output = Value> + use<'a> {
        // Errors are no plain objects, so what they carry is named.
        let body = "try { return { result: await window.playground.request(arguments[0], arguments[1] ?? undefined) } } \
                    catch (error) { return { error: { code: error.code, message: error.message ?? String(error), data: \
                    error.data } } }";
        self.js_async(body, &[json!(method), params.clone()])
    }

    /// Steps that were trained.
    pub async fn step(&self) -> u64 {
        let state = self.request("state.get", Value::Null).await;
        state["training"]["step"].as_u64().expect("state.get says training.step")
    }
}
