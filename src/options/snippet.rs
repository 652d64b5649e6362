//! What an author pastes to have a figure in a page, for each kind of host.

use strum::{IntoStaticStr, VariantArray};

/// Where a figure is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Host {
    /// A page of one's own.
    Html,
    /// Moodle's editor, in its HTML view.
    Moodle,
    /// Canvas' editor, in its HTML view.
    Canvas,
    /// A raw HTML component of Open edX.
    OpenEdx,
    /// `MyST` Markdown, and Jupyter Book 2, which is made of it.
    Myst,
    /// Quarto.
    Quarto,
    /// `MkDocs`.
    Mkdocs,
}

/// A figure in a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Its whole address.
    pub address: String,
    /// What a screen reader calls it; hosts may show it as a caption.
    pub title: String,
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
}

impl Frame {
    /// What one pastes into `host`.
    pub fn snippet(&self, host: Host) -> String {
        match host {
            Host::Html | Host::OpenEdx | Host::Mkdocs => self.html(),
            // Both keep what a style says, and Canvas drops the attribute `loading` with no harm.
            Host::Canvas => format!("<p>{}</p>\n", self.html().trim_end()),
            Host::Moodle => format!("<div class=\"no-overflow\">{}</div>\n", self.html().trim_end()),
            Host::Quarto => format!("```{{=html}}\n{}```\n", self.html()),
            Host::Myst => format!(":::{{iframe}} {}\n:width: 100%\n{}\n:::\n", self.address, one_line(&self.title)),
        }
    }

    fn html(&self) -> String {
        let Self { width, height, .. } = self;
        let [address, title] = [&self.address, &self.title].map(|text| escaped(&one_line(text)));
        format!(
            "<iframe src=\"{address}\"\n  title=\"{title}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"\n  \
             style=\"max-width: 100%; border: 0\" allow=\"clipboard-write; fullscreen\"></iframe>\n"
        )
    }
}

/// A text on one line: a line break would end a directive, or an option of it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as the value of an attribute in quotation marks.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;

    fn frame() -> Frame {
        let address = "https://x.org/b/?panels=boundary,transport&title=a%22b#v=2&k=1".to_owned();
        Frame { address, title: "A \"hinge\" <&>\nand more".to_owned(), width: 640, height: 360 }
    }

    #[test]
    fn what_is_pasted_cannot_break_out_of_its_place() {
        for host in Host::ALL.iter().filter(|host| **host != Host::Myst) {
            let snippet = frame().snippet(*host);
            assert!(
                snippet.contains("src=\"https://x.org/b/?panels=boundary,transport&amp;title=a%22b#v=2&amp;k=1\""),
                "{snippet}"
            );
            assert!(snippet.contains("title=\"A &quot;hinge&quot; &lt;&amp;&gt; and more\""), "{snippet}");
            assert!(snippet.contains("width=\"640\" height=\"360\""), "{snippet}");
            assert_eq!(snippet.matches('<').count(), snippet.matches('>').count(), "{snippet}");
        }
    }

    #[test]
    fn books_have_their_own_words() {
        let expected = ":::{iframe} https://x.org/b/?panels=boundary,transport&title=a%22b#v=2&k=1\n:width: 100%\n\
                        A \"hinge\" <&> and more\n:::\n";
        assert_eq!(frame().snippet(Host::Myst), expected, "a directive");
        assert!(frame().snippet(Host::Quarto).starts_with("```{=html}\n<iframe "), "a block of HTML");
    }
}
