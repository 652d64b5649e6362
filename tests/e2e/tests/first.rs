//! The first minute, the lecture hall, and hands that have no pointer.

use e2e::thirtyfour::Key;
use e2e::{Page, Viewport, Visit};
use serde_json::{Value, json};

/// The number under a figure's name in the transport bar.
async fn step(page: &Page) -> u64 {
    page.step().await
}

async fn string(page: &Page, script: &str) -> String {
    page.js(script, &[]).await.as_str().unwrap_or_default().to_owned()
}

/// A key that no control has asked for: the focus is nowhere in particular.
async fn press_anywhere(page: &Page, key: &str, shift: bool) {
    let script = "document.activeElement?.blur(); \
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: arguments[0], shiftKey: arguments[1], bubbles: true, cancelable: true }))";
    page.js(script, &[json!(key), json!(shift)]).await;
}

#[tokio::test]
async fn most_cells_have_numbers_and_the_loss_is_in_view() {
    let page = Page::visit(Visit { viewport: Viewport::DESKTOP, ..Visit::new() }).await;
    page.wait_until("the network is there", async || {
        page.has("grid", "The network’s numbers, one row per hidden unit").await
    })
    .await;
    let shares = "return ['Value', 'Backprop', 'FiniteDifference'].map((layer) => {
        const cells = [...document.querySelectorAll(`[data-cell^='${layer} ']`)];
        return cells.filter((cell) => cell.textContent.trim() !== '0').length / cells.length })";
    for share in page.js(shares, &[]).await.as_array().expect("a share for each block") {
        assert!(share.as_f64().is_some_and(|share| share > 0.6), "most cells have a number: {share}");
    }
    let places = "return ['.units', '.verdict', '.plane', '.losses .chart'].map((name) =>
        [name, document.querySelector(name).getBoundingClientRect().bottom])";
    for place in page.js(places, &[]).await.as_array().expect("a list") {
        assert!(place[1].as_f64().is_some_and(|bottom| bottom <= 900.0), "{place} is above the fold");
    }
    let hidden =
        "return [...document.querySelectorAll('.rail details, .boundary details')].every((fold) => !fold.open)";
    assert_eq!(page.js(hidden, &[]).await, true, "what is for later is folded");
    page.set_viewport(Viewport::PHONE).await;
    let top = "return document.querySelector('.plane').getBoundingClientRect().top";
    page.wait_until("the boundary begins in a phone's upper third", async || {
        page.js(top, &[]).await.as_f64().is_some_and(|top| top <= 844.0 / 3.0)
    })
    .await;
    let play = "const box = document.querySelector('.play').getBoundingClientRect(); return box.top > innerHeight / 2 && box.bottom <= innerHeight";
    assert_eq!(page.js(play, &[]).await, true, "Play is under the thumb");
    page.finish().await;
}

