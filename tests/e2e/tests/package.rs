//! What `cargo xtask package` makes, opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use e2e::{Page, Site, Visit};

/// The folder of the packages; nothing, said, where none were made.
fn packages() -> Option<PathBuf> {
    let folder = std::env::var_os("E2E_PACKAGE").filter(|value| !value.is_empty()).map(PathBuf::from);
    if folder.is_none() {
        assert!(std::env::var_os("CI").is_none(), "E2E_PACKAGE is not set");
        eprintln!("SKIPPED: E2E_PACKAGE names no packages: `cargo xtask test` makes them");
    }
    folder
}

/// The one folder in a folder.
fn only(folder: &Path) -> PathBuf {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let all: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    assert_eq!(all.len(), 1, "one folder: {all:?}");
    all[0].clone()
}

async fn serve(folder: &Path) -> Page {
    let site = Site::new().with_folder("/here/", folder).with_file("/favicon.ico", "");
    Page::visit(Visit { site, path: "/here/".into(), ..Visit::new() }).await
}

#[tokio::test]
async fn the_zip_has_the_site_the_one_file_the_article_and_the_guide() {
    let Some(packages) = packages() else { return };
    let unpacked = only(&packages.join("opened"));
    for name in ["LICENSE", "embedding.md", "CHANGELOG.md", "site/article/index.html", "site/embed.d.ts"] {
        assert!(unpacked.join(name).is_file(), "the zip has no {name}");
    }
    if unpacked.join("licences.html").is_file() {
        assert!(unpacked.join("sbom.cdx.json").is_file(), "what is published comes with its bill of materials");
    }
    let page = serve(&unpacked.join("site")).await;
    page.wait_until_running().await;
    let file = unpacked.join("backprop-playground.html").canonicalize().expect("the one file");
    page.goto(&format!("file://{}", file.display())).await;
    page.wait_until_running().await;
    page.finish().await;
}

#[tokio::test]
async fn the_npm_package_installs_and_runs() {
    let Some(packages) = packages() else { return };
    let project = std::env::temp_dir().join(format!("npm-{}", std::process::id()));
    fs::create_dir_all(&project).expect("a folder");
    fs::write(project.join("package.json"), "{}").expect("a file");
    let package = packages.join("npm").canonicalize().expect("the package");
    let install = Command::new("npm")
        .args(["install", "--install-links", "--offline", "--silent", "--no-audit", "--no-fund"])
        .arg(package)
        .current_dir(&project)
        .status();
    let Ok(status) = install else {
        assert!(std::env::var_os("CI").is_none(), "npm cannot be started");
        eprintln!("SKIPPED: npm cannot be started");
        return;
    };
    assert!(status.success(), "npm install");
    let installed = project.join("node_modules/backprop-playground/site");
    let html = "<!doctype html><html lang=en><title>A course</title><script type=module>import './site/embed.js'</script>\
                <backprop-playground src=site/ panels=boundary></backprop-playground>";
    let site = Site::new().with_folder("/site/", &installed).with_file("/index.html", html);
    let site = site.with_file("/favicon.ico", "");
    let page = Page::visit(Visit { site, path: "/".into(), ..Visit::new() }).await;
    page.wait_until("the module is there", async || {
        page.js("return customElements.get('backprop-playground') !== undefined", &[]).await == true
    })
    .await;
    page.js_async("await document.querySelector('backprop-playground').ready", &[]).await;
    page.finish().await;
    fs::remove_dir_all(&project).expect("removed");
}
