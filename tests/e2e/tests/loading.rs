//! The page loads wherever it is put, asks nobody else for anything, and says in a sentence when it cannot run.

use e2e::{Media, Motion, Page, Site, Theme, Viewport, Visit};

/// A trap outside any call of a test: what a panic in a frame's callback leaves.
const TRAP: &str = "
  // (module (func (export \"f\") unreachable))
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const instance = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
  setTimeout(() => instance.exports.f());
";

/// The text of the notice that is shown.
async fn notice(page: &Page) -> String {
    const TEXT: &str = "return document.querySelector('.boot-notice[role=alert]:not([hidden])')?.innerText ?? ''";
    page.wait_until("a notice is shown", async || page.js(TEXT, &[]).await != "").await;
    page.js(TEXT, &[]).await.as_str().unwrap_or_default().to_string()
}

async fn assert_notice(page: &Page, sentence: &str) {
    let text = notice(page).await;
    assert!(text.contains(sentence), "the notice says {text:?}");
    let loading = page.js("return document.getElementById('loading') === null", &[]).await;
    assert_eq!(loading, true, "it no longer says that it is loading");
}

#[tokio::test]
async fn runs_at_a_deep_path_with_a_quiet_console() {
    let page = Page::open().await;
    assert_eq!(page.driver.title().await.unwrap(), "Backprop Playground", "the title");
    page.finish().await;
}

#[tokio::test]
async fn runs_at_the_root_with_a_query_and_a_fragment() {
    let site = Site::new().with_folder("/", &std::path::PathBuf::from(std::env::var("E2E_DIST").unwrap()));
    let page = Page::visit(Visit { site, path: "/index.html?utm=1#here".into(), ..Visit::new() }).await;
    page.wait_until_running().await;
    page.finish().await;
}

#[tokio::test]
async fn asks_only_its_own_host() {
    let page = Page::open().await;
    let elsewhere = "return performance.getEntriesByType('resource').map((entry) => entry.name)\
                     .filter((name) => new URL(name).origin !== location.origin)";
    let asked = page.js(elsewhere, &[]).await;
    assert_eq!(asked, serde_json::json!([]), "requests to other hosts");
    page.finish().await;
}

#[tokio::test]
async fn asks_for_every_file_once() {
    let page = Page::open().await;
    let asked = page.js("return performance.getEntriesByType('resource').map((entry) => entry.name).sort()", &[]).await;
    let asked: Vec<String> = serde_json::from_value(asked).unwrap();
    assert!(asked.windows(2).all(|pair| pair[0] != pair[1]), "a file is asked for twice: {asked:?}");
    assert!(asked.iter().any(|name| name.contains("_bg-")), "the module is one of them: {asked:?}");
    page.finish().await;
}

#[tokio::test]
async fn runs_in_a_frame_of_another_origin() {
    let own = Visit::new().site.start();
    let frame =
        format!("<!doctype html><title>A course</title><iframe width=800 height=600 src=\"{}\">", own.url(Visit::PATH));
    let site = Site::new().with_file("/course/index.html", frame).with_file("/favicon.ico", "");
    let page = Page::visit(Visit { site, path: "/course/".into(), ..Visit::new() }).await;
    page.driver.enter_frame(0).await.unwrap();
    page.wait_until_running().await;
    page.finish().await;
}

#[tokio::test]
async fn runs_in_a_frame_that_may_do_nothing_but_run_scripts() {
    let own = Visit::new().site.open_to_all().start();
    let address = own.url(Visit::PATH);
    let frame = format!(
        "<!doctype html><title>A course</title><iframe sandbox=allow-scripts width=800 height=600 src=\"{address}\">"
    );
    let site = Site::new().with_file("/course/index.html", frame).with_file("/favicon.ico", "");
    let page = Page::visit(Visit { site, path: "/course/".into(), ..Visit::new() }).await;
    page.driver.enter_frame(0).await.unwrap();
    page.wait_until_running().await;
    let style = "return getComputedStyle(document.querySelector('.transport')).position";
    page.wait_until("its styles are there", async || page.js(style, &[]).await == "sticky").await;
    // No storage, no history: neither is missed. The driver cannot tell names in such a frame, so scripts press.
    for view in [1, 0] {
        page.js("document.querySelectorAll('nav button')[arguments[0]].click()", &[serde_json::json!(view)]).await;
    }
    page.request("training.step", serde_json::json!({ "steps": 340 })).await;
    page.wait_until("it trains", async || page.step().await == 340).await;
    page.finish().await;
}

