//! The Layers view: arrays pasted as a person would, against the references, and what bad input gets.

use e2e::{
    Media, Motion, Page, Theme, Viewport, Visit,
    layers::{open, show},
    thirtyfour::Key,
};
use serde_json::{Value, json};

const TOLERANCE: f64 = 1e-10;

fn cases(text: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(text).expect("a JSON document");
    document["cases"].as_array().expect("cases").clone()
}

fn dense_cases() -> Vec<Value> {
    cases(include_str!("../../../crates/backprop/tests/references/dense.json"))
}

fn deep_cases() -> Vec<Value> {
    cases(include_str!("../../../crates/backprop/tests/references/deep.json"))
}

/// As NumPy prints: no commas, a row a line.
fn numpy(value: &Value) -> String {
    match value.as_array() {
        Some(items) if items.iter().any(Value::is_array) => {
            format!("[{}]", items.iter().map(numpy).collect::<Vec<_>>().join("\n "))
        }
        Some(items) => format!("[{}]", items.iter().map(Value::to_string).collect::<Vec<_>>().join(" ")),
        None => value.to_string(),
    }
}

#[track_caller]
fn assert_near(actual: &Value, expected: &Value, about: &str) {
    if let (Value::Array(actual), Value::Array(expected)) = (actual, expected) {
        assert_eq!(actual.len(), expected.len(), "{about}: as many entries");
        actual.iter().zip(expected).for_each(|(actual, expected)| assert_near(actual, expected, about));
    } else {
        let [actual, expected] = [actual, expected].map(|value| value.as_f64().expect("a number"));
        let error = (actual - expected).abs() / expected.abs().max(1.0);
        assert!(error <= TOLERANCE, "{about}: {actual} is not {expected}");
    }
}

/// Pastes over whatever a field holds.
async fn paste(page: &Page, field: &str, text: &str) {
    let element = page.find("textbox", field).await;
    let element = element.to_json().expect("an element has an identity");
    let paste = "const [field, text] = arguments; field.focus(); field.select(); \
                 return document.execCommand('insertText', false, text)";
    assert_eq!(page.js(paste, &[element, json!(text)]).await, true, "{field} takes text");
}

/// Chooses an option of a list by its value.
async fn choose(page: &Page, list: &str, value: &str) {
    let element = page.find("combobox", list).await.to_json().expect("an element has an identity");
    let choose = "const [list, value] = arguments; list.value = value; \
                  list.dispatchEvent(new Event('change', { bubbles: true })); return list.value";
    assert_eq!(page.js(choose, &[element, json!(value)]).await, value, "{list} has {value}");
}

/// What the page gives to take away of an array, as Python's lists.
async fn taken(page: &Page, array: &str) -> Value {
    choose(page, "Array", array).await;
    let field = page.find("textbox", "The array as text").await;
    let text = field.prop("value").await.expect("a field has a value").unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{array} as Python: {error}: {text}"))
}

async fn as_python(page: &Page) {
    let radio = page.find("radio", "Python").await;
    radio.click().await.ok();
    page.js("arguments[0].click()", &[radio.to_json().expect("an element has an identity")]).await;
}

/// Everything that the page says.
async fn says(page: &Page) -> String {
    page.js("return document.querySelector('main').innerText", &[]).await.as_str().unwrap_or_default().to_string()
}

#[tokio::test]
async fn every_dense_case_agrees_by_pasting() {
    let page = open("Dense layer").await;
    as_python(&page).await;
    for case in dense_cases() {
        for (field, key) in [("x_input…", "x_input"), ("W…", "W"), ("b…", "b"), ("grad_output…", "grad_output")]
        {
            paste(&page, field, &numpy(&case[key])).await;
        }
        for key in ["grad_input", "grad_W", "grad_b"] {
            assert_near(&taken(&page, key).await, &case[key], &format!("{key} of {}", case["name"]));
        }
        let text = says(&page).await;
        assert!(text.contains("Success! Derivatives match."), "{}: the check agrees", case["name"]);
    }
    page.finish().await;
}

