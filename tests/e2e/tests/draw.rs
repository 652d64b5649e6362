//! Points drawn by hand: by pointer, by finger, by keyboard and by typing; and parameters by typing.

use e2e::thirtyfour::Key;
use e2e::{Media, Motion, Page, Theme, Viewport};
use serde_json::{Value, json};

async fn data(page: &Page) -> Value {
    page.request("state.get", Value::Null).await["data"].clone()
}

/// How many points of one's own there are; none while they are generated.
async fn own(page: &Page) -> usize {
    data(page).await["points"].as_array().map_or(0, Vec::len)
}

async fn has_point(page: &Page, point: Value) -> bool {
    data(page).await["points"].as_array().is_some_and(|points| points.contains(&point))
}

/// What the page says was done.
async fn said(page: &Page) -> String {
    page.js("return document.querySelector('.draw-said [role=status]').textContent", &[]).await.to_string()
}

/// Three points of one's own, so that each is known.
async fn three_points(page: &Page) {
    let points = json!([[-0.6, -0.6, -1], [0.6, 0.6, 1], [0.6, -0.6, -1]]);
    let state = json!({ "version": 1, "data": { "kind": "custom", "points": points } });
    page.request("state.set", state).await;
}

/// Sends pointer events to the plane at places of it, in the coordinates of the data.
async fn point(page: &Page, kind: &str, events: &[(&str, f64, f64)]) {
    let script = "
        const [kind, events] = arguments;
        const plane = document.querySelector('.plane');
        plane.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = plane.getBoundingClientRect();
        for (const [type, x1, x2] of events) {
            const [clientX, clientY] = [box.x + ((x1 + 1.2) / 2.4) * box.width, box.y + ((1.2 - x2) / 2.4) * box.height];
            plane.dispatchEvent(new PointerEvent(type, {
                bubbles: true, cancelable: true, clientX, clientY, button: 0, pointerId: 7, pointerType: kind, isPrimary: true,
            }));
        }";
    page.js(script, &[json!(kind), json!(events)]).await;
}

async fn press(page: &Page, x1: f64, x2: f64) {
    point(page, "mouse", &[("pointermove", x1, x2), ("pointerdown", x1, x2), ("pointerup", x1, x2)]).await;
}

async fn keys(page: &Page, keys: &[&str]) {
    page.js("document.querySelector('.plane').focus()", &[]).await;
    for key in keys {
        page.press(*key).await;
    }
}

#[tokio::test]
async fn a_press_adds_a_point_and_undo_takes_it_back() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 300 })).await;
    page.click("radio", "Add").await;
    page.find("application", "Decision boundary").await.click().await.unwrap();
    page.wait_until("a point was added", async || own(&page).await == 201).await;
    assert!(said(&page).await.contains("Added a point of +1"), "it says so: {}", said(&page).await);
    assert!(said(&page).await.contains("201 points. The points are now your own."), "{}", said(&page).await);
    assert_eq!(page.step().await, 300, "the run was made again with it");

    page.click("radio", "−1").await;
    press(&page, 0.9, 0.1).await;
    page.wait_until("another was added", async || own(&page).await == 202).await;
    page.click("button", "Undo").await;
    page.click("button", "Undo").await;
    page.wait_until("the points are generated again", async || data(&page).await["kind"] == "xor").await;
    page.click("button", "Redo").await;
    page.wait_until("the first is there again", async || own(&page).await == 201).await;
    page.finish().await;
}

#[tokio::test]
async fn folded_tools_change_nothing_however_fast_the_fold_goes() {
    let page = Page::open().await;
    page.click("radio", "Add").await;
    let is_looking = async || page.js("return document.querySelector('.plane').dataset.tool", &[]).await == "look";
    assert!(!is_looking().await, "the tool is chosen");
    // Browsers say once that a fold closed and opened within a task.
    page.js("const fold = document.querySelector('details.edit'); fold.open = false; fold.open = true", &[]).await;
    page.click("radio", "Add").await;
    page.js("document.querySelector('details.edit').open = false", &[]).await;
    page.wait_until("a press looks again", is_looking).await;
    page.finish().await;
}