#[tokio::test]
async fn whatever_is_pressed_lights_its_row() {
    let page = Page::open().await;
    page.click("button", "Unit 5: active…").await;
    let named = async || page.text(".pointed .name dd").await;
    page.wait_until("the unit's bias is named", async || named().await == "bi[5]").await;
    assert_eq!(
        page.js("return document.querySelector(\"[data-cell='Value bi[5]']\").ariaSelected", &[]).await,
        "true",
        "and its cell is selected"
    );
    // Near the picture of unit 0 the edges from the inputs are far enough apart.
    let edge = "const graph = document.querySelector('.graph'), unit = document.querySelector('.unit').getBoundingClientRect();
        const box = graph.getBoundingClientRect();
        const [clientX, clientY] = [unit.x - 4, unit.y + unit.height / 2];
        for (const type of ['pointermove', 'pointerdown', 'click'])
            graph.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX, clientY, isPrimary: true }))";
    page.js(edge, &[]).await;
    page.wait_until("an edge of unit 0 is taken apart", async || {
        let title = page.text("#apart-title").await;
        title.ends_with("Wi[0][0]") || title.ends_with("Wi[1][0]")
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn thin_rows_open_and_arrays_stand_as_the_formulas_have_them() {
    let page = Page::open().await;
    page.request("state.set", json!({ "version": 1, "network": { "hidden": 64 } })).await;
    let cells = "return document.querySelectorAll('.units [data-cell]').length";
    page.wait_until("only the open row has cells", async || {
        page.js(cells, &[]).await.as_u64().is_some_and(|count| count <= 20)
    })
    .await;
    let elements = "return document.querySelectorAll('.network *').length";
    assert!(page.js(elements, &[]).await.as_u64().is_some_and(|count| count < 500), "few elements at h = 64");
    page.js("document.querySelector(\"[data-cell='Value Wi[0][0]']\").focus()", &[]).await;
    page.press(Key::Down + "").await;
    let focused = "return document.activeElement.dataset.cell ?? ''";
    page.wait_until("the next row opens under the keyboard", async || page.js(focused, &[]).await == "Value Wi[0][1]")
        .await;
    page.click("radio", "as the formulas have them").await;
    page.wait_until("a unit is a column", async || {
        page.js("return document.querySelectorAll('.heatmap tbody tr:first-child td').length", &[]).await == 4 * 64
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn the_five_prompts_by_keyboard_alone() {
    let page = Page::open().await;
    let names = ["Why do zeros fail?", "η = 10", "A dead unit", "A kink", "Guess the bug"];
    let pressed = ["Train one epoch", "Play", "Train one epoch", "Set δ to 1e−6", "Hide a bug"];
    for (place, (name, press)) in names.into_iter().zip(pressed).enumerate() {
        let focus = "document.querySelectorAll('.prompt')[arguments[0]].focus()";
        page.js(focus, &[json!(place)]).await;
        page.press(Key::Enter + "").await;
        page.wait_until(name, async || page.text(".saying").await.contains(name)).await;
        page.wait_until("it is a link", async || string(&page, "return location.hash").await.contains("prompt=")).await;
        page.js("document.querySelector('.guide .press').focus()", &[]).await;
        assert_eq!(page.text(".guide .press").await, press, "one thing to press");
        page.press(Key::Enter + "").await;
        let insight = async || match place {
            0 => step(&page).await > 0 && page.parameters().await["Wo"][0] == 0.0,
            1 => step(&page).await > 100,
            2 => page.parameters().await["bi"][3] == -5.0 && step(&page).await > 0,
            3 => page.text(".verdict").await.contains("33 of 33"),
            _ => {
                page.request("state.get", Value::Null).await["training"]["bug"] != Value::Null
                    || page.text(".bug-banner").await.contains("bug")
            }
        };
        page.wait_until("it ends in an insight", insight).await;
        assert_eq!(
            page.js("return document.activeElement !== document.body", &[]).await,
            true,
            "{name}: the focus stays"
        );
        page.request("training.pause", Value::Null).await;
    }
    page.js("document.querySelector('.dismiss').focus()", &[]).await;
    page.press(Key::Enter + "").await;
    page.wait_until("it is gone", async || page.text(".guide").await.is_empty()).await;
    assert_eq!(page.js("return document.activeElement.className", &[]).await, "play", "the focus goes to Play");
    page.js("location.hash = ''", &[]).await;
    page.reload().await;
    page.wait_until_running().await;
    assert!(page.text(".guide").await.is_empty(), "gone for good");
    page.finish().await;
}

/// Where formula, numbers and graph stand.
const PLACES: &str = "return ['.formulas', '.product', '.computation', '#step-title'].map((name) => {
    const box = document.querySelector(name).getBoundingClientRect();
    return [name, Math.round(box.left + scrollX), Math.round(box.top + scrollY)] })";

#[tokio::test]
async fn formula_numbers_and_graph_keep_their_places() {
    let page = Page::open().await;
    page.click("button", "Explain").await;
    page.find("heading", "Step 1 of 13…").await;
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        page.set_viewport(viewport).await;
        for hidden in [1, 16] {
            page.request("state.set", json!({ "version": 1, "network": { "hidden": hidden } })).await;
            page.request("training.step", json!({ "steps": 200 })).await;
            let mut first = None;
            for form in ["elements", "matrices", "Kronecker"] {
                page.click("radio", form).await;
                page.js("scrollTo(0, 0)", &[]).await;
                for step in 1..=13 {
                    let press = "document.querySelectorAll('.step')[arguments[0]].click()";
                    page.js(press, &[json!(step - 1)]).await;
                    page.find("heading", &format!("Step {step} of 13…")).await;
                    let places = page.js(PLACES, &[]).await;
                    let first = first.get_or_insert_with(|| places.clone());
                    assert_eq!(&places, first, "h = {hidden}, {form}, step {step} at {viewport}");
                    let cut = "const area = document.querySelector('.formulas').getBoundingClientRect();
                        const math = document.querySelector('.formula math').getBoundingClientRect();
                        return math.right <= area.right + 1 && math.bottom <= area.bottom + 1";
                    let what = format!("the formula is whole: h = {hidden}, {form}, step {step}");
                    page.wait_until(&what, async || page.js(cut, &[]).await == true).await;
                }
            }
        }
    }
    page.finish().await;
}

#[tokio::test]
async fn the_loss_is_written_out_with_its_signs() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 300 })).await;
    page.click("button", "Explain").await;
    page.click("button", "s").await;
    page.find("heading", "Step 4 of 13…").await;
    let written = page.text(".product").await.split_whitespace().collect::<String>();
    for part in ["log(1+exp(−", "·", "))", "="] {
        assert!(written.contains(part), "{part} in {written}");
    }
    page.finish().await;
}

