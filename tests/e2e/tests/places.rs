//! Figures in other people's pages: what the builder gives, many on one page, frames that may do little, and paper.

use e2e::{HOST_PATH, Media, Motion, Page, Setup, Site, Theme, Visit, framed, page_with};
use serde_json::{Value, json};

/// How many figures a page of a course has at most.
const MANY: usize = 20;

/// A page with these frames, of the same origin as the playground.
async fn beside_the_playground(frames: &str, before: &'static str) -> Page {
    let site = Visit::new().site.with_file(HOST_PATH, page_with(frames));
    let page = Page::visit(Visit { site, path: HOST_PATH.into(), before, ..Visit::new() }).await;
    let count = frames.matches("<iframe").count();
    page.wait_until("every frame is ready", async || page.notified_by_all("playground/ready").await == count).await;
    page
}

fn frame(query: &str) -> String {
    let path = Visit::PATH;
    format!(
        "<iframe src=\"{path}{query}\" title=figure width=640 height=380 style='border: 0; display: block'></iframe>"
    )
}

/// What stands in a book or a page once a tool has read what was pasted.
fn as_html(pasted: &str) -> String {
    if let Some(block) = pasted.strip_prefix("```{=html}\n") {
        return block.trim_end().strip_suffix("```").expect("the block ends").to_owned();
    }
    // MyST's directive: an address, options, a caption.
    if let Some(directive) = pasted.strip_prefix(":::{iframe} ") {
        let address = directive.lines().next().expect("an address").replace('&', "&amp;");
        return format!("<iframe src=\"{address}\" width=\"100%\"></iframe>");
    }
    pasted.to_owned()
}

#[tokio::test]
async fn what_the_builder_gives_runs_where_it_is_pasted() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 40 })).await;
    page.click("button", "Put it in your page").await;
    page.find("dialog", "Put it in your page").await;
    let mut pasted = Vec::new();
    for (host, begin) in [
        ("HTML", "<iframe "),
        ("Moodle", "<div"),
        ("Canvas", "<p><iframe "),
        ("Open edX", "<iframe "),
        ("MyST, Jupyter Book", ":::{iframe} http"),
        ("Quarto", "```{=html}"),
        ("MkDocs", "<iframe "),
    ] {
        page.click("button", host).await;
        page.wait_until(host, async || page.value("What to paste").await.starts_with(begin)).await;
        pasted.push((host, page.value("What to paste").await));
    }
    for (host, pasted) in pasted {
        let course = Site::new().with_file(HOST_PATH, page_with(&as_html(&pasted))).start();
        page.goto(&course.url(HOST_PATH)).await;
        page.wait_until_ready().await;
        let state = page.ask("state.get", Value::Null).await;
        assert_eq!(state["result"]["training"]["step"], 40, "{host}: {pasted}");
        let panels = page.ask("options.get", Value::Null).await;
        assert_eq!(panels["result"]["panels"], json!(["boundary", "transport"]), "{host}");
    }
    page.finish().await;
}

#[tokio::test]
async fn frames_of_one_origin_fetch_and_compile_everything_once() {
    let page = beside_the_playground(&frame("?panels=boundary,transport").repeat(MANY), "").await;
    let fetched = "const names = [...document.querySelectorAll('iframe')].flatMap(({ contentWindow }) =>
          contentWindow.performance.getEntriesByType('resource')
            .filter(({ initiatorType, name }) => initiatorType === 'fetch' && name.endsWith('.wasm'))
            .map(({ name }) => name));
        return [names.length, new Set(names).size]";
    let [all, different]: [usize; 2] =
        serde_json::from_value(page.js(fetched, &[]).await).expect("how many were fetched");
    assert!(different > 2, "parts are fetched: {different}");
    assert_eq!(all, different, "and none of them twice");
    // Whoever compiled them may leave: the others go on, and new ones come.
    page.js("document.querySelector('iframe').remove()", &[]).await;
    let added = "const frame = document.createElement('iframe');
                 frame.src = `${document.querySelector('iframe').src}&title=Last`;
                 document.body.prepend(frame);";
    let ready = page.notified_by_all("playground/ready").await;
    page.js(added, &[]).await;
    page.wait_until("one more runs", async || page.notified_by_all("playground/ready").await > ready).await;
    assert_eq!(page.ask("training.step", json!({ "steps": 3 })).await["result"]["step"], 3, "and trains");
    page.finish().await;
}

#[tokio::test]
async fn a_frame_that_waits_for_one_that_leaves_loads_by_itself() {
    // The first frame promises its modules and never keeps that.
    let silent =
        "<iframe srcdoc='<script>window.playgroundModules = { get: () => new Promise(() => {}) }</script>'></iframe>";
    let site = Visit::new().site.with_file(HOST_PATH, page_with(&format!("{silent}{}", frame("?panels=transport"))));
    let page = Page::visit(Visit { site, path: HOST_PATH.into(), ..Visit::new() }).await;
    let waits = "return frames[1]?.playgroundModules?.size > 0";
    page.wait_until("it waits", async || page.js(waits, &[]).await == true).await;
    page.js("document.querySelector('iframe').remove()", &[]).await;
    page.wait_until_ready().await;
    page.finish().await;
}

