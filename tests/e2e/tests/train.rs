//! The Train view, as a student, a teacher and a keyboard use it.

use e2e::thirtyfour::Key;
use e2e::{Page, Viewport, Visit};
use serde_json::{Value, json};

/// The number under a figure's name in the transport bar, as it is written there.
async fn figure(page: &Page, name: &str) -> String {
    let script = "return [...document.querySelectorAll('dl.figures > div')]
        .find((figure) => figure.querySelector('dt').textContent === arguments[0])?.querySelector('dd').textContent ?? ''";
    page.js(script, &[json!(name)]).await.as_str().unwrap_or_default().to_string()
}

#[tokio::test]
async fn a_newcomer_sees_xor_separate_and_gets_the_same_run_again() {
    let page = Page::open().await;
    assert_eq!(figure(&page, "Step").await, "0", "one press from training");
    page.click("button", "Play").await;
    page.wait_until("XOR separates", async || figure(&page, "Accuracy, train").await.starts_with('9')).await;
    page.click("button", "Pause").await;
    page.wait_until("the boundary is said in words", async || page.text("#boundary-words").await.contains("segments"))
        .await;

    page.click("button", "Rewind").await;
    page.wait_until("it is back at the start", async || figure(&page, "Step").await == "0").await;
    page.request("training.step", json!({ "steps": 500 })).await;
    let first = page.parameters().await;
    page.click("button", "Rewind").await;
    page.request("training.step", json!({ "steps": 200 })).await;
    page.request("training.step", json!({ "steps": 300 })).await;
    assert_eq!(page.parameters().await, first, "the same run, to the last bit");
    page.finish().await;
}

#[tokio::test]
async fn the_boundary_is_said_in_words_when_asked() {
    let page = Page::open().await;
    let square = json!({"Wi": [[1, -1, 0, 0], [0, 0, 1, -1]], "bi": [0, 0, 0, 0], "Wo": [-1, -1, -1, -1], "bo": 0.5});
    page.request("state.set", json!({"network": {"hidden": 4, "parameters": square}})).await;
    let sentence = "one closed loop of 4 segments around (0.00, 0.00), inside is +1";
    page.wait_until("the plane is described", async || page.text("#boundary-words").await.contains(sentence)).await;
    let described = page.find("application", "Decision boundary").await.attr("aria-describedby").await.unwrap();
    assert!(described.is_some_and(|ids| ids.contains("boundary-words")), "the words describe the plane");

    page.click("button", "The boundary in words").await;
    let said = async || page.text(".said p").await;
    page.wait_until("it is said", async || said().await.contains(sentence)).await;
    assert!(said().await.starts_with("At step 0: "), "{}", said().await);
    assert!(said().await.contains("of the training examples are on their side"), "{}", said().await);
    page.request("training.step", json!({ "steps": 400 })).await;
    page.wait_until("the figures follow", async || figure(&page, "Step").await == "400").await;
    assert!(said().await.starts_with("At step 0: "), "nobody is talked to who did not ask: {}", said().await);
    page.click("button", "As of now").await;
    page.wait_until("it is said anew", async || said().await.starts_with("At step 400: ")).await;
    let answered = page.request("boundary", json!({})).await;
    assert!(said().await.contains(answered["sentence"].as_str().unwrap()), "the API says the same: {answered}");
    page.click("button", "The boundary in words").await;
    page.wait_until("it is closed", async || page.js("return !document.querySelector('.said')", &[]).await == true)
        .await;
    page.finish().await;
}

#[tokio::test]
async fn every_number_comes_from_the_one_state() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 777 })).await;
    page.wait_until("the figures follow", async || figure(&page, "Step").await == "777").await;
    let gradients = page.request("gradients", json!({ "scope": "train" })).await;
    let row = async |place: usize, column: usize| {
        page.text(&format!(".rows tbody tr:nth-child({}) td:nth-child({})", place + 1, column + 1)).await
    };
    page.wait_until("the rows are in the network's order", async || row(0, 0).await == "Wi[0][0]").await;
    for unit in 0..8 {
        let expected = gradients["backprop"]["Wi"][0][unit].as_f64().unwrap();
        let shown: f64 = row(unit, 2).await.replace('−', "-").parse().unwrap();
        assert!((shown - expected).abs() <= 1e-8, "Wi[0][{unit}] is {expected}, the page says {shown}");
    }
    page.finish().await;
}

