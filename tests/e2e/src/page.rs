//! The page in a browser: opening it, waiting for it, ending well.

use std::panic::Location;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};
use thirtyfour::{TimeoutConfiguration, WebDriver};

use crate::console;
use crate::driver::Driver;
use crate::engine::Engine;
use crate::look::Viewport;
use crate::setup::Setup;
use crate::site::{Host, Site};

/// How long a condition may take to come true. Generous: two cores may train, draw and compile at once, and three such
/// runs may share them.
const PATIENCE: Duration = Duration::from_mins(1);

/// A path that nothing else knows: the page must not depend on where it is.
const PATH: &str = "/some/deep/path/";

/// The page in a browser of its own.
pub struct Page {
    /// For what this harness does not cover.
    pub driver: WebDriver,
    // Dropped after the session, which it carries.
    process: Driver,
    pub(crate) setup: Setup,
    host: Option<Host>,
    finished: bool,
}

/// How to open the page.
pub struct Visit {
    /// What is served; the page itself stands at [`Visit::PATH`].
    pub site: Site,
    /// The path that is opened, with its query or fragment.
    pub path: String,
    /// The size of the window's inside.
    pub viewport: Viewport,
    /// A script that runs before every script of the page: what a browser lacks, say.
    pub before: &'static str,
}

impl Visit {
    /// Where the page's index stands.
    pub const PATH: &str = PATH;

    /// The built page at a deep path, at 1440×900.
    pub fn new() -> Self {
        let site = Site::new().with_folder(PATH, Setup::from_env().page());
        Self { site, path: PATH.to_string(), viewport: Viewport::DESKTOP, before: "" }
    }
}

impl Default for Visit {
    fn default() -> Self {
        Self::new()
    }
}

impl Page {
    /// Opens the built page at a deep path, at 1440×900, and waits until it runs.
    pub async fn open() -> Self {
        let page = Self::visit(Visit::new()).await;
        page.wait_until_running().await;
        page
    }

    /// Opens what the visit says, and waits for nothing.
    pub async fn visit(visit: Visit) -> Self {
        let mut page = Self::start(Setup::from_env()).await;
        page.set_viewport(visit.viewport).await;
        let site = match page.setup.engine {
            Engine::Chromium => {
                page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": visit.before })).await;
                visit.site
            }
            // No other engine's driver has a way before the page's scripts, or keeps the console.
            _ => console::recorded(visit.site, PATH, visit.before),
        };
        let host = site.start();
        page.goto(&host.url(&visit.path)).await;
        page.host = Some(host);
        page
    }

    /// A browser with an empty page. Where its driver cannot give one, which says nothing of the page, another is started,
    /// and why is printed.
    pub async fn start(setup: Setup) -> Self {
        const TRIES: usize = 3;
        for _ in 0..TRIES {
            let mut process = Driver::start(&setup);
            match WebDriver::new(process.url(), setup.engine.capabilities(&setup)).await {
                Ok(driver) => {
                    let minute = Some(Duration::from_mins(1));
                    let timeouts = TimeoutConfiguration::new(minute, minute, Some(Duration::ZERO));
                    driver.update_timeouts(timeouts).await.expect("timeouts can be set");
                    return Self { driver, process, setup, host: None, finished: false };
                }
                Err(error) => {
                    eprintln!("{}: {error:?}, and the driver {}", setup.driver().display(), process.standing());
                }
            }
        }
        panic!("{} gave no browser, {TRIES} times", setup.driver().display())
    }

