//! One process of a browser's driver, ended with its browsers when dropped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use crate::engine::Engine;
use crate::setup::Setup;

/// A running driver.
pub(crate) struct Driver {
    process: Child,
    /// What it draws on, where it needs one.
    screen: Option<Child>,
    port: u16,
    /// Asked to, it ends the browsers that it started.
    ends_by_itself: bool,
    /// What it and its browsers leave, profiles above all.
    scratch: PathBuf,
}

impl Driver {
    /// Starts it on a free port, and waits until it answers there.
    pub(crate) fn start(setup: &Setup) -> Self {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let scratch = env::temp_dir().join(format!("e2e-{}-{number}", process::id()));
        fs::create_dir_all(&scratch).unwrap_or_else(|error| panic!("{}: {error}", scratch.display()));
        let mut command = Command::new(setup.driver());
        command.envs(["TMPDIR", "TMP", "TEMP"].map(|name| (name, &scratch)));
        let screen = (setup.engine == Engine::Webkit).then(|| {
            let (screen, display) = screen(setup);
            // Containers and root have no user namespaces for it; what is opened here is ours.
            command.env("DISPLAY", display).env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
            // On Linux and x86-64 its interpreters of wasm now and then lose their place, and its process ends with a fault
            // at an address in …46505845, or the page is told of memory out of bounds or meets a value that it never wrote
            // (here once in some 400 visits), as others met too: WebKit bug 289009. So all of wasm is compiled before it
            // runs, as what is called often is anyway, and never changed in the middle of a loop.
            command.envs([("JSC_useWasmIPInt", "0"), ("JSC_useWasmLLInt", "0"), ("JSC_useWasmOSR", "0")]);
            screen
        });
        // ChromeDriver ends its browsers when asked; the others are ended together with theirs.
        #[cfg(unix)]
        if setup.engine != Engine::Chromium {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        let (process, port) = match setup.engine {
            Engine::Chromium => says_its_port(command.arg("--port=0"), "successfully on port "),
            Engine::Firefox => says_its_port(command.args(["--port", "0"]), "Listening on 127.0.0.1:"),
            Engine::Webkit => at_port(&mut command, free_port()),
        };
        Self { process, screen, port, ends_by_itself: setup.engine == Engine::Chromium, scratch }
    }

    /// The address that WebDriver clients connect to.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What has become of it, in words.
    pub(crate) fn standing(&mut self) -> String {
        match self.process.try_wait() {
            Ok(Some(status)) => format!("ended with {status}"),
            Ok(None) => "runs".into(),
            Err(error) => error.to_string(),
        }
    }

    /// One plain request, for where nothing asynchronous runs any more. Returns the answer’s body. `ChromeDriver` refuses
    /// HTTP/1.0.
    pub(crate) fn get(&self, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)?;
        // The connection stays open whatever was asked, so the length says where the answer ends.
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        for line in reader.by_ref().lines() {
            let line = line?.to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        Ok(String::from_utf8_lossy(&body).into_owned())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Killed, ChromeDriver would leave its browsers.
        if self.ends_by_itself {
            drop(self.get("/shutdown"));
        }
        if !self.ends_by_itself || !within_seconds(5, || !matches!(self.process.try_wait(), Ok(None))) {
            kill_with_children(&mut self.process);
        }
        if let Some(screen) = &mut self.screen {
            drop(screen.kill());
            drop(screen.wait());
        }
        // A browser that is still ending may write once more.
        within_seconds(2, || fs::remove_dir_all(&self.scratch).is_ok());
    }
}

/// Asks until the answer is yes or the time is over. Returns the last answer.
fn within_seconds(seconds: u64, mut ask: impl FnMut() -> bool) -> bool {
    let deadline = Instant::now() + Duration::from_secs(seconds);
    loop {
        if ask() {
            return true;
        }
        if Instant::now() > deadline {
            return false;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// A driver that says which port it chose after `words`.
fn says_its_port(command: &mut Command, words: &str) -> (Child, u16) {
    // ChromeDriver chooses a port that is free for one kind of address and ends where the other kind has it in use.
    const TRIES: usize = 8;
    let program = command.get_program().to_owned();
    for _ in 0..TRIES {
        let mut process = spawn(command.stdout(Stdio::piped()));
        let mut output = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        if let Some(port) = output.by_ref().map_while(Result::ok).find_map(|line| port_in(&line, words)) {
            // Nobody reads on, but a full pipe would stop it.
            thread::spawn(move || output.for_each(drop));
            return (process, port);
        }
        drop(process.wait());
    }
    panic!("{} ended {TRIES} times without naming its port", program.display())
}

/// A driver that takes the port it is given and says nothing.
fn at_port(command: &mut Command, port: u16) -> (Child, u16) {
    let process = spawn(command.arg(format!("--port={port}")).stdout(Stdio::null()));
    let answers = within_seconds(20, || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok());
    assert!(answers, "{} does not answer", command.get_program().display());
    (process, port)
}

/// A screen that nobody sees, large enough for every window of the tests, and its name.
fn screen(setup: &Setup) -> (Child, String) {
    let mut command = Command::new(&setup.xvfb);
    command.args(["-displayfd", "1", "-screen", "0", "1920x1400x24", "-nolisten", "tcp"]).stdout(Stdio::piped());
    let mut process = spawn(&mut command);
    let mut number = String::new();
    let mut output = BufReader::new(process.stdout.take().expect("its output is piped"));
    output.read_line(&mut number).expect("Xvfb says which display it is");
    (process, format!(":{}", number.trim()))
}

fn spawn(command: &mut Command) -> Child {
    let started = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
    started.unwrap_or_else(|error| panic!("{} could not be started: {error}", command.get_program().display()))
}

/// Ends a process and whatever it has started: a test that fails would leave its browser training at full speed.
fn kill_with_children(process: &mut Child) {
    if cfg!(unix) {
        drop(Command::new("kill").args(["-KILL", "--", &format!("-{}", process.id())]).status());
    }
    drop(process.kill());
    drop(process.wait());
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
    listener.local_addr().expect("a bound listener has an address").port()
}

/// From "ChromeDriver was started successfully on port 40123."
fn port_in(line: &str, words: &str) -> Option<u16> {
    line.split_once(words)?.1.trim_end_matches('.').trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[cfg(unix)]
    #[test]
    fn a_driver_that_ends_at_once_is_started_again() {
        let mark = std::env::temp_dir().join(format!("e2e-mark-{}", std::process::id()));
        let script = format!("[ -e '{0}' ] && echo 'on port 7.' || {{ touch '{0}'; exit 1; }}", mark.display());
        let (mut process, port) =
            super::says_its_port(std::process::Command::new("sh").args(["-c", &script]), "on port ");
        drop((process.wait(), std::fs::remove_file(&mark)));
        assert_eq!(port, 7, "the second one says it");
    }

    #[test]
    fn the_port_is_read() {
        for (line, words, port) in [
            ("ChromeDriver was started successfully on port 40123.", "successfully on port ", Some(40123)),
            ("Starting ChromeDriver 156.0 on port 0", "successfully on port ", None),
            ("1763790000000\tgeckodriver\tINFO\tListening on 127.0.0.1:40124", "Listening on 127.0.0.1:", Some(40124)),
        ] {
            assert_eq!(port_in(line, words), port, "{line}");
        }
    }
}
