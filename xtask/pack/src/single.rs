//! The whole page in one HTML file, for where nothing can be fetched: a disk, a frame of no origin, a strict policy.
//!
//! Scripts and styles stand in the file as they are. Modules and notices are packed with gzip and written as base64, in
//! blocks that no browser runs: every browser that has the vectors of the page's program unpacks them by itself, but for
//! Firefox before 113.

use std::fs;
use std::path::Path;

use base64::{Engine, prelude::BASE64_STANDARD};

use crate::{Outcome, compress::gzip};

/// The part of the loader that takes files from the page instead of a host.
const INSIDE: &str = include_str!("single.js");
/// What the one file allows itself: what stands in it, and nothing from anywhere.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; \
                      img-src data: blob:; frame-src 'self'; base-uri 'none'; form-action 'none'";
/// No links to what stands beside the page elsewhere, and the dialog of the notices.
const STYLE: &str = "a[href^=\"./article/\"] { display: none }\n.boot-licences { max-width: 60rem; overflow-wrap: anywhere }\n\
                     .boot-licences pre { white-space: pre-wrap }\n.boot-licences button { position: sticky; top: 0 }\n";

type Text = Result<String, String>;

/// Writes the built page in `folder` into the one file `out`.
pub(crate) fn single(folder: &Path, out: &Path) -> Outcome {
    let page = Built { folder };
    let html = page.whole()?;
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(out, html)?;
    Ok(())
}

/// A built page with its stamped names.
struct Built<'f> {
    folder: &'f Path,
}

impl Built<'_> {
    /// The page's HTML with everything in it.
    fn whole(&self) -> Text {
        let index = self.read("index.html")?;
        let [icon, first] = ["icon-", "first-"].map(|stem| self.named(stem));
        let styles = ["page-", "later-"].map(|stem| self.named(stem).and_then(|sheet| self.read(&sheet)));
        let styles = styles.into_iter().collect::<Result<String, _>>()?;
        let icon = format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(self.read(&icon?)?));
        let mut html = Vec::new();
        for line in index.lines() {
            match line.trim_start() {
                tag if tag.starts_with("<meta http-equiv=\"Content-Security-Policy\"") => {
                    html.push(format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
                }
                tag if tag.starts_with("<link rel=\"stylesheet\" href=\"./page-") => {
                    html.push(format!("<style>\n{styles}{STYLE}</style>\n"));
                }
                tag if tag.starts_with("<link rel=\"icon\"") => {
                    html.push(format!("<link rel=\"icon\" href=\"{icon}\">\n"));
                }
                tag if tag.starts_with("<script src=\"./first-") => {
                    html.push(format!("<script>\n{}</script>\n", inline(&self.read(&first.clone()?)?)?));
                }
                // The program stands at the end.
                tag if tag.starts_with("<script") || tag.starts_with("<!--") => {}
                "</body>" => {
                    html.push(self.blocks()?);
                    html.push(format!("<script type=\"module\">\n{}</script>\n</body>\n", inline(&self.program()?)?));
                }
                _ => html.push(format!("{line}\n")),
            }
        }
        let html = without_element(&html.concat(), "<div id=\"from-disk\"", "</div>")?;
        for outside in ["src=\"./", "href=\"./"] {
            if html.contains(outside) {
                return Err(format!("index.html asks for something that the one file does not have: {outside}"));
            }
        }
        Ok(html)
    }

    /// Every file that is fetched while the page runs, in a block under its name.
    fn blocks(&self) -> Text {
        let mut blocks = Vec::new();
        for name in self.names()? {
            if is(&name, "wasm") || name.starts_with("licences") && is(&name, "html") {
                let contents = fs::read(self.folder.join(&name)).map_err(|error| format!("{name}: {error}"))?;
                let packed = BASE64_STANDARD.encode(gzip(&contents).map_err(|error| format!("{name}: {error}"))?);
                blocks.push(format!("<script type=\"application/octet-stream\" id=\"./{name}\">{packed}</script>\n"));
            }
        }
        Ok(blocks.concat())
    }

    /// The program's script, which takes its modules from the page.
    fn program(&self) -> Text {
        let script = self.read(&self.named("backprop-playground-")?)?;
        // The page has all of its styles.
        let script = script.replace(&format!(", \"./{}\"", self.named("later-")?), "");
        Ok(format!("{INSIDE}\n{}", from_inside(&script)?))
    }

    /// The file whose stamped name begins so: `page-`, then 16 digits.
    fn named(&self, stem: &str) -> Text {
        let is_it = |name: &String| {
            name.strip_prefix(stem).and_then(|rest| rest.split('.').next()).is_some_and(|hash| hash.len() == 16)
                && [".js", ".css", ".svg"].iter().any(|end| name.ends_with(end))
        };
        self.names()?.into_iter().find(is_it).ok_or_else(|| format!("the page has no {stem}…"))
    }

    fn names(&self) -> Result<Vec<String>, String> {
        let entries = fs::read_dir(self.folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let entries = entries.map_err(|error| format!("{}: {error}", self.folder.display()))?;
        let mut names: Vec<String> = entries.iter().map(|entry| entry.file_name().to_string_lossy().into()).collect();
        names.sort();
        Ok(names)
    }

    fn read(&self, name: &str) -> Text {
        fs::read_to_string(self.folder.join(name)).map_err(|error| format!("{name}: {error}"))
    }
}