#[tokio::test]
async fn the_check_is_live_and_names_its_worst_row() {
    let page = Page::open().await;
    let summary = async || page.text(".verdict").await;
    page.wait_until("everything matches", async || summary().await.contains("33 of 33 derivatives match")).await;
    // At δ = 1 a central difference is no longer the derivative.
    page.enter("Step δ", "1").await;
    page.click("radio", "train set").await;
    page.click("radio", "worst first").await;
    page.wait_until("the check fails", async || !summary().await.contains("33 of 33")).await;
    assert!(summary().await.contains("worst "), "the worst row is named: {}", summary().await);
    let verdict = page.text(".rows tbody tr:first-child td:last-child").await;
    assert!(!verdict.is_empty() && !verdict.contains('✓'), "worst first, and why: {verdict}");
    page.finish().await;
}

#[tokio::test]
async fn a_point_that_is_pressed_becomes_the_example() {
    let page = Page::open().await;
    // Where many hinges cross and nothing is nearer, one of them is what is pressed.
    page.click("checkbox", "hinges").await;
    let plane = page.find("application", "Decision boundary").await;
    // Among the points of the upper left: offsets count from the middle.
    let press = page.driver.action_chain().move_to_element_with_offset(&plane, -90, -80).click();
    press.perform().await.expect("a place can be pressed");
    page.wait_until("another example is selected", async || page.text(".subject strong").await != "Example 0").await;
    page.js("document.activeElement.blur()", &[]).await;
    page.click("button", "Next example").await;
    page.wait_until("its gradients are shown", async || {
        page.js("return document.querySelector('#network-title').textContent", &[])
            .await
            .to_string()
            .contains("example")
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn the_keyboard_reaches_everything() {
    let page = Page::open().await;
    page.js("document.querySelector('.play').focus()", &[]).await;
    page.press(Key::Space + "").await;
    page.wait_until("it trains", async || page.step().await > 0).await;
    page.press(Key::Space + "").await;
    page.wait_until("it pauses", async || page.has("button", "Play").await).await;

    page.js("document.querySelector('.plane').focus()", &[]).await;
    page.press(Key::Right + "").await;
    page.wait_until("the probe is out", async || page.text(".subject strong").await == "Probe").await;
    page.press(Key::Escape + "").await;
    page.wait_until("the probe is away", async || page.text(".subject strong").await.starts_with("Example")).await;

    page.js("document.querySelector(\"[data-cell='Backprop bo']\").focus()", &[]).await;
    page.press(Key::Up + "").await;
    let focused = "return document.activeElement.dataset.cell ?? ''";
    page.wait_until("the arrow moves up", async || page.js(focused, &[]).await == "Backprop Wo[7]").await;
    page.press(Key::Left + "").await;
    page.wait_until("the arrow moves left", async || page.js(focused, &[]).await == "Backprop bi[7]").await;
    assert_eq!(page.text(".pointed .name dd").await, "bi[7]", "its numbers are shown");
    page.finish().await;
}

/// What stands under every field that took another number than was typed, or none.
async fn notes(page: &Page) -> String {
    let script = "return [...document.querySelectorAll('.note')].map((note) => note.textContent).join()";
    page.js(script, &[]).await.as_str().unwrap_or_default().to_string()
}

#[tokio::test]
async fn a_number_out_of_range_is_brought_in_and_the_range_is_said() {
    let page = Page::open().await;
    for (field, typed, accepted, said) in [
        ("Hidden units h", "999", "64", "From 1 to 64"),
        ("Points", "1", "2", "From 2 to 1000"),
        ("Learning rate η", "−3", "0", "From 0 to"),
        ("Batch size", "many", "1", "A number from 1 to"),
    ] {
        page.enter(field, typed).await;
        page.wait_until(&format!("{field} is {accepted}"), async || page.value(field).await == accepted).await;
        let notes = notes(&page).await;
        assert!(notes.contains(said), "{field}: {notes}");
    }
    page.finish().await;
}

#[tokio::test]
async fn a_text_that_is_refused_changes_nothing() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 300 })).await;
    for (field, typed, stays, said) in [
        ("Hidden units h", "eight", "8", "A number from 1 to"),
        ("Hidden units h", "8.2", "8", ""),
        ("Points", "many", "200", "A number from 2 to"),
        ("Learning rate η", "", "0.03", "A number from 0 to"),
    ] {
        page.enter(field, typed).await;
        let is_said = async || page.value(field).await == stays && notes(&page).await.contains(said);
        page.wait_until(&format!("{field} is {stays} after “{typed}”"), is_said).await;
        assert_eq!(page.step().await, 300, "the run goes on after “{typed}” for {field}");
    }
    page.finish().await;
}

