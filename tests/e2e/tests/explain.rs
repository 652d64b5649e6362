//! The Explain view as a student meets it: step by step, a number taken apart, the check opened up, a bug found.

use e2e::{Media, Motion, Page, Theme, Viewport, thirtyfour::Key};
use serde_json::{Value, json};

/// The page with some training done, at the Explain view.
async fn explain() -> Page {
    let page = Page::open().await;
    page.request("training.step", json!({"steps": 300})).await;
    page.click("button", "Explain").await;
    page.find("heading", "Step 1 of 13…").await;
    page
}

/// What stands in the elements that a selector names.
async fn texts(page: &Page, selector: &str) -> Vec<String> {
    const TEXTS: &str =
        "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent.trim())";
    let found = page.js(TEXTS, &[json!(selector)]).await;
    found.as_array().expect("a list").iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
}

/// A number as the page writes it.
fn number(text: &str) -> f64 {
    text.replace('−', "-").parse().unwrap_or_else(|error| panic!("“{text}” is a number: {error}"))
}

async fn choose_parameter(page: &Page, name: &str) {
    const CHOOSE: &str = "const select = document.querySelector('.apart select'); select.value = arguments[0]; \
                          select.dispatchEvent(new Event('change', { bubbles: true }))";
    page.find("combobox", "Parameter").await;
    page.js(CHOOSE, &[json!(name)]).await;
    page.find("heading", &format!("Taken apart: ∂L/∂{name}")).await;
}

#[tokio::test]
async fn steps_go_forward_and_back() {
    let page = explain().await;
    page.click("button", "∂s/∂Ȳ").await;
    page.find("heading", "Step 5 of 13…").await;
    page.click("button", "Next step").await;
    page.find("heading", "Step 6 of 13…").await;
    page.click("button", "Previous step").await;
    page.find("heading", "Step 5 of 13…").await;
    page.click("button", "θ ← θ − ηg").await;
    page.find("heading", "Step 13 of 13…").await;
    page.click("button", "Z").await;
    page.press(Key::Right + "").await;
    page.find("heading", "Step 2 of 13…").await;
    page.finish().await;
}

#[tokio::test]
async fn every_step_has_its_formula_in_every_form() {
    let page = explain().await;
    page.click("button", "Z").await;
    for step in 1..=13 {
        page.find("heading", &format!("Step {step} of 13…")).await;
        for form in ["elements", "matrices", "Kronecker"] {
            page.click("radio", form).await;
            let math = texts(&page, ".formula math").await;
            assert!(math.len() == 1 && math[0].len() > 3, "step {step} as {form}: {math:?}");
        }
        if step < 13 {
            page.click("button", "Next step").await;
        }
    }
    page.finish().await;
}

#[tokio::test]
async fn the_lines_of_the_assignment_are_there() {
    let page = explain().await;
    let listing = texts(&page, ".listing li").await.join("\n");
    for line in [
        "H = np.maximum(np.matmul(X,Wi) + bi, 0)",
        "Yo = np.dot(Wo, H) + bo",
        "grad_s_bo = -Y*sigm(-Y*Yo)",
        "grad_s_Wo = grad_s_bo*H",
        "grad_h_Wi = (np.diag(ind(H)) @ np.kron(X,np.eye(h)))",
        "grad_s_Wi = grad_s_bo * ( Wo @ grad_h_Wi).reshape(d,h)",
        "grad_s_bi = grad_s_bo*Wo@np.diag(ind(H))",
    ] {
        assert!(listing.contains(line), "the listing has {line}:\n{listing}");
    }
    page.finish().await;
}

#[tokio::test]
async fn the_graph_is_walked_by_keyboard() {
    let page = explain().await;
    page.js("document.querySelector('[data-node=\"Z\"]').focus()", &[]).await;
    page.press(Key::Right + "").await;
    assert_eq!(page.js("return document.activeElement.dataset.node", &[]).await, "H", "right of Z");
    page.press(Key::Enter + "").await;
    page.find("heading", "Step 8 of 13…").await;
    page.press(Key::PageDown + "").await;
    page.find("heading", "Step 9 of 13…").await;
    page.finish().await;
}

