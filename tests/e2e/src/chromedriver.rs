//! One ChromeDriver process, ended with its browsers when dropped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A running ChromeDriver.
pub(crate) struct Chromedriver {
    process: Child,
    port: u16,
}

impl Chromedriver {
    /// Starts it on a free port of its own choice, and waits until it says which.
    pub(crate) fn start(program: &Path) -> Self {
        let mut process = Command::new(program)
            .arg("--port=0")
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
        Self { process, port }
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
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer.split_once("\r\n\r\n").map(|(_, body)| body.to_string()).unwrap_or_default())
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // Asked to, it ends the browsers that it started; killed, it would leave them.
        drop(self.get("/shutdown"));
        let deadline = Instant::now() + Duration::from_secs(5);
        while Instant::now() < deadline {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        drop(self.process.kill());
        drop(self.process.wait());
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