/// Counts the animation frames that each document asks for.
const COUNTED: &str = "window.asked = 0;
  window.requestAnimationFrame = ((real) => (call) => { window.asked += 1; return real.call(window, call); })(requestAnimationFrame);";

/// How many animation frames each frame of the page asks for in half a second: those in sight, and the others.
const ASKED: &str = "
  const frames = [...document.querySelectorAll('iframe')];
  const asked = () => frames.map(({ contentWindow }) => contentWindow.asked);
  const before = asked();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const counts = asked().map((count, at) => count - before[at]);
  const inSight = frames.map((frame) => frame.getBoundingClientRect().top < innerHeight);
  return [true, false].map((is) => counts.filter((_, at) => inSight[at] === is))";

#[tokio::test]
async fn what_is_at_rest_or_out_of_sight_asks_for_no_frames() {
    let page = beside_the_playground(&frame("?panels=boundary,transport").repeat(MANY), COUNTED).await;
    let asked =
        async || -> [Vec<u64>; 2] { serde_json::from_value(page.js_async(ASKED, &[]).await).expect("two lists") };
    page.wait_until("all are at rest", async || asked().await.concat().iter().all(|count| *count == 0)).await;
    // All of them play; those that nobody sees do nothing.
    let play = "for (const { contentWindow } of document.querySelectorAll('iframe'))
                  await contentWindow.playground.request('training.play', { speed: 100 });";
    page.js_async(play, &[]).await;
    page.wait_until("those in sight move, and no others", async || {
        let [seen, unseen] = asked().await;
        seen.len() > 1
            && unseen.len() > 9
            && seen.iter().all(|count| *count > 0)
            && unseen.iter().all(|count| *count == 0)
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn a_frame_that_may_run_scripts_and_keep_its_origin_answers() {
    let attributes = "sandbox='allow-scripts allow-same-origin' width=640 height=360";
    let (_host, visit) = framed("?panels=boundary,transport", attributes, ["", ""]);
    let page = Page::visit(visit).await;
    page.wait_until_ready().await;
    assert_eq!(page.ask("training.step", json!({ "steps": 12 })).await["result"]["step"], 12, "it trains");
    page.finish().await;
}

#[tokio::test]
async fn an_element_with_the_one_file_needs_no_origin() {
    let dist = Setup::from_env().dist.expect("it was said");
    let one = std::fs::read(dist.join("single/backprop-playground.html")).expect("`--single-file` makes it");
    let html = "<!doctype html><html lang=en><title>A course</title><link rel=icon href='data:,'>\
                <script src=embed.js async></script>\
                <backprop-playground src=one.html sandbox=allow-scripts panels=transport></backprop-playground>";
    let script = std::fs::read(dist.join("embed.js")).expect("it stands beside the page");
    let site = Site::new().with_file("/index.html", html).with_file("/one.html", one).with_file("/embed.js", script);
    let page = Page::visit(Visit { site, path: "/".into(), ..Visit::new() }).await;
    let step =
        "return (await document.querySelector('backprop-playground').request('training.step', { steps: 7 })).step";
    assert_eq!(page.js_async(step, &[]).await, 7, "asked and answered");
    page.finish().await;
}

#[tokio::test]
async fn a_dark_page_is_drawn_light_for_paper_and_dark_again_after() {
    let page = Page::open().await;
    page.set_media(Media { theme: Theme::Dark, motion: Motion::Reduced }).await;
    let theme = "return document.documentElement.dataset.theme";
    page.wait_until("it is dark", async || page.js(theme, &[]).await == "dark").await;
    let watch = "matchMedia('print').addEventListener('change', ({ matches }) => matches && (window.printed = {
          theme: document.documentElement.dataset.theme,
          paper: 'paper' in document.documentElement.dataset,
          width: document.querySelector('.graph').clientWidth,
        }))";
    page.wait_until("the network is there", async || {
        page.js("return document.querySelector('.graph')?.clientWidth > 0", &[]).await == true
    })
    .await;
    page.js(watch, &[]).await;
    page.devtools("Page.printToPDF", json!({ "printBackground": true, "preferCSSPageSize": true })).await;
    let printed = page.js("return printed", &[]).await;
    assert_eq!((&printed["theme"], &printed["paper"]), (&json!("light"), &json!(true)), "{printed}");
    assert!(printed["width"].as_u64().is_some_and(|width| (500..=700).contains(&width)), "as wide as paper: {printed}");
    page.wait_until("it is dark again", async || page.js(theme, &[]).await == "dark").await;
    let paper = "return 'paper' in document.documentElement.dataset";
    assert_eq!(page.js(paper, &[]).await, false, "and on the screen again");
    page.finish().await;
}