#[tokio::test]
async fn a_drag_moves_a_point_and_is_undone_at_once() {
    let page = Page::open().await;
    for kind in ["mouse", "touch"] {
        three_points(&page).await;
        let before = data(&page).await;
        page.click("radio", "Move").await;
        let drag = [
            ("pointerdown", 0.6, 0.6),
            ("pointermove", 0.3, 0.4),
            ("pointermove", 0.0, 0.2),
            ("pointermove", -0.25, 0.5),
        ];
        point(&page, kind, &drag).await;
        // Beyond the edge it stays in view.
        point(&page, kind, &[("pointermove", 0.3, 3.0), ("pointerup", 0.3, 3.0)]).await;
        page.wait_until("it says where", async || said(&page).await.contains("Moved example")).await;
        let moved = data(&page).await;
        let place = &moved["points"][1];
        assert!((place[0].as_f64().unwrap() - 0.3).abs() < 0.01, "{kind}: under the pointer: {moved}");
        assert_eq!(place[1], 1.2, "{kind}: within the view");
        page.click("button", "Undo").await;
        page.wait_until("the whole drag is undone", async || data(&page).await == before).await;
    }
    page.finish().await;
}

#[tokio::test]
async fn the_brush_flip_and_remove_do_what_they_say() {
    let page = Page::open().await;
    three_points(&page).await;
    page.click("radio", "Flip").await;
    press(&page, -0.58, -0.6).await;
    page.wait_until("it flips", async || has_point(&page, json!([-0.6, -0.6, 1])).await).await;
    page.click("radio", "Remove").await;
    press(&page, 0.6, 0.58).await;
    page.wait_until("it goes", async || own(&page).await == 2).await;
    press(&page, 0.6, -0.6).await;
    press(&page, -0.6, -0.6).await;
    page.wait_until("the last point stays", async || said(&page).await.contains("The last point stays")).await;
    assert_eq!(own(&page).await, 1, "one point is left");

    page.click("radio", "Brush").await;
    point(&page, "touch", &[("pointerdown", -0.5, 0.5), ("pointermove", 0.0, 0.5), ("pointerup", 0.0, 0.5)]).await;
    page.wait_until("two dabs", async || own(&page).await == 9).await;
    page.click("button", "Undo").await;
    page.wait_until("a stroke is undone at once", async || own(&page).await == 1).await;
    page.finish().await;
}

#[tokio::test]
async fn everything_is_done_by_keyboard() {
    let page = Page::open().await;
    three_points(&page).await;
    keys(&page, &["f"]).await;
    page.wait_until("F flips the selected example", async || has_point(&page, json!([-0.6, -0.6, 1])).await).await;
    let delete = Key::Delete + "";
    page.press(delete).await;
    page.wait_until("Delete removes it", async || own(&page).await == 2).await;
    page.press(Key::Control + "z").await;
    page.wait_until("it is back", async || own(&page).await == 3).await;
    page.press(Key::Control + "y").await;
    page.wait_until("it is gone again", async || own(&page).await == 2).await;

    // The tools are folded until they are asked for.
    page.js("document.querySelector('details.edit summary').focus()", &[]).await;
    page.press(Key::Enter + "").await;
    let is_open = "return document.querySelector('details.edit').open";
    page.wait_until("the tools are there", async || page.js(is_open, &[]).await == true).await;
    // The tools are one radio group: an arrow goes from one to the next.
    page.js("document.querySelector('input[name=draw-tool]:checked').focus()", &[]).await;
    page.press(Key::Right + "").await;
    keys(&page, &[]).await;
    page.press(Key::Enter + "").await;
    page.wait_until("Enter adds a point at the probe", async || has_point(&page, json!([0, 0, 1])).await).await;

    page.click("radio", "Move").await;
    keys(&page, &[]).await;
    page.press(Key::Enter + "").await;
    page.wait_until("it is picked up", async || said(&page).await.contains("Picked up example")).await;
    page.press(Key::Right + "").await;
    page.wait_until("it moves along", async || has_point(&page, json!([0.02, 0, 1])).await).await;
    page.press(Key::Escape + "").await;
    page.wait_until("it is put back", async || has_point(&page, json!([0, 0, 1])).await).await;
    page.press(Key::Enter + "").await;
    page.press(Key::Up + "").await;
    page.press(Key::Enter + "").await;
    page.wait_until("it is put down", async || said(&page).await.contains("Moved example")).await;
    page.press(Key::Up + "").await;
    assert!(has_point(&page, json!([0, 0.02, 1])).await, "it stays there: {}", data(&page).await);
    page.finish().await;
}

