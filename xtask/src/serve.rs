//! `cargo xtask serve`: the page on loopback, built again whenever a source changes.

use std::env;
use std::net::{Ipv4Addr, TcpListener};
use std::process;

use crate::host;
use crate::page::{self, Kind};
use crate::proc;
use crate::report::{Outcome, note};
use crate::tools;
use crate::watch;

/// The port that is tried first.
const PORT: u16 = 8080;

/// What follows `serve`.
#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    kind: Kind,
    port: Option<u16>,
    no_open: bool,
}

impl Options {
    /// Reads what follows `serve`.
    pub(crate) fn parse(options: &[&str]) -> Outcome<Self> {
        let mut parsed = Self { kind: Kind::Release, port: None, no_open: false };
        let mut rest = options.iter();
        while let Some(option) = rest.next() {
            match (*option, rest.as_slice().first()) {
                ("--no-open", _) => parsed.no_open = true,
                ("--draft", _) => parsed.kind = Kind::Draft,
                ("--port", Some(value)) => {
                    let port = value.parse().ok().filter(|port| *port > 0);
                    parsed.port = Some(port.ok_or_else(|| format!("{value} is not a port from 1 to 65535"))?);
                    rest.next();
                }
                _ => return Err(format!("serve does not take {option}")),
            }
        }
        Ok(parsed)
    }
}

/// Builds, serves, and never returns while all is well.
pub(crate) fn run(options: &Options) -> Outcome {
    let tools = tools::for_building()?;
    let listener = listener(options.port)?;
    let address = listener.local_addr().map_err(|error| format!("the server has no address: {error}"))?;
    // Beside dist/, which is for publishing.
    let folder = proc::root().join("target/serve");
    let mut seen = watch::sources();
    page::make(options.kind, &tools, &folder)?;
    host::start(listener, folder.clone());
    let address = format!("http://{address}/");
    note(&format!("the playground is at {address} (Ctrl-C stops it)"));
    if !options.no_open && !proc::is_ci() {
        open_browser(&address);
    }
    loop {
        seen = watch::changed(seen);
        match page::make(options.kind, &tools, &folder) {
            Ok(()) => note("built again: load the page anew"),
            Err(error) => note(&format!("not built, and the page stays as it was: {error}")),
        }
    }
}

/// The asked port, or the usual one, or a free one.
fn listener(asked: Option<u16>) -> Outcome<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match asked {
        Some(port) => bind(port).map_err(|error| format!("port {port} cannot be had: {error}")),
        None => bind(PORT).or_else(|_| bind(0)).map_err(|error| format!("no port can be had on 127.0.0.1: {error}")),
    }
}

/// Whoever has no desktop has the address.
fn open_browser(address: &str) {
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|it| !it.is_empty()));
    let mut opener = if cfg!(windows) {
        let mut opener = proc::command("cmd");
        opener.args(["/C", "start", ""]);
        opener
    } else if cfg!(target_os = "macos") {
        proc::command("open")
    } else if desktop {
        proc::command("xdg-open")
    } else {
        return;
    };
    let quiet = opener.arg(address).stdout(process::Stdio::null()).stderr(process::Stdio::null());
    if quiet.status().is_ok_and(|status| status.success()) {
        note("opened a browser there");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let usual = Options { kind: Kind::Release, port: None, no_open: false };
        assert_eq!(Options::parse(&[]), Ok(usual), "nothing is the usual");
        let all = Options { kind: Kind::Draft, port: Some(9000), no_open: true };
        assert_eq!(Options::parse(&["--port", "9000", "--no-open", "--draft"]), Ok(all), "all");
        for options in [&["--port"] as &[&str], &["--port", "0"], &["--port", "70000"], &["--open"]] {
            assert!(Options::parse(options).is_err(), "{options:?} is refused");
        }
    }

    #[test]
    fn a_taken_port_is_refused_when_asked_for_and_avoided_otherwise() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let number = taken.local_addr().unwrap().port();
        assert!(listener(Some(number)).unwrap_err().contains("cannot be had"), "{number} is taken");
        assert!(listener(None).is_ok(), "some port is free");
    }
}
