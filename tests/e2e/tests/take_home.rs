//! Take it home: files with their previews, and a state file that comes back.

use e2e::thirtyfour::Key;
use e2e::{Page, Viewport, Visit};
use serde_json::{Value, json};

/// The text of the file that is shown.
async fn file_text(page: &Page) -> String {
    page.js("return document.querySelector('.take-home textarea')?.value ?? ''", &[])
        .await
        .as_str()
        .unwrap_or_default()
        .to_string()
}

#[tokio::test]
async fn every_file_has_a_preview() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 340 })).await;
    page.click("button", "Take it home").await;
    page.find("dialog", "Take it home").await;
    for (file, content) in [
        ("Link", "#"),
        ("State file", "\"version\""),
        ("NumPy script", "import numpy as np"),
        ("PyTorch script", "import torch"),
        ("Test vectors", "gradient_of_mean_loss"),
        ("NumPy literals", "np.array"),
        ("Loss history", "step,"),
    ] {
        page.click("radio", &format!("{file}…")).await;
        page.wait_until(file, async || file_text(&page).await.contains(content)).await;
    }
    for picture in ["Boundary, SVG", "Boundary, PNG", "Heatmaps, SVG", "Heatmaps, PNG"] {
        page.click("radio", &format!("{picture}…")).await;
        let drawn = "const image = document.querySelector('.take-home img'); return image ? image.complete && image.naturalWidth : 0";
        page.wait_until(picture, async || page.js(drawn, &[]).await.as_f64().unwrap_or(0.0) > 300.0).await;
    }
    page.assert_accessible().await;
    // It bore the browser's own blue, and stood at the very edge.
    let foot =
        "const left = (selector) => document.querySelector(`.take-home ${selector}`).getBoundingClientRect().left;
        const link = document.querySelector('.take-home .licences a');
        const accent = Object.assign(link.cloneNode(true), { style: 'color: var(--accent)' });
        link.after(accent);
        const own = getComputedStyle(link).color === getComputedStyle(accent).color;
        accent.remove();
        return own && left('.licences a') === left('.open label')";
    assert_eq!(page.js(foot, &[]).await, true, "the last link is one of the page");
    page.press(Key::Escape + "").await;
    page.wait_until("it is closed", async || !page.has("dialog", "Take it home").await).await;
    page.finish().await;
}

/// Gives the file input of the dialog a file, as choosing one does.
async fn open_file(page: &Page, name: &str, text: &str) {
    let script = "const input = document.querySelector('.take-home .open input');
        const files = new DataTransfer();
        files.items.add(new File([arguments[1]], arguments[0]));
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }))";
    page.js(script, &[json!(name), json!(text)]).await;
}

#[tokio::test]
async fn a_state_file_opens_again_with_its_past() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 320 })).await;
    let at_320 = page.parameters().await;
    page.request("training.step", json!({ "steps": 20 })).await;
    let at_340 = page.parameters().await;
    page.click("button", "Take it home").await;
    page.click("radio", "State file…").await;
    page.wait_until("the file is made", async || file_text(&page).await.contains("\"run\"")).await;
    let file = file_text(&page).await;
    page.press(Key::Escape + "").await;
    page.request("state.set", json!({ "data": { "kind": "spiral" } })).await;

    page.click("button", "Take it home").await;
    open_file(&page, "broken.json", "{\"network\": {\"hidden\": 0}, \"colour\": 1}").await;
    let problems = async || page.text(".problems").await;
    page.wait_until("its problems are listed", async || problems().await.contains("network.hidden: found 0")).await;
    assert!(problems().await.contains("colour"), "all of them: {}", problems().await);
    assert_eq!(page.request("state.get", Value::Null).await["data"]["kind"], "spiral", "nothing was changed");

    open_file(&page, "state.json", &file).await;
    page.wait_until("the state is back", async || page.step().await == 340).await;
    assert_eq!(page.parameters().await, at_340, "to the last bit");
    page.wait_until("the dialog is closed", async || !page.has("dialog", "Take it home").await).await;
    page.request("training.back", json!({ "steps": 20 })).await;
    assert_eq!(page.parameters().await, at_320, "and so is its past");
    page.finish().await;
}

#[tokio::test]
async fn an_example_has_one_number_on_the_page_in_the_api_and_in_files() {
    let page = Page::open().await;
    // Half of the points are held back, so that places among the training points are not those of the list.
    let points: Vec<Value> =
        (0..20).map(|at| json!([f64::from(at) / 20.0, 0.5, if at % 3 == 0 { 1 } else { -1 }])).collect();
    let data = json!({ "kind": "custom", "points": points, "trainFraction": 0.5 });
    page.request("state.set", json!({ "data": data })).await;
    let train = page.request("gradients", json!({ "scope": "train" })).await["examples"].clone();
    let number = train.as_array().and_then(|train| train.last()).and_then(Value::as_u64).expect("ten are trained on");
    assert!(number >= 10, "a number beyond the count of those: {train}");
    let of_example = json!({ "scope": "example", "example": number });
    assert_eq!(page.request("gradients", of_example.clone()).await["examples"], json!([number]));
    let script = page.request("export", json!({ "kind": "numpy", "scope": "example", "example": number })).await;
    let script = script["text"].as_str().unwrap_or_default().to_owned();
    assert!(script.contains(&format!("example {number}")), "the script is about example {number}: {script}");
    // Pressing the point in the plane makes it the example under that very number.
    let x1 = points[usize::try_from(number).expect("it is small")][0].as_f64().expect("a coordinate");
    let rows = "return [...document.querySelectorAll('table')].map(table => table.innerText).join('\\n')";
    page.click("button", "All examples as a table").await;
    let listed = async || page.js(rows, &[]).await.as_str().unwrap_or_default().to_owned();
    page.wait_until("the points are listed", async || listed().await.contains(&format!("{x1}"))).await;
    let row = listed().await.lines().find(|line| line.contains(&format!("{x1}"))).unwrap_or_default().to_owned();
    assert!(row.starts_with(&number.to_string()), "row {row} of the point that is example {number}");
    page.finish().await;
}

#[tokio::test]
async fn on_a_phone_the_builder_is_reached_and_usable() {
    for viewport in [Viewport::PHONE, Viewport::TABLET] {
        let page = Page::visit(Visit { viewport, ..Visit::new() }).await;
        page.wait_until_running().await;
        page.click("button", "Take it home").await;
        let dialog = "return document.querySelector('dialog.take-home .as-figure button') !== null";
        page.wait_until("its content is there", async || page.js(dialog, &[]).await == true).await;
        page.js("document.querySelector('dialog.take-home .as-figure button').scrollIntoView()", &[]).await;
        page.click("button", "Put it in your page").await;
        page.find("dialog", "Put it in your page").await;
        page.click("checkbox", "The check").await;
        let snippet = async || page.value("What to paste").await;
        page.wait_until("there is something to paste", async || snippet().await.contains("boundary,check,transport"))
            .await;
        assert_eq!(page.overflow().await, 0, "{viewport}");
        let wide =
            "const body = document.querySelector('dialog.builder .body'); return body.scrollWidth - body.clientWidth";
        assert_eq!(page.js(wide, &[]).await, 0, "{viewport}: nothing is beside the dialog");
        page.screenshot(&format!("builder-{viewport}")).await;
        page.finish().await;
    }
}