#[tokio::test]
async fn a_damaged_module_is_a_sentence_with_a_way_on() {
    let site = Visit::new().site.with_changed(".wasm", |module| module.truncate(module.len() / 2));
    let page = Page::visit(Visit { site, ..Visit::new() }).await;
    assert_notice(&page, "The playground could not be loaded.").await;
    // Pressing it loads the page again, which fails again: what counts is that it starts anew.
    page.js("window.before = true", &[]).await;
    page.click("button", "Load it again").await;
    page.wait_until("the page is loaded again", async || page.js("return 'before' in window", &[]).await == false)
        .await;
    assert_notice(&page, "The playground could not be loaded.").await;
    page.finish_with_errors().await;
}

#[tokio::test]
async fn a_missing_module_is_a_sentence_that_names_it() {
    let page = Page::visit(Visit { site: Visit::new().site.without(".wasm"), ..Visit::new() }).await;
    assert_notice(&page, "answered 404").await;
    page.finish_with_errors().await;
}

#[tokio::test]
async fn a_figure_without_its_code_is_a_sentence_and_not_another_page() {
    let site = Visit::new().site.without_named("embed-");
    let path = format!("{}?panels=boundary,transport", Visit::PATH);
    let page = Page::visit(Visit { site, path, ..Visit::new() }).await;
    assert_notice(&page, "The playground could not be loaded.").await;
    assert_notice(&page, "The host did not give one of the program’s files.").await;
    assert_eq!(page.js("return document.querySelector('main') === null", &[]).await, true, "nothing else is opened");
    page.finish_with_errors().await;
}

#[tokio::test]
async fn a_figure_says_that_it_loads_where_that_takes_a_while() {
    // The program never comes.
    let before = "const real = fetch;
        fetch = (url, ...rest) => (String(url).includes('_bg-') ? new Promise(() => {}) : real(url, ...rest));";
    let path = format!("{}?panels=boundary,transport", Visit::PATH);
    let page = Page::visit(Visit { path, before, ..Visit::new() }).await;
    let script = "const isLate = 'slow' in document.documentElement.dataset;
        return [isLate, document.getElementById('loading').offsetHeight > 0]";
    page.wait_until("it is late", async || {
        let said = page.js(script, &[]).await;
        assert_eq!(said[0], said[1], "what comes quickly says nothing, and what is late does: {said}");
        said[0] == true
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn a_browser_without_webassembly_is_told() {
    let page = Page::visit(Visit { before: "delete globalThis.WebAssembly", ..Visit::new() }).await;
    assert_notice(&page, "needs WebAssembly, and this browser has none").await;
    page.finish().await;
}

#[tokio::test]
async fn a_browser_without_vectors_is_told() {
    let page = Page::visit(Visit { before: "WebAssembly.validate = () => false", ..Visit::new() }).await;
    assert_notice(&page, "SIMD").await;
    page.finish().await;
}

#[tokio::test]
async fn a_trap_in_the_running_page_is_a_sentence_with_a_way_on() {
    let page = Page::open().await;
    page.js(TRAP, &[]).await;
    assert_notice(&page, "The playground stopped").await;
    page.click("button", "Load it again").await;
    page.wait_until_running().await;
    page.finish_with_errors().await;
}

#[tokio::test]
async fn a_panic_says_its_reason_once() {
    let page = Page::open().await;
    let panics = "for (const reason of ['the cause', 'a consequence'])\
                  dispatchEvent(new CustomEvent('playground-panic', { detail: reason }))";
    page.js(panics, &[]).await;
    let text = notice(&page).await;
    assert!(text.contains("the cause") && !text.contains("a consequence"), "the notice says {text:?}");
    page.finish().await;
}

#[tokio::test]
async fn notices_are_legible_in_both_themes_and_on_a_phone() {
    for (theme, viewport) in [(Theme::Light, Viewport::DESKTOP), (Theme::Dark, Viewport::PHONE)] {
        let visit = Visit { site: Visit::new().site.without(".wasm"), viewport, ..Visit::new() };
        let page = Page::visit(visit).await;
        page.set_media(Media { theme, motion: Motion::Reduced }).await;
        notice(&page).await;
        page.assert_accessible().await;
        assert_eq!(page.overflow().await, 0, "{theme:?} at {viewport} needs no horizontal scrolling");
        page.screenshot(&format!("notice-{}-{viewport}", theme.name())).await;
        page.finish_with_errors().await;
    }
}
