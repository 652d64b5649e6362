//! The article: what it says is what its figures compute, and anybody can read it.

use e2e::thirtyfour::Key;
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
async fn a_pressed_number_is_set_in_the_figure_by_keyboard() {
    let page = opened(Viewport::DESKTOP).await;
    let button = page.find("button", "−0.5").await;
    button.focus().await.expect("it takes the focus");
    button.send_keys(Key::Enter + "").await.expect("a key");
    let bias = "return (await document.getElementById('hinge').state.get()).network.parameters.bi[0]";
    page.wait_until("the bias is set", async || page.js_async(bias, &[]).await == -0.5).await;
    let pressed = "return document.querySelector('.idea .set[aria-pressed=true]')?.textContent";
    page.wait_until("the button says so", async || page.js(pressed, &[]).await == "−0.5").await;
    page.finish().await;
}

#[tokio::test]
async fn every_button_of_the_article_does_what_it_says() {
    let page = opened(Viewport::DESKTOP).await;
    let count = page.js("return document.querySelectorAll('.set').length", &[]).await.as_u64().expect("a count");
    for index in 0..count {
        page.js("document.querySelectorAll('.set')[arguments[0]].click()", &[json!(index)]).await;
        let done = "const button = document.querySelectorAll('.set')[arguments[0]];
                    return !button.ariaBusy && button.getAttribute('aria-busy') === null
                      && button.getAttribute('aria-pressed') === 'true'";
        page.wait_until("it is pressed", async || page.js(done, &[json!(index)]).await == true).await;
    }
    let refused = "return [...document.querySelectorAll('.said')].map((said) => said.textContent)\
                   .filter((text) => /did not|missing/.test(text))";
    assert_eq!(page.js(refused, &[]).await, json!([]), "no figure refused");
    page.finish().await;
}

#[tokio::test]
async fn the_article_is_legible_at_every_size_in_both_themes() {
    for (theme, viewport) in [
        (Theme::Light, Viewport::DESKTOP),
        (Theme::Dark, Viewport::TABLET),
        (Theme::Light, Viewport::PHONE),
        (Theme::Dark, Viewport::PHONE),
    ] {
        let page = opened(viewport).await;
        page.set_media(Media { theme, motion: Motion::Reduced }).await;
        assert_eq!(page.overflow().await, 0, "{theme:?} at {viewport} needs no horizontal scrolling");
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
