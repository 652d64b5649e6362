//! The page in one file runs where nothing can be fetched.

use std::path::PathBuf;

use e2e::{Page, Setup, Site, Visit};
use serde_json::json;

/// What a host may send with it.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; \
                      img-src data: blob:";

fn file() -> PathBuf {
    let file = Setup::from_env().dist.expect("it was said").join("single/backprop-playground.html");
    assert!(file.is_file(), "{} is missing: `cargo xtask build --single-file` makes it", file.display());
    file
}

/// A plain host that has it, and a page with it in a frame that may do nothing but run scripts.
fn site() -> Site {
    let frame =
        "<!doctype html><title>A course</title><iframe sandbox=allow-scripts width=900 height=700 src=one.html>";
    let one = std::fs::read(file()).expect("the file can be read");
    Site::new().with_file("/one.html", one).with_file("/frame.html", frame).with_file("/favicon.ico", "")
}

/// It runs, shows every view, whose parts stand in the file too, and trains.
async fn assert_whole(page: &Page) {
    page.wait_until_running().await;
    for view in [1, 2, 0] {
        page.js("document.querySelectorAll('nav button')[arguments[0]].click()", &[json!(view)]).await;
        page.wait_until_running().await;
    }
    page.request("training.step", json!({ "steps": 25 })).await;
    page.wait_until("it trains", async || page.step().await == 25).await;
    let asked = "return performance.getEntriesByType('resource').map((entry) => entry.name)\
                 .filter((name) => !/^(data|blob):/.test(name))";
    assert_eq!(page.js(asked, &[]).await, json!([]), "nothing is fetched");
}

#[tokio::test]
async fn the_one_file_runs_from_a_disk() {
    let page = Page::start(Setup::from_env()).await;
    page.goto(&format!("file://{}", file().canonicalize().expect("a path").display())).await;
    assert_whole(&page).await;
    page.finish().await;
}

#[tokio::test]
async fn the_one_file_runs_under_a_strict_policy() {
    let site = site().with_header("one.html", "Content-Security-Policy", POLICY);
    let page = Page::visit(Visit { site, path: "/one.html".into(), ..Visit::new() }).await;
    assert_whole(&page).await;
    page.finish().await;
}

#[tokio::test]
async fn the_one_file_runs_in_a_frame_without_an_origin() {
    let page = Page::visit(Visit { site: site(), path: "/frame.html".into(), ..Visit::new() }).await;
    page.driver.enter_frame(0).await.expect("a frame");
    assert_whole(&page).await;
    page.finish().await;
}

#[tokio::test]
async fn the_one_file_shows_the_notices_that_it_carries() {
    if !std::fs::read_to_string(file()).expect("the file can be read").contains("id=\"./licences.html\"") {
        // A draft is published nowhere.
        assert!(std::env::var_os("CI").is_none(), "the one file has no notices");
        return;
    }
    let page = Page::visit(Visit { site: site(), path: "/one.html".into(), ..Visit::new() }).await;
    page.wait_until_running().await;
    page.click("button", "Take it home").await;
    page.click("link", "Licences of what this page is made of").await;
    let shown = "return document.querySelector('dialog.boot-licences[open]')?.innerText.includes('WITHOUT WARRANTY')";
    page.wait_until("the notices are shown", async || page.js(shown, &[]).await == true).await;
    page.js("document.querySelector('dialog.boot-licences button').click()", &[]).await;
    let gone = "return document.querySelector('dialog.boot-licences') === null";
    page.wait_until("they are gone", async || page.js(gone, &[]).await == true).await;
    page.finish().await;
}

#[tokio::test]
async fn the_page_runs_under_a_policy_of_its_own_origin() {
    let policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
    let site = Visit::new().site.with_header("index.html", "Content-Security-Policy", policy);
    let page = Page::visit(Visit { site, ..Visit::new() }).await;
    page.wait_until_running().await;
    for view in ["Explain", "Layers", "Train"] {
        page.click("button", view).await;
        page.wait_until_running().await;
    }
    page.finish().await;
}
