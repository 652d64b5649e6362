//! The article: what it says is what its figures compute, and anybody can read it.

use e2e::{Media, Motion, Page, Theme, Viewport, Visit};
use serde_json::json;

async fn opened(viewport: Viewport) -> Page {
    Page::visit(Visit { path: format!("{}article/", Visit::PATH), viewport, ..Visit::new() }).await
}

/// Every number that the text states, with what its figure says where what stands before it was pressed.
const NUMBERS: &str = "
  const script = document.querySelector('script[src*=article]').src;
  const { perform, ask, at } = await import(script);
  const said = [];
  for (const number of document.querySelectorAll(`data[data-of=${arguments[0]}]`)) {
    const figure = document.getElementById(number.dataset.of);
    await perform(figure, number.dataset.after ?? '');
    said.push([number.textContent, number.value, at(await ask(figure, number.dataset.ask), number.dataset.at)]);
  }
  return said;
";

#[tokio::test]
async fn every_number_of_the_text_is_its_figures() {
    let page = opened(Viewport::DESKTOP).await;
    let figures =
        page.js("return [...document.querySelectorAll('backprop-playground')].map(({ id }) => id)", &[]).await;
    let figures = figures.as_array().expect("a list").clone();
    assert!((8..=12).contains(&figures.len()), "{} figures", figures.len());
    let mut count = 0;
    for figure in figures {
        let numbers = page.js_async(NUMBERS, std::slice::from_ref(&figure)).await;
        for number in numbers.as_array().expect("a list") {
            count += 1;
            let (text, value) = (number[0].as_str().expect("a text"), number[1].as_str().expect("a value"));
            assert_eq!(text.replace('−', "-"), value, "{figure}: what people and what scripts read");
            let decimals = value.split('.').nth(1).map_or(0, str::len);
            let computed = number[2].as_f64().unwrap_or_else(|| panic!("{figure}: {text} is of nothing: {number}"));
            let stated: f64 = value.parse().expect("a number");
            let half = 0.5 * 0.1_f64.powi(i32::try_from(decimals).expect("few"));
            assert!((computed - stated).abs() <= half, "{figure}: the text says {text}, the figure {computed}");
        }
    }
    assert!(count > 35, "only {count} numbers are checked");
    page.finish().await;
}

#[tokio::test]
async fn the_article_is_used_by_keyboard_alone() {
    let page = opened(Viewport::DESKTOP).await;
    let count = page.js("return document.querySelectorAll('.set').length", &[]).await.as_u64().expect("a count");
    let last = "return document.activeElement?.matches('.end a') ?? false";
    let place = "return [...document.querySelectorAll('.set')].indexOf(document.activeElement)";
    let press = async |key: &str, code: u8| {
        for kind in ["keyDown", "keyUp"] {
            let text = if key == "Enter" && kind == "keyDown" { "\r" } else { "" };
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
            page.devtools("Input.dispatchKeyEvent", event).await;
        }
    };
    let mut pressed = std::collections::BTreeSet::new();
    for _ in 0..3_000 {
        press("Tab", 9).await;
        if let Some(at) = page.js(place, &[]).await.as_u64() {
            press("Enter", 13).await;
            let done = "const button = document.querySelectorAll('.set')[arguments[0]];
                        return button.getAttribute('aria-busy') === null && button.getAttribute('aria-pressed') === 'true'";
            page.wait_until("its figure has taken it", async || page.js(done, &[json!(at)]).await == true).await;
            pressed.insert(at);
        }
        if page.js(last, &[]).await == true {
            break;
        }
    }
    assert_eq!(page.js(last, &[]).await, true, "the end is reached");
    assert_eq!(pressed.len() as u64, count, "every number is reached and pressed: {pressed:?}");
    let refused = "return [...document.querySelectorAll('.said')].map((said) => said.textContent)\
                   .filter((text) => /did not|missing/.test(text))";
    assert_eq!(page.js(refused, &[]).await, json!([]), "no figure refused");
    page.finish().await;
}

#[tokio::test]
async fn the_article_is_legible_at_every_size_in_both_themes() {
    let sizes = [Viewport::DESKTOP, Viewport::TABLET, Viewport::PHONE];
    for (theme, viewport) in sizes.into_iter().flat_map(|size| [(Theme::Light, size), (Theme::Dark, size)]) {
        let page = opened(viewport).await;
        page.set_media(Media { theme, motion: Motion::Reduced }).await;
        assert_eq!(page.overflow().await, 0, "{theme:?} at {viewport} needs no horizontal scrolling");
        let wide = "return [...document.querySelectorAll('h1, h2, p')].filter((text) => text.scrollWidth > text.clientWidth)\
                    .map((text) => text.textContent)";
        assert_eq!(page.js(wide, &[]).await, json!([]), "{viewport}: no word leaves its column");
        page.assert_accessible().await;
        let end = "scrollTo(0, document.body.scrollHeight); return scrollY > 1000";
        assert_eq!(page.js(end, &[]).await, true, "it can be read to its end");
        page.screenshot(&format!("article-{}-{viewport}", theme.name())).await;
        page.finish().await;
    }
}

#[tokio::test]
async fn the_article_makes_sense_without_scripts() {
    let page = Page::start(e2e::Setup::from_env()).await;
    page.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    let host = Visit::new().site.start();
    page.goto(&host.url(&format!("{}article/", Visit::PATH))).await;
    let links = page.driver.find_all(e2e::thirtyfour::By::Css("backprop-playground a")).await.expect("links");
    assert!(links.len() >= 8, "every figure is a link");
    let text = links[0].attr("href").await.expect("an attribute").unwrap_or_default();
    assert!(text.starts_with("../index.html#v="), "{text}");
    page.finish().await;
}
