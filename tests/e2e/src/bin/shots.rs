//! Takes pictures of the page in every size and theme.
//!
//! `cargo run -p e2e --bin shots -- <url or dist folder> <folder for the pictures> [--full] [--script <js>] [--size
//! <width>x<height>]… [--theme light|dark]`
//!
//! The script is the body of an async function, run before each picture: it may `await` what it starts.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use e2e::{Media, Motion, Page, Setup, Site, Theme, Viewport};

/// Loaded, or ended with a sentence that the picture shall show.
const SETTLED: &str = "return !document.getElementById('loading') || document.getElementById('loading').hidden";

struct Options {
    target: String,
    folder: PathBuf,
    whole: bool,
    script: String,
    sizes: Vec<Viewport>,
    themes: Vec<Theme>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(options) = parse(&arguments) else {
        eprintln!(
            "shots <url or dist folder> <folder> [--full] [--script <js>] [--size <width>x<height>]… [--theme light|dark]"
        );
        return ExitCode::FAILURE;
    };
    let dist = Path::new(&options.target);
    let host = dist.is_dir().then(|| Site::new().with_folder("/", dist).start());
    let url = host.as_ref().map_or_else(|| options.target.clone(), |host| host.url("/"));
    let page = Page::start(Setup::from_env_or_path()).await;
    for viewport in &options.sizes {
        for theme in &options.themes {
            shoot(&page, &url, &options, *viewport, *theme).await;
        }
    }
    page.finish_with_errors().await;
    ExitCode::SUCCESS
}

async fn shoot(page: &Page, url: &str, options: &Options, viewport: Viewport, theme: Theme) {
    page.set_viewport(viewport).await;
    page.set_media(Media { theme, motion: Motion::NoPreference }).await;
    page.goto(url).await;
    page.wait_until("the page is loaded", async || page.js(SETTLED, &[]).await == true).await;
    page.js_async(&options.script, &[]).await;
    // Two frames: one that computes, one that is shown.
    page.js_async("for (const _ of [1, 2]) await new Promise(requestAnimationFrame)", &[]).await;
    let file = options.folder.join(format!("{viewport}-{}.png", theme.name()));
    if options.whole {
        page.screenshot_whole(&file).await;
    } else {
        page.screenshot_window(&file).await;
    }
    let wider = match page.overflow().await {
        0 => String::new(),
        pixels => format!("  ({pixels} px wider than the window)"),
    };
    println!("{}{wider}", file.display());
    for error in page.console_errors().await {
        println!("  console: {error}");
    }
}

fn parse(arguments: &[String]) -> Option<Options> {
    let [target, folder, rest @ ..] = arguments else { return None };
    let mut options = Options {
        target: target.clone(),
        folder: folder.into(),
        whole: false,
        script: String::new(),
        sizes: Vec::new(),
        themes: Vec::new(),
    };
    let mut rest = rest.iter();
    while let Some(option) = rest.next() {
        match option.as_str() {
            "--full" => options.whole = true,
            "--script" => options.script.clone_from(rest.next()?),
            "--size" => {
                let (width, height) = rest.next()?.split_once('x')?;
                options.sizes.push(Viewport { width: width.parse().ok()?, height: height.parse().ok()? });
            }
            "--theme" => options.themes.push(match rest.next()?.as_str() {
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => return None,
            }),
            _ => return None,
        }
    }
    if options.sizes.is_empty() {
        options.sizes = Viewport::ALL.to_vec();
    }
    if options.themes.is_empty() {
        options.themes = vec![Theme::Light, Theme::Dark];
    }
    Some(options)
}