    /// Opens an address.
    pub async fn goto(&self, url: &str) {
        self.driver.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// The address of a path of this page's own host.
    pub fn url(&self, path: &str) -> String {
        self.host.as_ref().expect("this page was opened by a visit").url(path)
    }

    /// Waits until the wasm is loaded and has drawn, and nothing says that it could not.
    #[track_caller]
    pub fn wait_until_running(&self) -> impl Future<Output = ()> {
        const RUNNING: &str = "return document.querySelector('main') !== null \
                               && !document.querySelector('.boot-notice:not([hidden]), .part[aria-busy]')";
        self.wait_until("the page runs", async || self.js(RUNNING, &[]).await == true)
    }

    /// Waits until a condition holds, and says which where it does not come to hold.
    ///
    /// ```ignore
    /// page.wait_until("the loss falls below 0.1", async || page.loss().await < 0.1).await;
    /// ```
    #[track_caller]
    pub fn wait_until(&self, what: &str, condition: impl AsyncFn() -> bool) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            let found = self.poll(async || condition().await.then_some(())).await;
            assert!(found.is_some(), "{at}: waited {PATIENCE:?} until {what}; the page says:\n{}", self.says().await);
        }
    }

    /// Asks until there is an answer or patience ends.
    pub(crate) async fn poll<T>(&self, ask: impl AsyncFn() -> Option<T>) -> Option<T> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(answer) = ask().await {
                return Some(answer);
            }
            if Instant::now() > deadline {
                return None;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The beginning of the page's text, for messages.
    async fn says(&self) -> String {
        let text = self.js("return document.body.innerText.slice(0, 600)", &[]).await;
        text.as_str().unwrap_or_default().to_string()
    }

    /// Runs a script's body in the page: `return` gives a value, `arguments` are the given ones. Null where the page left
    /// meanwhile for another one, of which only `WebKit`'s driver tells.
    #[track_caller]
    pub fn js<'a>(&'a self, script: &str, arguments: &[Value]) -> impl Future<Output = Value> + use<'a> {
        let at = Location::caller();
        let run = self.driver.execute(script.to_string(), arguments.to_vec());
        async move {
            match run.await {
                Ok(answer) => answer.json().clone(),
                Err(error) if error.to_string().contains("before the unload event") => Value::Null,
                Err(error) => panic!("{at}: {error}"),
            }
        }
    }

    /// Runs the body of an async function in the page, and waits for what it returns.
    #[track_caller]
    pub fn js_async<'a>(&'a self, body: &str, arguments: &[Value]) -> impl Future<Output = Value> + use<'a> {
        let at = Location::caller();
        let script = format!(
            "const done = arguments[arguments.length - 1]; (async (...arguments) => {{ {body} }})\
             (...[...arguments].slice(0, -1)).then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let run = self.driver.execute_async(script, arguments.to_vec());
        async move {
            let answer = run.await.unwrap_or_else(|error| panic!("{at}: {error}")).json().clone();
            assert!(answer["error"].is_null(), "{at}: the script failed: {}", answer["error"]);
            answer["value"].clone()
        }
    }

    /// Opens the page again, as pressing reload does.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page can be loaded again");
    }

    /// Ends a test: the console must be free of errors, whatever else the test looked at.
    pub async fn finish(self) {
        let errors = self.console_errors().await;
        assert!(errors.is_empty(), "the console has errors:\n{}", errors.join("\n"));
        self.finish_with_errors().await;
    }

    /// Ends a test that made errors on purpose.
    pub async fn finish_with_errors(mut self) {
        self.finished = true;
        let closed = self.driver.clone().quit().await;
        // WebKit's driver hangs up instead of answering.
        assert!(closed.is_ok() || self.setup.engine == Engine::Webkit, "the browser can be closed: {closed:?}");
    }

    /// What went wrong in the page since this was last asked: uncaught errors, refused and failed requests,
    /// `console.error`.
    pub async fn console_errors(&self) -> Vec<String> {
        console::errors(self).await
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if self.finished {
            return;
        }
        // The session ends with its driver: asked to end it here, thirtyfour waits for a connection that nobody serves
        // while this thread unwinds.
        drop(self.driver.clone().leak());
        // A test that never asks for the console's errors would pass with them.
        assert!(thread::panicking(), "a test ends with page.finish().await");
        if let Some(reason) = self.why_it_stopped() {
            eprintln!("the page had stopped: {reason}");
        }
        let name = thread::current().name().unwrap_or("test").replace("::", "-");
        let file = self.setup.screenshots.join(format!("failed-{name}.png"));
        if let Some(picture) = self.last_picture() {
            drop(std::fs::create_dir_all(&self.setup.screenshots));
            if std::fs::write(&file, picture).is_ok() {
                eprintln!("the page as it was: {}", file.display());
            }
        }
    }
}

impl Page {
    /// What the driver answers to a question, for where nothing asynchronous runs any more.
    fn last_answer(&self, question: &str) -> Option<String> {
        let path = format!("/session/{}/{question}", self.driver.session_id());
        let answer: Value = serde_json::from_str(&self.process.get(&path).ok()?).ok()?;
        answer["value"].as_str().map(str::to_owned)
    }

    fn last_picture(&self) -> Option<Vec<u8>> {
        base64::prelude::BASE64_STANDARD.decode(self.last_answer("screenshot")?).ok()
    }

    /// The reason that the page gives where its program has stopped.
    fn why_it_stopped(&self) -> Option<String> {
        let source = self.last_answer("source")?;
        let notice = source.split("id=\"stopped\"").nth(1)?.split("</div>").next()?;
        let reason = notice.split("boot-reason\">").nth(1)?.split('<').next()?;
        (!reason.is_empty()).then(|| reason.to_owned())
    }

    /// One command of the Chrome DevTools Protocol, which only Chromium speaks.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let answer = crate::protocol::devtools(&self.driver, command, parameters).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }
}

/// An argument list for scripts.
pub(crate) fn arguments(values: &[&str]) -> Vec<Value> {
    values.iter().map(|value| json!(value)).collect()
}
