//! Puts tools into the user's cache folder: never over what the user has, never half.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

use crate::proc;
use crate::release::Release;
use crate::report::{Outcome, note, step};

/// What the folder of an installation under way bears in its name, before the number of its process.
const PART: &str = ".part-";

/// An installation that was begun so long ago was interrupted.
const ABANDONED: Duration = Duration::from_hours(24);

/// A tool of exactly one version.
pub(crate) struct Tool {
    /// The name that its package and its folder in the cache bear.
    pub(crate) package: &'static str,
    /// Exactly this version.
    pub(crate) version: String,
}

impl Tool {
    /// Where the tool stands in the cache, installed or not.
    pub(crate) fn folder(&self) -> Outcome<PathBuf> {
        Ok(cache()?.join(self.to_string()))
    }

    /// Where in its folder the program is that bears the package's name.
    fn program(&self) -> String {
        format!("bin/{}{}", self.package, env::consts::EXE_SUFFIX)
    }
}

impl std::fmt::Display for Tool {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A package of an organization has a slash in its name.
        write!(formatter, "{}-{}", self.package.replace('/', "+"), self.version)
    }
}

/// The program of that name on `PATH`, or else that version of it from crates.io.
pub(crate) fn program(package: &'static str, version: &str) -> Outcome<PathBuf> {
    proc::find(&[package]).map_or_else(|| with_cargo(package, version), Ok)
}

/// Builds a tool from crates.io unless it is there. Returns its program, which bears the package's name.
pub(crate) fn with_cargo(package: &'static str, version: &str) -> Outcome<PathBuf> {
    let tool = Tool { package, version: version.into() };
    let program = tool.program();
    Ok(once(&tool, &program, |target| build(&tool, target))?.join(program))
}

/// The same of a tool that its authors publish for this machine: as they built it where that can be had and runs here.
pub(crate) fn released(package: &'static str, version: &str, release: Option<&Release>) -> Outcome<PathBuf> {
    let tool = Tool { package, version: version.into() };
    let program = tool.program();
    let folder = once(&tool, &program, |target| {
        let Some(release) = release else { return build(&tool, target) };
        take(&tool, release, target).or_else(|error| {
            note(&format!("{error}; {tool} is compiled instead, in some minutes"));
            build(&tool, target)
        })
    })?;
    Ok(folder.join(program))
}

/// Unpacks a release of one program, and sees whether it runs here as the version that is meant.
fn take(tool: &Tool, release: &Release, target: &Path) -> Outcome {
    let program = target.join(tool.program());
    let folder = program.parent().unwrap_or(target);
    fs::create_dir_all(folder).map_err(|error| format!("{} cannot be created: {error}", folder.display()))?;
    release.unpack(folder)?;
    let says = proc::answer(proc::command(&program).arg("--version")).unwrap_or_default();
    if says.split_whitespace().any(|word| word == tool.version) {
        Ok(())
    } else {
        remove(folder);
        Err(format!("{} does not run on this machine", release.address))
    }
}

fn build(tool: &Tool, target: &Path) -> Outcome {
    // A debug build is three times faster to compile, and Trunk spends its time in other programs. An interrupted
    // installation goes on.
    let mut cargo = proc::cargo();
    cargo.args(["install", "--quiet", "--debug", "--locked", "--version", &tool.version, tool.package, "--root"]);
    cargo.arg(target).env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TARGET_DIR", build_folder()?);
    // Flags meant for the page are not meant for tools.
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("CARGO_BUILD_TARGET");
    proc::run(&mut cargo).map_err(|error| {
        format!(
            "{tool} could not be built: {error}\nIt comes from crates.io and needs a C compiler; a {} {} on PATH is \
             taken instead.",
            tool.package, tool.version
        )
    })
}

/// A package of the npm registry, pinned to its very bytes.
pub(crate) struct NpmPackage {
    /// Its name and version.
    pub(crate) tool: Tool,
    /// The hash of its archive, as package locks write it: `npm view <package>@<version> dist.integrity` says it.
    pub(crate) integrity: &'static str,
    /// The command that is wanted of it, and the file that it is, as JSON; empty for none.
    pub(crate) bin: &'static str,
}

impl NpmPackage {
    /// The lock file with which npm takes just this archive, or refuses it before it is unpacked.
    fn lock(&self) -> String {
        let (Tool { package, version }, Self { integrity, bin, .. }) = (&self.tool, self);
        format!(
            r#"{{ "lockfileVersion": 3, "requires": true, "packages": {{
  "": {{ "dependencies": {{ "{package}": "{version}" }} }},
  "node_modules/{package}": {{ "version": "{version}", "integrity": "{integrity}", "bin": {{ {bin} }} }}
}} }}"#
        )
    }
}

