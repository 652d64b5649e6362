//! An hour with a teacher: points moved by hand, a run prepared, sent, opened elsewhere, and taken home.

use std::{env, fs, process::Command};

use e2e::{Page, Visit};
use serde_json::{Value, json};

/// Drags from one place of the plane to another, in fractions of its side from the top left corner.
async fn drag(page: &Page, from: [f64; 2], to: [f64; 2]) {
    let script = "
        const [from, to] = arguments;
        const plane = document.querySelector('.plane');
        const box = plane.getBoundingClientRect();
        for (const [type, [x, y]] of [['pointerdown', from], ['pointermove', to], ['pointerup', to]]) {
            plane.dispatchEvent(new PointerEvent(type, {
                bubbles: true, cancelable: true, button: 0, pointerId: 3, pointerType: 'mouse', isPrimary: true,
                clientX: box.x + x * box.width, clientY: box.y + y * box.height,
            }));
        }";
    page.js(script, &[json!(from), json!(to)]).await;
}

/// Where a point of the data stands on the plane, which shows ±1.2.
fn place(point: &Value) -> [f64; 2] {
    let x = [0, 1].map(|axis| point[axis].as_f64().expect("a coordinate"));
    [(x[0] + 1.2) / 2.4, (1.2 - x[1]) / 2.4]
}

async fn points(page: &Page) -> Vec<Value> {
    page.request("state.get", Value::Null).await["data"]["points"].as_array().cloned().unwrap_or_default()
}

/// What the boundary's plane shows where nothing points at it, pixel by pixel, in a few numbers.
async fn picture(page: &Page) -> Value {
    page.js("document.querySelector('.plane').dispatchEvent(new PointerEvent('pointerleave'))", &[]).await;
    let script = "const canvas = document.querySelector('.plane canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let hash = 0;
        for (const byte of data) hash = (Math.imul(hash, 31) + byte) | 0;
        return [canvas.width, canvas.height, hash]";
    page.js(script, &[]).await;
    page.js(script, &[]).await
}

#[tokio::test]
async fn a_run_is_prepared_sent_gone_through_and_taken_home() {
    let here = Page::open().await;
    here.request("state.set", json!({ "data": { "kind": "spiral" }, "network": { "hidden": 16 } })).await;
    here.click("radio", "Move").await;
    // Points that are generated become one's own with the first that is moved.
    let first = here.request("export", json!({ "kind": "vectors", "scope": "train" })).await;
    let vectors: Value = serde_json::from_str(first["text"].as_str().expect("a text")).expect("JSON");
    let start = vectors["cases"][0]["X"][0].clone();
    drag(&here, place(&start), [0.05, 0.05]).await;
    here.wait_until("the points are one's own", async || !points(&here).await.is_empty()).await;
    let given = points(&here).await;
    for k in 1..12 {
        let to = [0.05 + 0.08 * f64::from(k), 0.04];
        drag(&here, place(&given[usize::try_from(k).expect("small") * 7]), to).await;
    }
    let moved = points(&here).await.iter().zip(&given).filter(|(now, before)| now != before).count();
    assert!(moved >= 8, "most drags took a point of their own: {moved}");
    here.request("training.seek", json!({ "step": 0 })).await;
    here.request("training.step", json!({ "steps": 340 })).await;

    let address = async || here.js("return location.href", &[]).await.as_str().unwrap_or_default().to_owned();
    here.wait_until("the address follows", async || address().await.contains("step=340")).await;
    let url = address().await;
    let there = Page::visit(Visit {
        path: format!("{}{}", Visit::PATH, &url[url.find('#').expect("a state")..]),
        ..Visit::new()
    })
    .await;
    there.wait_until_running().await;
    assert_eq!(there.step().await, 340, "the step of the link");
    assert_eq!(points(&there).await, points(&here).await, "the points");
    there.wait_until("the same boundary, to the pixel", async || picture(&there).await == picture(&here).await).await;
    for (method, params) in [("training.back", json!({ "steps": 20 })), ("training.step", json!({ "steps": 20 }))] {
        for page in [&here, &there] {
            page.request(method, params.clone()).await;
        }
        assert_eq!(there.parameters().await, here.parameters().await, "after {method}");
    }
    run(&there.request("export", json!({ "kind": "numpy", "scope": "train" })).await);
    there.finish().await;
    here.finish().await;
}

/// Runs an exported script, where the tests were told of a Python with NumPy.
fn run(file: &Value) {
    let Some(python) = env::var_os("PLAYGROUND_PYTHON") else {
        return println!("no Python with NumPy: PLAYGROUND_PYTHON names none, so the script was not run");
    };
    let folder = env::temp_dir().join(format!("playground-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the script");
    let script = folder.join(file["fileName"].as_str().expect("a name"));
    fs::write(&script, file["text"].as_str().expect("a text")).expect("the script is written");
    let ran = Command::new(python).arg(&script).output().expect("Python runs");
    let said = [&ran.stdout, &ran.stderr].map(|said| String::from_utf8_lossy(said).into_owned()).concat();
    assert!(ran.status.success() && said.contains("equal"), "the script agrees with the page: {said}");
    fs::remove_dir_all(folder).expect("the folder goes");
}