#[tokio::test]
async fn seed_000_is_one_paste_and_one_press() {
    let page = open("Dense layer").await;
    as_python(&page).await;
    let expected = &dense_cases()[0]["grad_input"];
    assert_near(&taken(&page, "grad_input").await, expected, "the arrays that are there at first");
    page.click("button", "Small enough to follow by hand").await;
    page.wait_until("the small example is shown", async || {
        taken(&page, "grad_input").await.as_array().is_some_and(|rows| rows.len() == 2)
    })
    .await;
    paste(&page, "x_input…", include_str!("../../../crates/backprop/tests/references/seed_000.txt")).await;
    assert_near(&taken(&page, "grad_input").await, expected, "all four arrays pasted into one field");
    page.finish().await;
}

#[tokio::test]
async fn the_convention_turns_everything_and_changes_no_number() {
    let page = open("Dense layer").await;
    as_python(&page).await;
    page.click("button", "Small enough to follow by hand").await;
    let rows = taken(&page, "grad_W").await;
    let columns = page.find("radio", "columns, W [out, in]").await;
    page.js("arguments[0].click()", &[columns.to_json().expect("an element has an identity")]).await;
    let turned = taken(&page, "grad_W").await;
    for (i, row) in rows.as_array().expect("rows").iter().enumerate() {
        for (j, number) in row.as_array().expect("numbers").iter().enumerate() {
            assert_eq!(&turned[j][i], number, "entry {i}, {j}");
        }
    }
    assert!(says(&page).await.contains("grad_W = grad_output @ x_input.T"), "the formula is turned round");
    page.finish().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_place_and_the_last_result_stays_marked_as_old() {
    let page = open("Dense layer").await;
    as_python(&page).await;
    let before = taken(&page, "grad_input").await;
    for (text, expected) in [
        ("[[1, 2],\n [3, x]]", "line 2, column 6: found “x”"),
        ("[[1 2 ... 3]]", "NumPy leaves some out"),
        ("[[1, 2], [3]]", "2 numbers in row 2, as in row 1"),
        ("[[1, nan]]", "finite"),
        ("[[1, 2], [3, 4]]", "has 18 columns"),
    ] {
        paste(&page, "W…", text).await;
        page.wait_until(&format!("{text:?} gets {expected:?}"), async || says(&page).await.contains(expected)).await;
        assert!(says(&page).await.contains("These results are old"), "{text:?}: marked as old");
        let field = page.find("textbox", "W…").await;
        assert_eq!(
            field.attr("aria-invalid").await.unwrap().as_deref(),
            Some("true"),
            "{text:?}: the field is invalid"
        );
        assert_eq!(taken(&page, "grad_input").await, before, "{text:?}: the last good result stays");
    }
    paste(&page, "W…", &numpy(&dense_cases()[0]["W"])).await;
    page.wait_until("the result is new again", async || !says(&page).await.contains("These results are old")).await;
    page.finish().await;
}

#[tokio::test]
async fn pointing_and_arrow_keys_write_out_the_sum() {
    let page = open("Dense layer").await;
    page.click("button", "Small enough to follow by hand").await;
    let cell = page.find("gridcell", "grad_W[0, 1]…").await;
    page.point_at(&cell).await;
    let sum = "column 0 of x_input with column 1 of grad_output";
    page.wait_until("pointing writes the sum", async || says(&page).await.contains(sum)).await;
    let terms = says(&page).await.replace('\n', " ");
    assert!(terms.contains("1·(−0.5) + 0.5·2"), "its terms are written out: {terms}");
    cell.click().await.unwrap();
    page.press(Key::Down + "").await;
    let below = page.find("gridcell", "grad_W[1, 1]…").await;
    assert!(page.is_focused(&below).await, "the arrow key moves the focus");
    let sum = "column 1 of x_input with column 1 of grad_output";
    page.wait_until("the keyboard writes the sum", async || says(&page).await.contains(sum)).await;
    page.finish().await;
}

#[tokio::test]
async fn accumulation_is_seen() {
    let page = open("Dense layer").await;
    page.click("button", "Start over").await;
    for _ in 0..3 {
        page.click("button", "backward()").await;
    }
    let tripled = "with =: the gradient of all examples; with +=: 3 × the gradient of all";
    page.wait_until("three calls triple", async || says(&page).await.contains(tripled)).await;
    page.click("button", "zero_grad()").await;
    page.wait_until("zero_grad clears", async || says(&page).await.contains("with =: 0; with +=: 0")).await;
    page.click("button", "zero_grad(), then backward() on each batch").await;
    let sum = "with =: of a part of the examples; with +=: the gradient of all examples";
    page.wait_until("batches add up", async || says(&page).await.contains(sum)).await;
    page.finish().await;
}

#[tokio::test]
async fn notebook_7_2_says_1_907_and_success() {
    let page = open("K layers, least squares").await;
    as_python(&page).await;
    let output = taken(&page, "output").await[0][0].as_f64().expect("a number");
    assert_eq!(format!("{output:.3}"), "1.907", "the notebook's output");
    let text = says(&page).await;
    assert_eq!(text.matches("Success! Derivatives match.").count(), 1, "the notebook's words: {text}");
    assert_eq!(text.matches('✓').count(), 1 + 12 * 3, "all, and each of twelve arrays beside three witnesses: {text}");
    page.click("button", "First").await;
    page.wait_until("the first step", async || says(&page).await.contains("1 of 38: forward, layer 0")).await;
    page.click("button", "One step on").await;
    page.wait_until("its code", async || says(&page).await.contains("all_h[1] = np.maximum(all_f[0], 0)")).await;
    page.finish().await;
}

#[tokio::test]
async fn every_deep_case_agrees_by_pasting() {
    let page = open("K layers, least squares").await;
    as_python(&page).await;
    for case in deep_cases() {
        let weights = case["weights"].as_array().expect("layers");
        let hidden = page.find("textbox", "Hidden layers K").await;
        hidden.send_keys(Key::Control + "a").await.unwrap();
        hidden.send_keys((weights.len() - 1).to_string()).await.unwrap();
        hidden.send_keys(Key::Tab + "").await.unwrap();
        let layers = "return document.querySelectorAll('details.layer').length";
        page.wait_until("there are as many layers", async || page.js(layers, &[]).await == weights.len()).await;
        page.js("document.querySelectorAll('details.layer').forEach((layer) => layer.open = true)", &[]).await;
        for (k, weights) in weights.iter().enumerate() {
            paste(&page, &format!("W[{k}]…"), &numpy(weights)).await;
            paste(&page, &format!("b[{k}]…"), &numpy(&case["biases"][k])).await;
            let activation = case["activations"][k].as_str().expect("a name");
            choose(&page, &format!("Activation Layer {k}"), activation).await;
        }
        let is_half = case["loss_function"] == "half_squared_error";
        let loss = page.find("radio", if is_half { "½Σ(output − y)²" } else { "Σ(output − y)²" }).await;
        page.js("arguments[0].click()", &[loss.to_json().expect("an element has an identity")]).await;
        paste(&page, "h[0]…", &numpy(&case["x"])).await;
        paste(&page, "y…", &numpy(&case["y"])).await;
        assert!(!says(&page).await.contains("These results are old"), "{}: everything fits", case["name"]);
        for k in 0..weights.len() {
            for key in ["dl_dweights", "dl_dbiases", "dl_df", "dl_dh"] {
                let about = format!("{key}[{k}] of {}", case["name"]);
                assert_near(&taken(&page, &format!("{key}[{k}]")).await, &case[key][k], &about);
            }
        }
    }
    page.finish().await;
}

#[tokio::test]
async fn seed_002s_dout_is_the_product_that_it_is() {
    let page = open("Sigmoid layers, ½ squared error").await;
    let text = says(&page).await;
    for number in ["−0.2525", "0.7475", "0.2525", "−0.04764864"] {
        assert!(text.contains(number), "dout's factors have {number}: {text}");
    }
    page.finish().await;
}

#[tokio::test]
async fn two_hundred_by_two_hundred_stays_responsive_and_more_is_refused_in_a_sentence() {
    let page = open("Dense layer").await;
    let square = |side: usize| {
        let row = |i: usize| (0..side).map(|j| format!("{}", (i * 7 + j * 3) % 11)).collect::<Vec<_>>().join(" ");
        (0..side).map(row).collect::<Vec<_>>().join("\n")
    };
    let set = "const [field, text] = arguments; const from = performance.now(); field.value = text; \
               field.dispatchEvent(new Event('input', { bubbles: true })); \
               await new Promise(requestAnimationFrame); return performance.now() - from";
    for (field, text) in
        [("x_input…", square(200)), ("W…", square(200)), ("b…", "1 ".repeat(200)), ("grad_output…", square(200))]
    {
        let element = page.find("textbox", field).await.to_json().expect("an element has an identity");
        page.js_async(set, &[element, json!(text)]).await;
    }
    page.find("img", "grad_W, shape [200, 200]…").await;
    let element = page.find("textbox", "W…").await.to_json().expect("an element has an identity");
    page.js_async(set, &[element, json!(square(201))]).await;
    page.wait_until("the limit is said", async || says(&page).await.contains("at most 200 rows and 200 columns")).await;
    page.finish().await;
}

#[tokio::test]
async fn the_api_answers_too() {
    let page = Page::open().await;
    let case = &dense_cases()[2];
    let params =
        json!({ "xInput": case["x_input"], "W": case["W"], "b": case["b"], "gradOutput": case["grad_output"] });
    let answer = page.request("lab.dense", params).await;
    assert_near(&answer["gradInput"], &case["grad_input"], "lab.dense");
    let refusal = page.refusal("lab.dense", json!({ "xInput": [[1]] })).await;
    assert_eq!(refusal["code"], -32602, "a refusal");
    assert_eq!(refusal["data"][0]["path"], "W", "with its path");
    let case = &deep_cases()[0];
    let params = json!({
        "weights": case["weights"], "biases": case["biases"], "activations": case["activations"],
        "loss": case["loss_function"], "x": case["x"], "y": case["y"],
    });
    let answer = page.request("lab.network", params).await;
    assert_near(&answer["dlDweights"], &case["dl_dweights"], "lab.network");
    page.finish().await;
}

#[tokio::test]
async fn every_tab_is_accessible_and_fits_a_phone() {
    for (theme, viewport) in [(Theme::Light, Viewport::DESKTOP), (Theme::Dark, Viewport::PHONE)] {
        let page = Page::visit(Visit { viewport, ..Visit::new() }).await;
        page.wait_until_running().await;
        page.set_media(Media { theme, motion: Motion::Reduced }).await;
        for tab in ["Dense layer", "K layers, least squares", "Sigmoid layers, ½ squared error"] {
            show(&page, tab).await;
            page.assert_accessible().await;
            assert_eq!(page.overflow().await, 0, "{tab} in {theme:?} at {viewport} needs no horizontal scrolling");
        }
        page.finish().await;
    }
}

#[tokio::test]
async fn a_link_opens_the_same_arrays() {
    let page = open("Dense layer").await;
    page.click("button", "Small enough to follow by hand").await;
    let address = "return location.hash";
    page.wait_until("the address says it", async || {
        page.js(address, &[]).await.as_str().is_some_and(|hash| hash.contains("lab="))
    })
    .await;
    let texts = "return [...document.querySelectorAll('textarea')].map((field) => field.value)";
    let before = page.js(texts, &[]).await;
    page.reload().await;
    page.wait_until_running().await;
    page.wait_until("the same texts stand there", async || page.js(texts, &[]).await == before).await;

    page.js("location.hash = '#layers=%7Bdamaged'", &[]).await;
    page.reload().await;
    page.wait_until_running().await;
    page.wait_until("a damaged link opens the start", async || page.js(texts, &[]).await != before).await;
    page.finish().await;
}