#[tokio::test]
async fn divergence_stops_at_the_last_finite_state_and_says_what_to_try() {
    let page = Page::open().await;
    page.enter("Learning rate η", "1000000").await;
    page.enter("L2 penalty λ", "1000000").await;
    page.click("button", "Play").await;
    page.wait_until("training stops", async || page.text(".alert").await.contains("Training stopped")).await;
    let state = page.request("state.get", Value::Null).await;
    let finite = state["network"]["parameters"]["Wo"].as_array().unwrap().iter().all(Value::is_number);
    assert!(finite, "the state is finite: {state}");
    page.request("training.rewind", Value::Null).await;
    page.wait_until("the alert goes", async || page.text(".alert").await.is_empty()).await;
    page.finish().await;
}

#[tokio::test]
async fn an_invalid_document_is_refused_whole_with_every_path() {
    let page = Page::open().await;
    let before = page.request("state.get", Value::Null).await;
    let document = json!({
        "version": 1,
        "network": { "hidden": 0, "colour": "red" },
        "training": { "learningRate": "fast" },
    });
    let error = page.refusal("state.set", document).await;
    assert_eq!(error["code"], -32602, "invalid params");
    let paths: Vec<&str> = error["data"].as_array().unwrap().iter().filter_map(|p| p["path"].as_str()).collect();
    for path in ["network.hidden", "network.colour", "training.learningRate"] {
        assert!(paths.contains(&path), "{path} is named among {paths:?}");
    }
    assert_eq!(page.request("state.get", Value::Null).await, before, "nothing changed");
    assert_eq!(page.refusal("training.fly", Value::Null).await["code"], -32601, "unknown method");
    page.finish().await;
}

#[tokio::test]
async fn every_size_and_theme_is_accessible_and_needs_no_sideways_scrolling() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 400 })).await;
    page.assert_at_home_everywhere().await;
    page.finish().await;
}

#[tokio::test]
async fn every_setting_has_its_place_in_the_narrowest_rail() {
    let page = Page::visit(Visit { viewport: Viewport { width: 1280, height: 720 }, ..Visit::new() }).await;
    page.wait_until_running().await;
    page.js("for (const fold of document.querySelectorAll('.rail details')) fold.open = true", &[]).await;
    page.find("button", "Compare with a second run").await;
    let astray = "const right = (element) => element.getBoundingClientRect().right, rail = right(document.querySelector('.rail'));
        const values = [...document.querySelectorAll('.rail .number label')]
            .filter((label) => Math.abs(right(label) - right(label.querySelector('input'))) > 1);
        const outside = [...document.querySelectorAll('.rail *')].filter((element) => right(element) > rail + 1);
        return [...values, ...outside].map((element) => element.textContent || element.outerHTML)";
    assert_eq!(page.js(astray, &[]).await, json!([]), "values at the right, nothing outside");
    page.finish().await;
}

