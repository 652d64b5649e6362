//! The page in one file in the other engines, Firefox and `WebKit`, where this machine has them and their drivers.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use e2e::{Setup, Site};
use serde_json::{Value, json};

/// What a host may send with the one file.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; \
                      img-src data: blob:";
const RUNNING: &str = "return document.querySelector('main') !== null \
                       && !document.querySelector('.boot-notice:not([hidden]), .part[aria-busy]')";
const VIEWS: &str = "document.querySelectorAll('nav button')[arguments[0]].click()";
const PATIENCE: Duration = Duration::from_mins(1);

/// A browser that its own driver drives, with as much of WebDriver as this takes.
struct Engine {
    processes: Vec<Child>,
    port: u16,
    session: String,
}

impl Engine {
    /// `WebKitGTK`'s, which draws on a screen of its own; nothing, said, where it is missing.
    fn webkit() -> Option<Self> {
        let (Some(driver), Some(screen)) = (on_path("WebKitWebDriver"), on_path("Xvfb")) else {
            eprintln!("SKIPPED: no WebKitWebDriver or no Xvfb on PATH (Debian: webkit2gtk-driver, xvfb)");
            return None;
        };
        let display = format!(":{}", 100 + std::process::id() % 800);
        let screen = quiet(Command::new(screen).args([&display, "-screen", "0", "1440x900x24", "-nolisten", "tcp"]));
        let port = free_port();
        // Containers and root have no user namespaces for it; what is opened here is ours.
        let driver = quiet(
            Command::new(driver)
                .arg(format!("--port={port}"))
                .env("DISPLAY", display)
                .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
        );
        Some(Self::begin(vec![driver, screen], port, &json!({})))
    }

    /// Firefox; nothing, said, where it or geckodriver is missing.
    fn firefox() -> Option<Self> {
        let (Some(driver), Some(_)) = (on_path("geckodriver"), on_path("firefox")) else {
            eprintln!("SKIPPED: no Firefox or no geckodriver on PATH");
            return None;
        };
        let port = free_port();
        let driver = quiet(Command::new(driver).args(["--port", &port.to_string()]));
        Some(Self::begin(vec![driver], port, &json!({ "moz:firefoxOptions": { "args": ["-headless"] } })))
    }

    fn begin(processes: Vec<Child>, port: u16, wanted: &Value) -> Self {
        let mut engine = Self { processes, port, session: String::new() };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(Instant::now() < deadline, "the driver does not answer");
            thread::sleep(Duration::from_millis(50));
        }
        let answer = engine.ask("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        engine.session = answer["sessionId"].as_str().map(str::to_owned).unwrap_or_default();
        assert!(!engine.session.is_empty(), "no session: {answer}");
        engine
    }

    /// One command. Its value, or null where the driver closes without a word.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("the driver answers");
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{body}",
            self.port
        )
        .expect("a command is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let json = answer.find('{').zip(answer.rfind('}')).map_or("null", |(first, last)| &answer[first..=last]);
        let mut answer: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
        answer["value"].take()
    }

    fn command(&self, path: &str, body: &Value) -> Value {
        let value = self.ask("POST", &format!("/session/{}{path}", self.session), body);
        assert!(value["error"].is_null(), "{path}: {value}");
        value
    }

    fn js(&self, script: &str, arguments: &[Value]) -> Value {
        self.command("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// It runs, and shows every view, whose parts stand in the file too.
    fn assert_whole(&self, what: &str) {
        for view in [None, Some(1), Some(2), Some(0)] {
            if let Some(view) = view {
                self.js(VIEWS, &[json!(view)]);
            }
            let deadline = Instant::now() + PATIENCE;
            while self.js(RUNNING, &[]) != true {
                let says = || self.js("return document.body.innerText.slice(0, 600)", &[]);
                assert!(Instant::now() < deadline, "{what}, view {view:?}: it does not run: {}", says());
                thread::sleep(Duration::from_millis(100));
            }
        }
    }

    /// The one file from a disk, under a strict policy, and in a frame without an origin.
    fn assert_runs_the_one_file(&self) {
        let file = Setup::from_env().dist.expect("it was said").join("single/backprop-playground.html");
        let path = file.canonicalize().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.command("/url", &json!({ "url": format!("file://{}", path.display()) }));
        self.assert_whole("from a disk");
        let frame =
            "<!doctype html><title>A course</title><iframe sandbox=allow-scripts width=900 height=700 src=one.html>";
        let one = fs::read(&file).expect("the file can be read");
        let host = Site::new().with_file("/one.html", one.clone()).with_file("/frame.html", frame).start();
        let strict = Site::new().with_file("/one.html", one).with_header("one.html", "Content-Security-Policy", POLICY);
        self.command("/url", &json!({ "url": strict.start().url("/one.html") }));
        self.assert_whole("under a policy");
        self.command("/url", &json!({ "url": host.url("/frame.html") }));
        self.command("/frame", &json!({ "id": 0 }));
        self.assert_whole("in a frame without an origin");
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if !self.session.is_empty() && !thread::panicking() {
            self.ask("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        for process in &mut self.processes {
            drop(process.kill());
            drop(process.wait());
        }
    }
}

fn quiet(command: &mut Command) -> Child {
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("what is on PATH starts")
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder: PathBuf| folder.join(name)).find(|file: &PathBuf| Path::is_file(file))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
    listener.local_addr().expect("a bound listener has an address").port()
}

#[test]
fn the_one_file_runs_in_webkit() {
    if let Some(engine) = Engine::webkit() {
        engine.assert_runs_the_one_file();
    }
}

#[test]
fn the_one_file_runs_in_firefox() {
    if let Some(engine) = Engine::firefox() {
        engine.assert_runs_the_one_file();
    }
}