#[tokio::test]
async fn a_set_of_ones_own_begins_with_its_first_point() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 100 })).await;
    page.click("button", "Clear").await;
    assert_eq!(data(&page).await["kind"], "xor", "nothing is lost yet");
    press(&page, 0.5, 0.5).await;
    page.wait_until("one point is there", async || own(&page).await == 1).await;
    assert_eq!(page.step().await, 0, "another dataset starts anew");
    press(&page, -0.5, 0.5).await;
    page.wait_until("and another", async || own(&page).await == 2).await;
    page.click("button", "Play").await;
    page.wait_until("it trains on them", async || page.step().await > 50).await;
    page.click("button", "Pause").await;
    page.click("radio", "Spiral").await;
    page.wait_until("another dataset", async || data(&page).await["kind"] == "spiral").await;
    page.click("button", "Undo").await;
    page.wait_until("the drawn points are back", async || own(&page).await == 2).await;
    page.finish().await;
}

#[tokio::test]
async fn coordinates_and_parameters_are_typed() {
    let page = Page::open().await;
    three_points(&page).await;
    let enter = async |field: &str, number: &str| {
        page.click("textbox", field).await;
        let field = page.find("textbox", field).await;
        field.send_keys(Key::Control + "a").await.unwrap();
        field.send_keys(number).await.unwrap();
        field.send_keys(Key::Tab + "").await.unwrap();
    };
    enter("x₁", "−0.123456789").await;
    page.wait_until("it lies there exactly", async || has_point(&page, json!([-0.123_456_789, -0.6, -1])).await).await;
    enter("x₂", "far").await;
    assert!(has_point(&page, json!([-0.123_456_789, -0.6, -1])).await, "what is no number changes nothing");
    page.click("button", "Remove point").await;
    page.wait_until("it is removed", async || own(&page).await == 2).await;

    page.request("training.step", json!({ "steps": 10 })).await;
    let bo = async || page.request("state.get", Value::Null).await["network"]["parameters"]["bo"].clone();
    enter("Value of bo", "0.75").await;
    page.wait_until("bo is another", async || bo().await == 0.75).await;
    assert_eq!(page.step().await, 10, "the run goes on from here");
    page.request("training.step", json!({ "steps": 5 })).await;
    page.request("training.back", json!({ "steps": 5 })).await;
    assert_eq!(bo().await, 0.75, "it stays on the timeline");

    page.js("document.querySelector(\"[data-cell='Value Wi[0][3]']\").focus()", &[]).await;
    page.press(Key::F2 + "").await;
    let field = page.find("textbox", "Value of Wi[0][3]").await;
    page.wait_until("F2 leads to the field", async || page.is_focused(&field).await).await;
    page.press("0.5").await;
    page.press(Key::Enter + "").await;
    let weight = async || page.request("state.get", Value::Null).await["network"]["parameters"]["Wi"][0][3].clone();
    page.wait_until("what is typed replaces it", async || weight().await == 0.5).await;
    page.finish().await;
}

#[tokio::test]
async fn the_tools_fit_and_are_accessible() {
    let page = Page::open().await;
    page.click("radio", "Add").await;
    for theme in [Theme::Light, Theme::Dark] {
        page.set_media(Media { theme, motion: Motion::Reduced }).await;
        page.set_viewport(Viewport::PHONE).await;
        page.wait_until("the page fits", async || page.overflow().await == 0).await;
        let lowest = "return Math.min(...[...document.querySelectorAll('.draw-bar label, .draw-bar button')]
            .map((target) => target.getBoundingClientRect().height))";
        let lowest = page.js(lowest, &[]).await.as_f64().unwrap();
        assert!(lowest >= 40.0, "a finger needs 40 px, the lowest target has {lowest}");
        page.assert_accessible().await;
    }
    let touch = "return getComputedStyle(document.querySelector('.plane')).touchAction";
    assert_eq!(page.js(touch, &[]).await, "none", "a finger draws");
    page.click("radio", "Look").await;
    page.wait_until("a finger scrolls", async || page.js(touch, &[]).await == "pan-y").await;
    page.finish().await;
}