#[tokio::test]
async fn the_check_breaks_no_number_on_a_phone() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 400 })).await;
    let broken = "return [...document.querySelectorAll('.rows td:not(:first-child, :last-child)')].filter((cell) => {
        const text = document.createRange();
        text.selectNodeContents(cell);
        return new Set([...text.getClientRects()].map((line) => Math.round(line.top))).size > 1;
    }).map((cell) => cell.textContent)";
    for width in [390, 375, 360] {
        page.set_viewport(Viewport { width, height: 844 }).await;
        page.wait_until("the page fits", async || page.overflow().await == 0).await;
        assert_eq!(page.js(broken, &[]).await, json!([]), "at {width} px");
    }
    page.finish().await;
}

#[tokio::test]
async fn what_matters_is_seen_without_scrolling() {
    let page = Page::visit(Visit { viewport: Viewport { width: 1440, height: 900 }, ..Visit::new() }).await;
    page.wait_until_running().await;
    for selector in [".play", ".plane", ".units", ".rows tbody tr:nth-child(3)"] {
        let bottom =
            page.js("return document.querySelector(arguments[0]).getBoundingClientRect().bottom", &[json!(selector)]);
        let bottom = bottom.await.as_f64().unwrap();
        assert!(bottom <= 900.0, "{selector} ends at {bottom}");
    }
    page.finish().await;
}

#[tokio::test]
async fn nothing_moves_while_it_trains() {
    let page = Page::open().await;
    let boxes = "return [...document.querySelectorAll('.card, .figures > div, .rows td, .units td, .pass td')]
        .map((element) => { const box = element.getBoundingClientRect(); return [element.tagName, box.x, box.y, box.width, box.height] })";
    let places = async || -> Vec<Value> { serde_json::from_value(page.js(boxes, &[]).await).unwrap() };
    let before = places().await;
    page.request("training.play", json!({ "speed": "max" })).await;
    page.wait_until("a hundred thousand steps", async || page.step().await > 100_000).await;
    let after = places().await;
    let moved: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).take(5).collect();
    assert_eq!((moved, after.len()), (vec![], before.len()), "every box is where it was");
    page.finish().await;
}

#[tokio::test]
async fn a_theme_is_kept_on_this_device() {
    let page = Page::open().await;
    let theme = page.find("combobox", "Theme").await;
    theme.send_keys("Dark").await.unwrap();
    let now = "return document.documentElement.dataset.theme";
    page.wait_until("it is dark", async || page.js(now, &[]).await == "dark").await;
    page.reload().await;
    page.wait_until_running().await;
    page.wait_until("it is still dark", async || page.js(now, &[]).await == "dark").await;
    page.finish().await;
}

#[tokio::test]
async fn zeros_show_why_they_fail() {
    let page = Page::open().await;
    page.find("combobox", "Initialization").await.send_keys("Zeros").await.unwrap();
    page.request("training.step", json!({ "steps": 300 })).await;
    let parameters = page.parameters().await;
    let frozen = parameters["Wo"].as_array().unwrap().iter().all(|weight| weight.as_f64() == Some(0.0));
    assert!(frozen, "no unit learns: {parameters}");
    page.wait_until("the units are marked dead", async || page.has("button", "Unit 0: dead…").await).await;
    page.finish().await;
}

#[tokio::test]
async fn any_step_of_the_run_is_reached_again_exactly() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 320 })).await;
    let at_320 = page.parameters().await;
    page.request("training.step", json!({ "steps": 20 })).await;
    let at_340 = page.parameters().await;
    page.click("button", "Back by one example").await;
    page.wait_until("it is one step back", async || page.step().await == 339).await;
    page.find("slider", "Step of the run").await.send_keys(Key::End + "").await.unwrap();
    page.wait_until("it is where it was", async || page.step().await == 340).await;
    assert_eq!(page.parameters().await, at_340, "forward again, to the last bit");
    for _ in 0..20 {
        page.click("button", "Back by one example").await;
    }
    page.wait_until("it is at 320", async || page.step().await == 320).await;
    assert_eq!(page.parameters().await, at_320, "back, to the last bit");
    page.finish().await;
}