#[tokio::test]
async fn tabs_go_where_the_eye_goes() {
    let page = Page::visit(Visit { viewport: Viewport::DESKTOP, ..Visit::new() }).await;
    page.wait_until_running().await;
    page.wait_until("everything is there", async || {
        page.has("grid", "The network’s numbers, one row per hidden unit").await
    })
    .await;
    let order =
        [".masthead", ".transport", ".guide", ".rail", ".network", ".check", ".boundary", ".losses", ".example"];
    let region = "const order = arguments[0]; return order.findIndex((name) => document.activeElement.closest(name))";
    page.js("document.activeElement?.blur(); window.focus()", &[]).await;
    let end = i64::try_from(order.len() - 1).expect("some places");
    let mut seen: Vec<i64> = Vec::new();
    let mut rows = 0;
    for stop in 0..90 {
        page.press(Key::Tab + "").await;
        if page.js("return document.activeElement === document.body", &[]).await == true {
            break;
        }
        let now = page.js(region, &[json!(order)]).await.as_i64().expect("a place");
        rows += i64::from(page.js("return !!document.activeElement.closest('.rows')", &[]).await == true);
        if now < 0 {
            continue; // The links that skip.
        }
        let last = seen.last().copied().unwrap_or_default();
        // Where a browser has nothing of its own to go to, the end leads to the beginning.
        if now == 0 && last == end {
            break;
        }
        assert!(now >= last, "stop {stop}: place {now} after place {last} of {order:?}");
        seen.push(now);
    }
    assert!(seen.contains(&end), "the last panel is reached: {seen:?}");
    assert_eq!(rows, 1, "the check's table is one stop");
    assert!(seen.len() < 70, "{} stops", seen.len());
    page.finish().await;
}

#[tokio::test]
async fn the_focus_never_falls_to_the_page() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 1 })).await;
    let back = page.find("button", "Back by one example").await;
    back.click().await.unwrap();
    page.wait_until("it is at the start", async || step(&page).await == 0).await;
    assert!(page.is_focused(&back).await, "the button keeps the focus where it can do nothing more");
    page.click("button", "Explain").await;
    page.click("button", "H").await;
    let previous = page.find("button", "Previous step").await;
    previous.click().await.unwrap();
    page.find("heading", "Step 1 of 13…").await;
    assert!(page.is_focused(&previous).await, "so does the first step's");
    page.finish().await;
}

