//! One ChromeDriver process, ended with its browsers when dropped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// A running ChromeDriver.
pub(crate) struct Chromedriver {
    process: Child,
    port: u16,
    /// What it and its browsers leave, profiles above all.
    scratch: PathBuf,
}

impl Chromedriver {
    /// Starts it on a free port of its own choice, and waits until it says which.
    pub(crate) fn start(program: &Path) -> Self {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let scratch = env::temp_dir().join(format!("e2e-{}-{number}", process::id()));
        fs::create_dir_all(&scratch).unwrap_or_else(|error| panic!("{}: {error}", scratch.display()));
        let mut process = Command::new(program)
            .arg("--port=0")
            .envs(["TMPDIR", "TMP", "TEMP"].map(|name| (name, &scratch)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} could not be started: {error}", program.display()));
        let mut output = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let port = output.by_ref().flatten().find_map(|line| port_in(&line));
        let port = port.unwrap_or_else(|| panic!("{} ended without naming its port", program.display()));
        // Nobody reads on, but a full pipe would stop it.
        thread::spawn(move || output.for_each(drop));
        Self { process, port, scratch }
    }

    /// The address that WebDriver clients connect to.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
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

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // Asked to, it ends the browsers that it started; killed, it would leave them.
        drop(self.get("/shutdown"));
        if !within_seconds(5, || !matches!(self.process.try_wait(), Ok(None))) {
            drop(self.process.kill());
            drop(self.process.wait());
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

/// From "ChromeDriver was started successfully on port 40123."
fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 40123."),
            Some(40123),
            "the line that counts"
        );
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None, "the line before it");
    }
}
