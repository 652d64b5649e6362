//! `embed.js` in a page of another origin, which sends no particular header.

use e2e::{Page, Site, Viewport, Visit};
use serde_json::{Value, json};

/// A course's page with these elements in it. It listens to every event before the script runs.
async fn course(elements: &str) -> Page {
    let own = Visit::new().site.start();
    let html = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>A course</title><script>
         window.heard = [];
         for (const name of ['ready', 'resized', 'stepped', 'diverged', 'answered', 'error'])
           addEventListener(name, (event) => event.detail && heard.push([name, event.detail]), true);
         </script><script src=\"{}embed.js\" async></script><main><h1>A course</h1>{elements}</main>",
        own.url(Visit::PATH)
    );
    let site = Site::new().with_file("/course/index.html", html).with_file("/favicon.ico", "");
    Page::visit(Visit { site, path: "/course/".into(), viewport: Viewport::DESKTOP, ..Visit::new() }).await
}

/// What a script says that has the element as `figure`.
async fn figure(page: &Page, script: &str) -> Value {
    page.js_async(&format!("const figure = document.querySelector('backprop-playground'); {script}"), &[]).await
}

#[tokio::test]
async fn methods_and_events_cross_origins() {
    let page = course("<backprop-playground panels='boundary transport' title='Training'></backprop-playground>").await;
    let now = figure(&page, "return figure.training.step({ steps: 40 })").await;
    assert_eq!(now["step"], 40, "{now}");
    let refused =
        figure(&page, "return figure.training.step({ steps: -1 }).catch(({ code, data }) => ({ code, data }))");
    let refused = refused.await;
    assert_eq!(refused["code"], -32602, "{refused}");
    assert_eq!(refused["data"][0]["path"], "steps", "{refused}");
    let heard = |name: &'static str| {
        let page = &page;
        async move { page.js("return heard.some(([name]) => name === arguments[0])", &[json!(name)]).await == true }
    };
    for name in ["ready", "resized", "stepped"] {
        page.wait_until(name, async || heard(name).await).await;
    }
    page.finish().await;
}

#[tokio::test]
async fn the_element_has_every_method_that_the_page_has() {
    let page = course("<backprop-playground></backprop-playground>").await;
    let missing = "const { methods } = await figure.describe();
                   return methods.filter((name) => typeof name.split('.').reduce((of, key) => of?.[key], figure) !== 'function')";
    assert_eq!(figure(&page, missing).await, json!([]), "methods that embed.js does not know");
    page.finish().await;
}

#[tokio::test]
async fn the_figure_is_as_high_as_its_content() {
    let page = course("<backprop-playground panels='transport'></backprop-playground>").await;
    let fits = "const { height } = (heard.findLast(([name]) => name === 'resized') ?? [])[1] ?? {};
                const frame = document.querySelector('backprop-playground').frame;
                return height > 0 && Math.abs(frame.offsetHeight - height) < 2 && frame.offsetHeight < 400";
    page.wait_until("the frame fits", async || page.js(fits, &[]).await == true).await;
    page.finish().await;
}

#[tokio::test]
async fn attributes_change_the_running_figure() {
    let page = course("<backprop-playground panels='boundary' height='400'></backprop-playground>").await;
    figure(&page, "await figure.training.step({ steps: 5 })").await;
    figure(&page, "figure.setAttribute('panels', 'boundary, transport'); figure.setAttribute('theme', 'dark')").await;
    let panels = "return (await figure.options.get()).panels";
    page.wait_until("the panels changed", async || figure(&page, panels).await == json!(["boundary", "transport"]))
        .await;
    assert_eq!(
        figure(&page, "return (await figure.state.get()).training.step").await,
        5,
        "and nothing was loaded anew"
    );
    assert_eq!(
        page.js("return document.querySelector('backprop-playground').frame.offsetHeight", &[]).await,
        400,
        "height"
    );
    page.finish().await;
}

#[tokio::test]
async fn a_frame_that_never_answers_is_an_error_with_words() {
    let page = course("<backprop-playground src='data:text/html,nothing'></backprop-playground>").await;
    // Twenty seconds are long for a test: time in the course's page runs faster.
    let said = "const said = await figure.ready.catch(({ message }) => message); return said";
    let sooner = "window.setTimeout = ((slow) => (call, time) => slow(call, Math.min(time, 500)))(window.setTimeout)";
    page.js(sooner, &[]).await;
    figure(&page, "figure.setAttribute('src', 'data:text/html,still nothing')").await;
    let said = figure(&page, said).await;
    assert!(said.as_str().is_some_and(|said| said.contains("never answered")), "{said}");
    assert_eq!(page.js("return heard.at(-1)[0]", &[]).await, "error", "and the event");
    page.finish_with_errors().await;
}

#[tokio::test]
async fn the_guide_names_everything_that_the_page_describes() {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/embedding.md");
    let guide = std::fs::read_to_string(guide).expect("the guide");
    let page = Page::open().await;
    let described = page.request("describe", Value::Null).await;
    for list in ["methods", "events", "panels", "controls", "views"] {
        let names = described[list].as_array().unwrap_or_else(|| panic!("no {list}: {described}"));
        assert!(!names.is_empty(), "no {list}");
        for name in names.iter().filter_map(Value::as_str) {
            assert!(guide.contains(&format!("`{name}`")), "docs/embedding.md does not name `{name}` of the {list}");
        }
    }
    page.finish().await;
}

#[test]
fn embed_js_is_small() {
    let dist = e2e::Setup::from_env().dist.expect("it was said");
    // A draft is not packed: three and a half times as much is surely too much.
    let (file, most) = [("embed.js.gz", 4_000), ("embed.js", 14_000)]
        .into_iter()
        .find(|(name, _)| dist.join(name).is_file())
        .expect("embed.js stands beside the page");
    let size = std::fs::metadata(dist.join(file)).expect("it is there").len();
    assert!(size < most, "{file} has {size} bytes, and may have {most}");
}