fn is(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|its| its == extension)
}

/// The script with every file that it fetches taken from the page, however it asks for it.
fn from_inside(script: &str) -> Text {
    const BEGIN: &str = "fetch(new URL(";
    const END: &str = ", import.meta.url))";
    let mut changed = Vec::new();
    let mut rest = script;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, behind) = after.split_once(END).ok_or("a script fetches what is not beside it")?;
        changed.push(format!("{before}inside({name})"));
        rest = behind;
    }
    if changed.is_empty() {
        return Err(format!("a script that was to fetch something has no {BEGIN}"));
    }
    Ok(changed.concat() + rest)
}

/// The script, where nothing in it ends the element that it is put into.
fn inline(script: &str) -> Result<&str, String> {
    match ["</script", "<!--"].iter().find(|end| script.contains(*end)) {
        Some(end) => Err(format!("a script holds {end}, which HTML would take for its own")),
        None => Ok(script),
    }
}

/// Without the element that begins so, up to and with the next `end`.
fn without_element(html: &str, begin: &str, end: &str) -> Text {
    let (before, rest) = html.split_once(begin).ok_or_else(|| format!("index.html has no {begin}"))?;
    let (_, after) = rest.split_once(end).ok_or_else(|| format!("{begin} does not end"))?;
    Ok(format!("{before}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "0123456789abcdef";

    fn built(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("pack-single-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).expect("a folder");
        let index = format!(
            "<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">\n\
             <link rel=\"icon\" type=\"image/svg+xml\" href=\"./icon-{HASH}.svg\">\n\
             <link rel=\"stylesheet\" href=\"./page-{HASH}.css\">\n<script src=\"./first-{HASH}.js\"></script>\n\
             <script type=\"module\" src=\"./backprop-playground-{HASH}.js\"></script>\n</head>\n<body>\n<div id=\"from-disk\"><p>No.</p></div>\n\
             <div id=\"frame\"></div>\n</body>\n"
        );
        let script = format!(
            "const load = () => fetch(new URL(\"./a.wasm\", import.meta.url));\npart([\"./a.wasm\", \"./later-{HASH}.css\"]);\n\
             fetch(new URL(MODULE, import.meta.url));\n"
        );
        for (file, text) in [
            ("index.html", index.as_str()),
            (&format!("icon-{HASH}.svg"), "<svg/>"),
            (&format!("page-{HASH}.css"), "body {}\n"),
            (&format!("later-{HASH}.css"), "main {}\n"),
            (&format!("first-{HASH}.js"), "first();\n"),
            (&format!("backprop-playground-{HASH}.js"), &script),
            ("a.wasm", "module"),
        ] {
            fs::write(folder.join(file), text).expect("a file");
        }
        folder
    }

    #[test]
    fn everything_stands_in_the_one_file() {
        let folder = built("whole");
        let html = Built { folder: &folder }.whole().expect("one file");
        for present in ["body {}\nmain {}\n", "first();", "inside(\"./a.wasm\")", "inside(MODULE)", "id=\"./a.wasm\""] {
            assert!(html.contains(present), "{present} is not in {html}");
        }
        for absent in ["later-", "fetch(", "src=\"", "from-disk", "default-src 'self'", "import.meta"] {
            assert!(!html.contains(absent), "{absent} is in {html}");
        }
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn what_would_end_its_element_is_refused() {
        let folder = built("ends");
        fs::write(folder.join(format!("first-{HASH}.js")), "'</script>'").expect("a file");
        assert!(Built { folder: &folder }.whole().expect_err("refused").contains("</script"), "the reason");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