/// Installs a package from the npm registry unless `proof` in its folder says that it is there. Returns its folder.
pub(crate) fn with_npm(npm_package: &NpmPackage, proof: &str) -> Outcome<PathBuf> {
    let tool = &npm_package.tool;
    once(tool, proof, |target| {
        let Some(npm) = proc::find(&["npm"]) else {
            return Err(format!("{tool} comes from npm, which is not on PATH: install Node.js"));
        };
        let write = |name: &str, text: String| {
            fs::write(target.join(name), text).map_err(|error| format!("{name} cannot be written: {error}"))
        };
        let Tool { package, version } = tool;
        write("package.json", format!(r#"{{ "dependencies": {{ "{package}": "{version}" }} }}"#))?;
        write("package-lock.json", npm_package.lock())?;
        let mut npm = proc::command(npm);
        npm.args(["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(target);
        proc::run(&mut npm).map_err(|error| {
            format!("{tool} could not be had from the npm registry, or is not the package that is meant: {error}")
        })
    })
}

/// Makes a virtual environment with a package from the Python Package Index. Returns its Python.
pub(crate) fn with_pip(tool: &Tool, beside: &[String]) -> Outcome<PathBuf> {
    let python = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    // A virtual environment that is moved keeps its Python; only the commands beside it would not find it any more.
    let folder = once(tool, python, |target| {
        let Some(system) = proc::find(&["python3", "python"]) else {
            return Err(format!("{tool} is for Python, and there is no python3 on PATH"));
        };
        proc::run(proc::command(system).args(["-m", "venv"]).arg(target)).map_err(|error| {
            format!("{tool} needs Python's venv: {error}\nDebian has it in the package python3-venv.")
        })?;
        let mut pip = proc::command(target.join(python));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]);
        proc::run(pip.arg(format!("{}=={}", tool.package, tool.version)).args(beside))
            .map_err(|error| format!("{tool} could not be had from PyPI: {error}"))
    })?;
    Ok(folder.join(python))
}

/// Frees the space that building the tools took, once all of them are there and no other run is installing.
pub(crate) fn clean_up() {
    let (Ok(cache), Ok(building)) = (cache(), build_folder()) else { return };
    if !building.exists() {
        return;
    }
    let entries = fs::read_dir(cache).into_iter().flatten().flatten();
    let mut others_install = false;
    for part in entries.filter(|entry| entry.file_name().to_string_lossy().contains(PART)) {
        let modified = part.metadata().and_then(|metadata| metadata.modified()).ok();
        let age = modified.and_then(|time| time.elapsed().ok()).unwrap_or_default();
        if age < ABANDONED {
            others_install = true;
        } else {
            remove(&part.path());
        }
    }
    if !others_install {
        remove(&building);
    }
}

/// What cannot be removed only takes space.
fn remove(folder: &Path) {
    drop(fs::remove_dir_all(folder));
}

/// Fills a temporary sibling and renames it, so that the tool's folder is whole or absent.
fn once(tool: &Tool, proof: &str, fill: impl FnOnce(&Path) -> Outcome) -> Outcome<PathBuf> {
    let folder = tool.folder()?;
    if folder.join(proof).is_file() {
        return Ok(folder);
    }
    let target = folder.with_file_name(format!("{tool}{PART}{}", process::id()));
    step(&format!("installing {tool} into {}", folder.display()), || {
        fs::create_dir_all(&target).map_err(|error| format!("{} cannot be created: {error}", target.display()))?;
        let filled = fill(&target).and_then(|()| {
            if target.join(proof).is_file() { Ok(()) } else { Err(format!("{tool} was installed without {proof}")) }
        });
        let placed = filled.and_then(|()| place(&target, &folder, proof));
        if placed.is_err() {
            remove(&target);
        }
        placed
    })?;
    Ok(folder)
}

/// Moves a whole installation to where it belongs.
fn place(target: &Path, folder: &Path, proof: &str) -> Outcome {
    if folder.join(proof).is_file() {
        note("another run installed it meanwhile");
        return fs::remove_dir_all(target).map_err(|error| format!("{} cannot be removed: {error}", target.display()));
    }
    if folder.exists() {
        // What an older, interrupted installation left.
        fs::remove_dir_all(folder).map_err(|error| format!("{} cannot be replaced: {error}", folder.display()))?;
    }
    fs::rename(target, folder).map_err(|error| format!("{} cannot be renamed: {error}", target.display()))
}

/// The project's part of the user's cache folder.
fn cache() -> Outcome<PathBuf> {
    let of_user = if cfg!(windows) {
        env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else if let Some(folder) = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute())
    {
        Some(folder)
    } else {
        let below_home = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
        env::home_dir().map(|home| home.join(below_home))
    };
    of_user
        .map(|folder| folder.join("backprop-playground"))
        .ok_or_else(|| "no folder for the tools: set XDG_CACHE_HOME to one".to_string())
}

fn build_folder() -> Outcome<PathBuf> {
    Ok(cache()?.join("building"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::release::tests::published;

    #[test]
    fn a_release_that_does_not_run_as_the_version_that_is_meant_is_put_away() {
        let tool = Tool { package: "tool", version: "1.2.3".into() };
        for (name, script, runs) in [
            ("runs", "#!/bin/sh\necho tool 1.2.3\n", true),
            ("older", "#!/bin/sh\necho tool 1.2.2\n", false),
            ("foreign", "\u{1}not a program of this machine", false),
        ] {
            let (folder, release) = published(name, script);
            let taken = take(&tool, &release, &folder.join("taken"));
            assert_eq!(taken.is_ok(), runs, "{name}: {taken:?}");
            assert_eq!(folder.join("taken/bin/tool").exists(), runs, "{name}");
            fs::remove_dir_all(folder).expect("tidied");
        }
    }
}
