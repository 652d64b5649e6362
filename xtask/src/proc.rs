//! Other programs: where they are, what they answer, whether they succeeded.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::report::Outcome;

/// The repository: everything runs here, wherever the command was typed.
pub(crate) fn root() -> PathBuf {
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into()));
    package.parent().map_or_else(|| package.clone(), Path::to_path_buf)
}

/// A command run in the repository, with no input to wait for.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that runs this, so that a toolchain chosen by `cargo +…` stays chosen.
pub(crate) fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end with its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let name = name(command);
    let ended = command.status().map_err(|error| format!("{name} could not be started: {error}"));
    ended.and_then(|status| outcome(&name, status))
}

/// The same, and what it printed.
pub(crate) fn run_heard(command: &mut Command) -> (Outcome, String) {
    let name = name(command);
    let started = command.stdout(Stdio::piped()).spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) => return (Err(format!("{name} could not be started: {error}")), String::new()),
    };
    let mut heard = String::new();
    for line in child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).lines()).map_while(Result::ok)
    {
        println!("{line}");
        heard += &line;
        heard.push('\n');
    }
    let ended = child.wait().map_err(|error| format!("{name} could not be waited for: {error}"));
    (ended.and_then(|status| outcome(&name, status)), heard)
}

/// A program that runs beside others, with what they leave of the machine; ended with this value.
pub(crate) struct Beside(Option<Child>);

/// Starts it, where the system knows how to run it behind the others; whether it succeeds is asked when it is run again.
/// Not far behind: on a machine that is busy with something else it would never end.
pub(crate) fn beside(command: &Command) -> Beside {
    let nice = find(&["nice"]).map(|nice| {
        let mut behind = self::command(nice);
        behind.args(["-n", "5"]).arg(command.get_program()).args(command.get_args());
        for (variable, value) in command.get_envs() {
            match value {
                Some(value) => behind.env(variable, value),
                None => behind.env_remove(variable),
            };
        }
        behind
    });
    Beside(nice.and_then(|mut behind| behind.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()))
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            drop(child.wait());
        }
    }
}

fn outcome(name: &str, status: ExitStatus) -> Outcome {
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status})")) }
}

/// "cargo clippy": enough for a person to know which command it was.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let word = command.get_args().next().map(|argument| argument.to_string_lossy().into_owned());
    word.filter(|word| !word.starts_with('-')).map_or(program.clone(), |word| format!("{program} {word}"))
}

/// What the command prints, or nothing where it is missing or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// Where a program of one of these names is on `PATH`.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        let candidates = folders.iter().flat_map(|folder| executables(folder, name));
        candidates.into_iter().find(|file| file.is_file())
    })
}

/// The files that a program's name may stand for in a folder.
fn executables(folder: &Path, name: &str) -> Vec<PathBuf> {
    let suffixes: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    suffixes.iter().map(|suffix| folder.join(format!("{name}{suffix}"))).collect()
}

/// True where a service runs this rather than a person.
pub(crate) fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}
