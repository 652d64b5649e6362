//! The course pages of docs/course-examples, built with their tools, on a plain host with the site beside them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use e2e::{Page, Setup, Site, Visit};
use serde_json::json;

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/course-examples").join(name)
}

/// A page that was built, with the site's folder beside it.
async fn opened(course: &Path) -> Page {
    let dist = Setup::from_env().dist.expect("it was said");
    let site = Site::new().with_folder("/course/", course).with_folder("/course/backprop/", &dist);
    let site = site.with_file("/favicon.ico", "");
    let page = Page::visit(Visit { site, path: "/course/".into(), ..Visit::new() }).await;
    page.js_async("await document.querySelector('backprop-playground').ready", &[]).await;
    page
}

/// Where the variable names a Python that has the tool, what that makes of the example; otherwise says that it has not.
fn built(tool: &str, variable: &str, arguments: impl Fn(&Path, &Path) -> Vec<String>) -> Option<PathBuf> {
    let Some(python) = std::env::var_os(variable).filter(|value| !value.is_empty()) else {
        eprintln!("SKIPPED: {variable} names no Python that has {tool}");
        return None;
    };
    let out = std::env::temp_dir().join(format!("course-{tool}-{}", std::process::id()));
    drop(fs::remove_dir_all(&out));
    let ran = Command::new(python).args(arguments(&example(tool), &out)).output().expect("Python runs");
    assert!(ran.status.success(), "{tool}: {}", String::from_utf8_lossy(&ran.stderr));
    Some(out)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[tokio::test]
async fn the_plain_course_page_talks_to_its_figure() {
    let page = opened(&example("html")).await;
    page.click("button", "Take a hundred steps").await;
    let loss = "return Number(document.getElementById('loss').value)";
    page.wait_until("the loss is there", async || page.js(loss, &[]).await.as_f64().is_some_and(|loss| loss > 0.0))
        .await;
    let kind = page.js_async("return (await document.querySelector('backprop-playground').state.get()).data.kind", &[]);
    assert_eq!(kind.await, json!("moons"), "its state is the element's");
    page.finish().await;
}

#[tokio::test]
async fn the_mkdocs_course_page_has_its_figure() {
    let arguments = |from: &Path, out: &Path| {
        let config = text(&from.join("mkdocs.yml"));
        ["-m", "mkdocs", "build", "--quiet", "--config-file", &config, "--site-dir", &text(out)]
            .map(String::from)
            .to_vec()
    };
    let Some(course) = built("mkdocs", "E2E_MKDOCS_PYTHON", arguments) else { return };
    let page = opened(&course).await;
    // The theme's own scripts are no concern of ours.
    page.finish_with_errors().await;
}

#[tokio::test]
async fn the_myst_course_page_has_its_figure() {
    let arguments =
        |from: &Path, out: &Path| ["-m", "sphinx", "-q", &text(from), &text(out)].map(String::from).to_vec();
    let Some(course) = built("myst", "E2E_MYST_PYTHON", arguments) else { return };
    let page = opened(&course).await;
    page.finish_with_errors().await;
}
