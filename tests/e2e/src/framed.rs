//! The page in a frame of a page from another origin, of which neither sends any special header.

use serde_json::{Value, json};

use crate::page::{Page, Visit};
use crate::site::{Host, Site};

/// What the embedding page has: its frame, everything that was posted to it, and a way to ask.
const SCRIPT: &str = "
  window.posted = [];
  addEventListener('message', ({ data, origin, source }) => {
    const text = typeof data === 'string';
    posted.push({ data: text ? JSON.parse(data) : data, text, origin, ours: source === frames[0], at: performance.now() });
  });
  let asked = 0;
  window.ask = (method, params, to = frames[0]) => new Promise((resolve) => {
    const id = `ask-${++asked}`;
    addEventListener('message', function answer({ data, origin }) {
      if (data?.id !== id) return;
      removeEventListener('message', answer);
      resolve({ ...data, origin });
    });
    to.postMessage({ jsonrpc: '2.0', id, method, params }, '*');
  });
";

/// The path of the embedding page.
pub const HOST_PATH: &str = "/course/week-3.html";

/// A host of the page, and a visit to a page of another host that has it in a frame with these attributes, and `before`
/// and `after` around it. The address of the frame ends with `query`.
pub fn framed(query: &str, attributes: &str, [before, after]: [&str; 2]) -> (Host, Visit) {
    let host = Visit::new().site.start();
    let src = host.url(&format!("{}{query}", Visit::PATH)).replace('&', "&amp;");
    let html = page_around(&src, attributes, [before, after]);
    (host, Visit { site: Site::new().with_file(HOST_PATH, html), path: HOST_PATH.to_string(), ..Visit::new() })
}

/// The HTML of a page with a frame.
pub fn page_around(src: &str, attributes: &str, [before, after]: [&str; 2]) -> String {
    page_with(&format!("{before}<iframe src=\"{src}\" title=figure style='border: 0' {attributes}></iframe>{after}"))
}

/// The HTML of an embedding page with this in it.
pub fn page_with(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><title>A course</title><link rel=icon href='data:,'><body style='margin: 0'>\
         <script>{SCRIPT}</script>{body}</body></html>"
    )
}

impl Page {
    /// What the frame answers to a request of the embedding page: the whole response, with its origin.
    pub async fn ask(&self, method: &str, params: Value) -> Value {
        self.js_async("return await ask(arguments[0], arguments[1])", &[json!(method), params]).await
    }

    /// The parameters of every notification of this name so far.
    pub async fn notified(&self, method: &str) -> Vec<Value> {
        let script = "return posted.filter(({ data, ours }) => ours && data.method === arguments[0]).map(({ data }) => data.params)";
        self.js(script, &[json!(method)]).await.as_array().cloned().unwrap_or_default()
    }

    /// How many notifications of this name came so far, of all frames that the page has.
    pub async fn notified_by_all(&self, method: &str) -> usize {
        let script = "return posted.filter(({ data }) => data.method === arguments[0]).length";
        usize::try_from(self.js(script, &[json!(method)]).await.as_u64().unwrap_or_default()).expect("a count")
    }

    /// Waits until the frame says that it is ready.
    pub async fn wait_until_ready(&self) {
        self.wait_until("the frame is ready", async || !self.notified("playground/ready").await.is_empty()).await;
    }
}
