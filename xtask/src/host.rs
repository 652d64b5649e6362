//! The folder of a built page on loopback: what a static host does, and no more.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Answers with the files of `folder` from now on, in threads of its own.
pub(crate) fn start(listener: TcpListener, folder: PathBuf) {
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            // A browser that hangs up early is no concern of the host.
            thread::spawn(move || drop(answer(&folder, &stream)));
        }
    });
}

fn answer(folder: &Path, mut stream: &TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    // The headers are read so that closing does not reset the connection under the answer.
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let name = asked(request.split(' ').nth(1).unwrap_or("/"));
    let contents = name.as_ref().and_then(|name| fs::read(folder.join(name)).ok());
    let (status, kind) = match (&contents, &name) {
        (Some(_), Some(name)) => ("200 OK", media_type(name)),
        _ => ("404 Not Found", "text/plain"),
    };
    let contents = contents.unwrap_or_else(|| b"not here".to_vec());
    write!(stream, "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", contents.len())?;
    // The page is built again at any moment. A sandboxed frame is of no origin.
    write!(stream, "Cache-Control: no-store\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n")?;
    if !request.starts_with("HEAD ") {
        stream.write_all(&contents)?;
    }
    stream.flush()
}

/// The file that a request is about: a name in the folder, never a way out of it.
fn asked(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next().unwrap_or("/").trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| path.to_path_buf())
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_folder_is_served() {
        assert_eq!(asked("/?x=1#y"), Some("index.html".into()), "the page");
        assert_eq!(asked("/page.css"), Some("page.css".into()), "a file");
        assert_eq!(asked("/../Cargo.toml"), None, "nothing above it");
        assert_eq!(asked("//etc/passwd"), Some("etc/passwd".into()), "nothing beside it");
    }
}