#[tokio::test]
async fn the_terms_add_up_to_the_number_of_the_check() {
    let page = explain().await;
    page.click("radio", "train set").await;
    for name in ["Wi[1][4]", "bi[2]", "Wo[0]", "bo"] {
        choose_parameter(&page, name).await;
        let terms = texts(&page, ".terms tbody td:last-child").await;
        let total = texts(&page, ".terms tfoot td:last-child").await;
        assert_eq!(terms.len(), 9, "eight terms and the others: {terms:?}");
        let sum: f64 = terms.iter().map(|text| number(text)).sum();
        let apart = (sum - number(&total[0])).abs();
        assert!(apart < 1e-12, "{name}: as written {terms:?} are {sum}, not {}", total[0]);
        let answer = page.request("explain", json!({"parameter": name, "scope": "train"})).await;
        let factor = texts(&page, ".terms thead th:last-child").await[0].clone();
        let scale = factor.split('×').nth(1).map_or(1.0, |power| number(power.trim()));
        let gradient = answer["gradient"].as_f64().expect("a number");
        let error = (number(&total[0]) * scale - gradient).abs();
        assert!(error < 1e-7 * scale.max(1.0), "{name}: {} against {gradient}", total[0]);
    }
    page.finish().await;
}

#[tokio::test]
async fn a_heatmap_cell_is_taken_apart_in_the_train_view() {
    let page = Page::open().await;
    page.js("document.querySelector(\"[data-cell='Backprop Wi[1][2]']\").click()", &[]).await;
    page.find("heading", "Taken apart: ∂L/∂Wi[1][2]").await;
    page.click("button", "close").await;
    page.wait_until("the card is gone", async || !page.has("heading", "Taken apart: ∂L/∂Wi[1][2]").await).await;
    page.js("document.querySelector(\"[data-cell='Value bi[3]']\").focus()", &[]).await;
    page.press(Key::Enter + "").await;
    page.find("heading", "Taken apart: ∂L/∂bi[3]").await;
    page.finish().await;
}

#[tokio::test]
async fn the_step_sizes_are_moved_by_keyboard() {
    let page = explain().await;
    let drawn = page.find("slider", "Drawn step δ").await;
    let before = drawn.attr("aria-valuetext").await.expect("an attribute");
    page.js("document.querySelector('.curve [role=slider]').focus()", &[]).await;
    page.press(Key::Right + "").await;
    page.wait_until("the handle moves", async || drawn.attr("aria-valuetext").await.ok() != Some(before.clone())).await;
    page.find("slider", "Step δ of the check").await;
    page.js("document.querySelector('.sweep [role=slider]').focus()", &[]).await;
    page.press(Key::Left + "").await;
    let state = page.request("state.get", Value::Null).await;
    let delta = state["check"]["delta"].as_f64().expect("a number");
    assert!((5.5e-7..5.7e-7).contains(&delta), "a quarter of a decade down from 1e-6: {delta}");
    page.finish().await;
}

#[tokio::test]
async fn a_kink_is_no_wrong_gradient() {
    let page = Page::open().await;
    page.request("state.set", json!({"check": {"delta": 0.1}})).await;
    page.click("radio", "train set").await;
    page.wait_until("kinks stand in the check", async || {
        texts(&page, ".rows td.excused").await.iter().any(|text| text.contains("kink"))
    })
    .await;
    assert_eq!(texts(&page, ".rows td.bad").await, [""; 0], "nothing is wrong");
    page.finish().await;
}

#[tokio::test]
async fn a_bug_is_announced_and_its_groups_fail() {
    let page = explain().await;
    page.click("radio", "ReLU mask forgotten breaks Wi and bi").await;
    page.wait_until("the banner names bug and groups", async || {
        let banner = texts(&page, ".bug-banner").await.join("");
        banner.contains("ReLU mask forgotten") && banner.contains("fails for Wi and bi")
    })
    .await;
    page.click("button", "Turn it off").await;
    page.wait_until("the banner is gone", async || texts(&page, ".bug-banner").await.is_empty()).await;
    page.finish().await;
}