#[tokio::test]
async fn keys_that_everybody_guesses() {
    let page = Page::open().await;
    press_anywhere(&page, "ArrowRight", false).await;
    page.wait_until("an example on", async || step(&page).await == 1).await;
    press_anywhere(&page, "ArrowRight", true).await;
    page.wait_until("an epoch on", async || step(&page).await == 160).await;
    press_anywhere(&page, "Home", false).await;
    page.wait_until("rewound", async || step(&page).await == 0).await;
    press_anywhere(&page, " ", false).await;
    page.wait_until("it plays", async || step(&page).await > 0).await;
    press_anywhere(&page, " ", false).await;
    press_anywhere(&page, "2", false).await;
    page.find("heading", "Step 1 of 13…").await;
    press_anywhere(&page, "1", false).await;
    press_anywhere(&page, "d", false).await;
    page.wait_until("the difference has the focus", async || {
        string(&page, "return document.activeElement.dataset.cell ?? ''").await.starts_with("Difference")
    })
    .await;
    page.click("textbox", "Learning rate η").await;
    page.press("2").await;
    assert!(page.has("application", "Decision boundary").await, "where one types a key is a character");
    press_anywhere(&page, "?", false).await;
    page.find("dialog", "Keys").await;
    page.click("button", "Close").await;
    page.finish().await;
}

#[tokio::test]
async fn a_projector_shows_large_type_and_escape_leaves_it() {
    let page =
        Page::visit(Visit { path: format!("{}?projector", Visit::PATH), viewport: Viewport::LAPTOP, ..Visit::new() })
            .await;
    page.wait_until_running().await;
    let on = "return document.documentElement.hasAttribute('data-projector')";
    page.wait_until("it is on", async || page.js(on, &[]).await == true).await;
    page.wait_until("the network is there", async || {
        page.has("grid", "The network’s numbers, one row per hidden unit").await
    })
    .await;
    let small = "const zoom = Number(getComputedStyle(document.body).zoom);
        return [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility()
            && !element.closest('.heard') && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
          .map((element) => [zoom * parseFloat(getComputedStyle(element).fontSize), element])
          .filter(([size]) => size < 20).map(([size, element]) => `${size} px: ${element.className} ${element.textContent}`)";
    let small = page.js(small, &[]).await;
    assert_eq!(small, json!([]), "type of less than 20 px");
    assert_eq!(page.js("return document.querySelector('.rail').checkVisibility()", &[]).await, false, "no sidebar");
    press_anywhere(&page, "Escape", false).await;
    page.wait_until("it is off", async || page.js(on, &[]).await == false).await;
    page.finish().await;
}

#[tokio::test]
async fn a_projector_link_on_a_phone_fits_it_and_is_left_by_a_finger() {
    let viewport = Viewport { width: 390, height: 844 };
    let page = Page::visit(Visit { path: format!("{}?projector", Visit::PATH), viewport, ..Visit::new() }).await;
    page.wait_until_running().await;
    page.find("button", "Leave projector mode").await;
    let over = "const [wide, ...cells] = [document.documentElement, ...document.querySelectorAll('.units td')];
        return cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length + Math.max(0, wide.scrollWidth - innerWidth)";
    for (width, height) in [(390, 844), (768, 1024), (844, 390)] {
        page.set_viewport(Viewport { width, height }).await;
        page.wait_until(&format!("it fits {width} px"), async || page.js(over, &[]).await == 0).await;
    }
    page.click("button", "Leave projector mode").await;
    let on = "return document.documentElement.hasAttribute('data-projector')";
    page.wait_until("it is left", async || page.js(on, &[]).await == false).await;
    page.finish().await;
}

#[tokio::test]
async fn a_narrow_window_needs_no_sideways_scrolling() {
    let page = Page::open().await;
    page.set_viewport(Viewport { width: 320, height: 640 }).await;
    for view in ["Train", "Explain"] {
        page.click("button", view).await;
        page.wait_until(&format!("{view} fits"), async || page.overflow().await == 0).await;
    }
    page.finish().await;
}
