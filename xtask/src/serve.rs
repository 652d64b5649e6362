//! `cargo xtask serve`: the page on loopback, built again whenever a source changes.

use std::env;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{self, Command};
use std::thread;
use std::time::Duration;

use crate::page::{self, Kind};
use crate::proc;
use crate::report::{Outcome, note};
use crate::tools;

/// The port that is tried first.
const PORT: u16 = 8080;

/// The hidden command that waits for the server and says where it is.
pub(crate) const ANNOUNCE: &str = "announce";

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
        let mut parsed = Self { kind: Kind::Served, port: None, no_open: false };
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
    let tools = tools::for_building(options.kind)?;
    let port = port(options.port)?;
    let mut trunk = page::trunk(&tools, "serve", options.kind);
    // Beside dist/, which is for publishing. Trunk's script that reloads the page is inline, which the page's security
    // policy forbids.
    trunk.arg("--dist").arg(proc::root().join("target/serve"));
    trunk.args(["--no-spa", "--no-autoreload", "--disable-address-lookup"]);
    trunk.args(["--address", "127.0.0.1", "--port", &port.to_string()]);
    start_announcer(port, options)?;
    become_or_run(&mut trunk)
}

/// The asked port, or the usual one, or a free one.
fn port(asked: Option<u16>) -> Outcome<u16> {
    let free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|listener| listener.local_addr());
    match asked {
        Some(port) => free(port).map(|_| port).map_err(|error| format!("port {port} cannot be had: {error}")),
        None => free(PORT)
            .or_else(|_| free(0))
            .map(|address| address.port())
            .map_err(|error| format!("no port can be had on 127.0.0.1: {error}")),
    }
}

/// A second process says when the server answers, for this one becomes Trunk.
fn start_announcer(port: u16, options: &Options) -> Outcome {
    let program = env::current_exe().map_err(|error| format!("this program does not know where it is: {error}"))?;
    let open = if options.no_open { "no" } else { "yes" };
    let mut announcer = proc::command(program);
    announcer.args([ANNOUNCE, &port.to_string(), open]);
    announcer.spawn().map(drop).map_err(|error| format!("the address cannot be announced: {error}"))
}

/// Waits until the server answers, prints its address, and opens a browser where there is one.
pub(crate) fn announce(port: &str, open: &str) -> Outcome {
    let number: u16 = port.parse().map_err(|_| format!("{port} is not a port"))?;
    let parent = parent();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, number)).is_err() {
        if self::parent() != parent {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    let address = format!("http://127.0.0.1:{number}/");
    note(&format!("the playground is at {address} (Ctrl-C stops it)"));
    if open == "yes" && !proc::is_ci() {
        open_browser(&address);
    }
    Ok(())
}

/// A server that died is no longer waited for.
fn parent() -> u32 {
    #[cfg(unix)]
    return std::os::unix::process::parent_id();
    #[cfg(not(unix))]
    return process::id();
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

/// Becomes Trunk where the system can, so that whoever stops this command stops the server.
fn become_or_run(trunk: &mut Command) -> Outcome {
    #[cfg(unix)]
    {
        let error = std::os::unix::process::CommandExt::exec(trunk);
        Err(format!("Trunk could not be started: {error}"))
    }
    #[cfg(not(unix))]
    proc::run(trunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let usual = Options { kind: Kind::Served, port: None, no_open: false };
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
        assert!(port(Some(number)).unwrap_err().contains("cannot be had"), "{number} is taken");
        assert!(port(None).is_ok(), "some port is free");
    }
}
