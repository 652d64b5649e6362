//! The same run, bit by bit, in every engine and on every machine: what a link promises.

use e2e::Page;
use serde_json::{Value, json};

/// What came of it where it was first run.
const EXPECTED: &str = include_str!("same.json");

#[tokio::test]
async fn two_thousand_steps_end_in_the_same_numbers_everywhere() {
    let page = Page::open().await;
    page.request("state.set", json!({ "data": { "kind": "spiral", "noise": 0.05 }, "network": { "hidden": 16 } }))
        .await;
    page.request("training.step", json!({ "steps": 2000 })).await;
    // Texts: a driver may round a number on its way.
    let texts = "const ask = (method, params) => window.playground.request(method, params);
        const state = await ask('state.get');
        return [JSON.stringify(state.network.parameters), JSON.stringify(await ask('gradients', { scope: 'train' })),
            (await ask('state.link')).url.replace(/^[^#]*/, '')]";
    let found = page.js_async(texts, &[]).await;
    let expected: Value = serde_json::from_str(EXPECTED).expect("the file holds JSON");
    for (what, place) in [("parameters", 0), ("gradients", 1), ("link", 2)] {
        assert_eq!(found[place], expected[place], "{what}; all of it: {found}");
    }
    page.finish().await;
}