#[tokio::test]
async fn a_hidden_bug_can_be_guessed() {
    let page = explain().await;
    page.click("button", "Guess the bug").await;
    page.wait_until("a bug is on", async || !texts(&page, ".bug-banner").await.is_empty()).await;
    let banner = texts(&page, ".bug-banner").await.join("");
    let described = page.request("describe", Value::Null).await;
    let bugs = described["bugs"].as_array().expect("a list").clone();
    let titles: Vec<&str> = bugs.iter().map(|bug| bug["title"].as_str().expect("a title")).collect();
    assert!(titles.iter().all(|title| !banner.contains(title)), "the name is hidden: {banner}");
    let mut found = false;
    for &title in &titles {
        if page.has("button", title).await {
            page.click("button", title).await;
            let said = texts(&page, ".break-it [role=status]").await.join("");
            found |= said.contains("Right");
        }
    }
    assert!(found, "one of them is right");

    // Whoever gives up reads as much as whoever finds it.
    page.click("button", "Guess the bug").await;
    page.click("button", "Tell me").await;
    let said = async || texts(&page, ".break-it [role=status]").await.join(" ");
    page.wait_until("it is told", async || said().await.contains("It is:")).await;
    let said = said().await;
    assert!(titles.iter().any(|title| said.contains(title)), "by its name: {said}");
    let lines = texts(&page, ".break-it [role=status] code").await;
    assert!(lines.len() == 2 && lines[0] != lines[1], "with the wrong line and the right one: {lines:?}");
    page.finish().await;
}

#[tokio::test]
async fn it_is_accessible_in_both_themes_and_fits_every_window() {
    let page = explain().await;
    for theme in [Theme::Light, Theme::Dark] {
        page.set_media(Media { theme, motion: Motion::NoPreference }).await;
        page.assert_accessible().await;
    }
    for viewport in Viewport::ALL {
        page.set_viewport(viewport).await;
        assert_eq!(page.overflow().await, 0, "nothing is wider than {viewport}");
    }
    page.finish().await;
}

#[tokio::test]
async fn nothing_moves_while_it_trains_at_full_speed() {
    const PLACES: &str = "return JSON.stringify([...document.querySelectorAll('main .card')].map((card) => \
                          { const box = card.getBoundingClientRect(); return [box.top, box.height].map(Math.round) }))";
    let page = explain().await;
    page.click("radio", "train set").await;
    choose_parameter(&page, "Wi[0][1]").await;
    page.request("training.play", json!({"speed": "max"})).await;
    // The first frames may bring the first points of charts.
    page.wait_until("it trains", async || page.step().await > 2000).await;
    let before = page.js(PLACES, &[]).await;
    let from = page.step().await;
    page.wait_until("it trains on", async || page.step().await > from + 5000).await;
    assert_eq!(page.js(PLACES, &[]).await, before, "cards keep their places");
    page.request("training.pause", Value::Null).await;
    page.finish().await;
}

/// Charts whose picture is not cut off at the frame, which is less high than the chart: a sheet that speaks of every
/// `svg` in a chart once said otherwise.
const UNCUT: &str = "return [...document.querySelectorAll('.chart.drag')].filter((chart) => {
    const picture = chart.querySelector('svg svg');
    const height = picture.height.animVal.value;
    const shown = getComputedStyle(picture).height;
    const keeps = shown === 'auto' || parseFloat(shown) === height;
    return getComputedStyle(picture).overflow !== 'hidden' || !keeps || height >= chart.clientHeight;
  }).map((chart) => chart.parentElement.className)";

#[tokio::test]
async fn a_chart_cuts_off_what_leaves_its_frame() {
    let page = explain().await;
    let drawn = "return document.querySelectorAll('.sweep .predicted').length";
    page.wait_until("the predicted errors are drawn", async || page.js(drawn, &[]).await == 2).await;
    assert_eq!(page.js(UNCUT, &[]).await, json!([]), "round-off reaches far below the least error that the axis has");
    page.finish().await;
}

#[tokio::test]
async fn the_step_comes_before_its_numbers_where_there_is_one_column() {
    let page = explain().await;
    for width in [1100, 768, 390] {
        page.set_viewport(Viewport { width, height: 1024 }).await;
        let tops = "return ['.graph-card', '.step-card', '.quantities', '.break-it'].map((card) => document.querySelector(card).getBoundingClientRect().top)";
        page.wait_until("the computation, the step, its numbers, and what is for later", async || {
            let tops: Vec<f64> =
                page.js(tops, &[]).await.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
            tops.len() == 4 && tops.is_sorted()
        })
        .await;
    }
    page.finish().await;
}
