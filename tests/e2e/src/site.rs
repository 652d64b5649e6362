//! A static host on loopback, as small as one can be: a page's files in memory, at any path.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// Files by their path on the host, and what the host says of some of them.
pub struct Site {
    files: HashMap<String, Vec<u8>>,
    compressed: bool,
    /// Another media type than the usual, by the end of a path.
    types: HashMap<String, &'static str>,
    /// Whether scripts of other origins may have the files.
    open_to_all: bool,
    /// A header of some files: the end of their paths, its name, its value.
    headers: Vec<(String, &'static str, String)>,
}

/// A host that is answering, as long as this process lives.
pub struct Host {
    origin: String,
}

impl Site {
    /// A host with no files.
    pub fn new() -> Self {
        Self {
            files: HashMap::new(),
            compressed: false,
            types: HashMap::new(),
            open_to_all: false,
            headers: Vec::new(),
        }
    }

    /// Adds every file of a folder under `path`, which begins and ends with a slash.
    #[must_use]
    pub fn with_folder(mut self, path: &str, folder: &Path) -> Self {
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries.map(|entry| entry.expect("a folder can be listed").path()) {
            let name = entry.file_name().expect("an entry has a name").to_string_lossy().into_owned();
            if entry.is_dir() {
                self = self.with_folder(&format!("{path}{name}/"), &entry);
            } else {
                let contents = fs::read(&entry).unwrap_or_else(|error| panic!("{}: {error}", entry.display()));
                self.files.insert(format!("{path}{name}"), contents);
            }
        }
        self
    }

    /// Adds one file.
    #[must_use]
    pub fn with_file(mut self, path: &str, contents: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_string(), contents.into());
        self
    }

    /// Whether there is such a file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Changes every file whose path ends so: a damaged download, say.
    #[must_use]
    pub fn with_changed(mut self, end: &str, change: impl Fn(&mut Vec<u8>)) -> Self {
        let chosen = self.files.iter_mut().filter(|(path, _)| path.ends_with(end));
        let count = chosen.map(|(_, contents)| change(contents)).count();
        assert!(count > 0, "no file of the page ends in {end}");
        self
    }

    /// Sends every file whose path ends so as another type than the usual: a host that does not know it.
    #[must_use]
    pub fn with_type(mut self, end: &str, kind: &'static str) -> Self {
        self.types.insert(end.to_string(), kind);
        self
    }

    /// Sends a header with every file whose path ends so: a policy, say.
    #[must_use]
    pub fn with_header(mut self, end: &str, name: &'static str, value: &str) -> Self {
        self.headers.push((end.to_string(), name, value.to_string()));
        self
    }

    /// Leaves out every file whose name begins so.
    #[must_use]
    pub fn without_named(mut self, start: &str) -> Self {
        let before = self.files.len();
        self.files.retain(|path, _| !path.rsplit('/').next().is_some_and(|name| name.starts_with(start)));
        assert!(self.files.len() < before, "no file of the page begins with {start}");
        self
    }

    /// Leaves out every file whose path ends so.
    #[must_use]
    pub fn without(mut self, end: &str) -> Self {
        let before = self.files.len();
        self.files.retain(|path, _| !path.ends_with(end));
        assert!(self.files.len() < before, "no file of the page ends in {end}");
        self
    }

    /// Sends the `.br` that stands beside a file where there is one, as hosts do that find it.
    #[must_use]
    pub fn compressed(mut self) -> Self {
        self.compressed = true;
        self
    }

    /// Lets scripts of every origin have every file, as GitHub Pages does: a sandboxed frame is of no origin, and asks for
    /// that. Plain static hosts do not say it, and nothing else may need it.
    #[must_use]
    pub fn open_to_all(mut self) -> Self {
        self.open_to_all = true;
        self
    }

    /// Answers on a free port of 127.0.0.1 from now on.
    pub fn start(self) -> Host {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
        let port = listener.local_addr().expect("a bound listener has an address").port();
        let site = Arc::new(self);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = Arc::clone(&site);
                // A browser that hangs up early is no concern of the host.
                thread::spawn(move || drop(answer(&site, &stream)));
            }
        });
        Host { origin: format!("http://127.0.0.1:{port}") }
    }
}

impl Default for Site {
    fn default() -> Self {
        Self::new()
    }
}

impl Host {
    /// The address of a path that begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

fn answer(site: &Site, stream: &TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    // The headers are read so that closing does not reset the connection under the answer.
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}

    let target = request.split(' ').nth(1).unwrap_or("/");
    let path = target.split(['?', '#']).next().unwrap_or("/");
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_string() };
    let compressed = site.files.get(&format!("{path}.br")).filter(|_| site.compressed);
    let (status, contents) = match compressed.or_else(|| site.files.get(&path)) {
        Some(contents) => ("200 OK", contents.as_slice()),
        None => ("404 Not Found", b"not here".as_slice()),
    };
    let length = contents.len();
    let kind = if status.starts_with("200") { site.media_type(&path) } else { "text/plain" };
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n")?;
    if compressed.is_some() {
        write!(stream, "Content-Encoding: br\r\n")?;
    }
    if site.open_to_all {
        write!(stream, "Access-Control-Allow-Origin: *\r\n")?;
    }
    let headers = || site.headers.iter().filter(|(end, ..)| path.ends_with(end.as_str()));
    for (_, name, value) in headers() {
        write!(stream, "{name}: {value}\r\n")?;
    }
    // No test sees what another one had, unless it asks for that.
    if !headers().any(|(_, name, _)| *name == "Cache-Control") {
        write!(stream, "Cache-Control: no-store\r\n")?;
    }
    write!(stream, "Connection: close\r\n\r\n")?;
    if !request.starts_with("HEAD ") {
        stream.write_all(contents)?;
    }
    stream.flush()
}

impl Site {
    /// What this host says of a file.
    fn media_type(&self, path: &str) -> &'static str {
        let other = self.types.iter().find(|(end, _)| path.ends_with(end.as_str()));
        other.map_or_else(|| media_type(path), |(_, kind)| kind)
    }
}

/// What static hosts say of such a file.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "map") => "application/json",
        _ => "application/octet-stream",
    }
}
