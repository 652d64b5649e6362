//! What one takes home: files of a run's present state, as text or as pictures that are still data.
//!
//! | file | what it makes |
//! |---|---|
//! | `numpy`, `pytorch` | one step as a script that compares its numbers with the page's |
//! | `vectors`, `literals` | parameters and gradients as JSON test vectors, and as NumPy to paste |
//! | `history` | losses and accuracies along the run, as CSV |
//! | `boundary`, `heatmaps` | pictures at print size |
//! | [`resolution`] | how large a PNG is on paper |
//! | [`plane`] | what pictures of the plane are made of, here and on the page |
//!
//! Gradients in scripts, test vectors and literals are right ones, whatever bug is in force: who takes them home wants
//! to compare. The heatmaps show what the page shows.

mod boundary;
mod heatmaps;
mod history;
mod literals;
mod numpy;
pub mod plane;
mod print;
mod python;
mod pytorch;
pub mod resolution;
pub mod sentence;
mod step;
mod text;
mod vectors;

use strum::{IntoStaticStr, VariantArray};

use crate::{
    check::CheckSpec,
    plot::{scene::Scene, svg::svg},
    training::{Scope, Snapshot},
};

/// Dots of a picture on paper for a unit of its scene: 300 an inch.
pub const DOTS: f64 = 300.0 / 96.0;

/// Which file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Kind {
    /// One step as a script for Python with NumPy.
    Numpy,
    /// One step as a script for Python with `PyTorch`, the gradient by its autograd.
    Pytorch,
    /// Parameters and gradients as JSON, for tests.
    Vectors,
    /// Parameters and gradients as NumPy arrays to paste.
    Literals,
    /// The decision boundary over the data, as SVG.
    #[strum(serialize = "boundary.svg")]
    BoundarySvg,
    /// The same as PNG.
    #[strum(serialize = "boundary.png")]
    BoundaryPng,
    /// Value, backprop, finite difference and their difference of every parameter, as SVG.
    #[strum(serialize = "heatmaps.svg")]
    HeatmapsSvg,
    /// The same as PNG.
    #[strum(serialize = "heatmaps.png")]
    HeatmapsPng,
    /// Losses and accuracies along the run, as CSV.
    #[strum(serialize = "history.csv")]
    History,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// The file itself.
    Text(String),
    /// A picture that only a browser can turn into PNG bytes.
    Picture(Scene),
}

/// A file to save.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its name, with its extension.
    pub file_name: String,
    /// Its media type, as HTTP names it.
    pub media_type: &'static str,
    /// What is in it.
    pub content: Content,
}

/// Makes a file of `now`, its gradients about the examples in `scope`, its finite differences as `check` says.
///
/// It is the same file, to the byte, for the same state.
pub fn make(kind: Kind, now: &Snapshot, scope: Scope, check: &CheckSpec) -> Made {
    let content = match kind {
        Kind::Numpy => Content::Text(numpy::script(now, scope, check)),
        Kind::Pytorch => Content::Text(pytorch::script(now, scope)),
        Kind::Vectors => Content::Text(vectors::json(now, scope)),
        Kind::Literals => Content::Text(literals::arrays(now, scope)),
        Kind::BoundarySvg => {
            Content::Text(svg(&boundary::picture(now), &text::boundary_title(now), &text::boundary_words(now)))
        }
        Kind::BoundaryPng => Content::Picture(boundary::picture(now)),
        Kind::HeatmapsSvg => {
            let picture = heatmaps::picture(now, scope, check);
            Content::Text(svg(&picture, &text::heatmaps_title(now), &text::heatmaps_words(now, scope)))
        }
        Kind::HeatmapsPng => Content::Picture(heatmaps::picture(now, scope, check)),
        Kind::History => Content::Text(history::csv(now)),
    };
    Made { file_name: kind.file_name(now), media_type: kind.media_type(), content }
}

impl Kind {
    /// The media type of such a file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Numpy | Self::Pytorch | Self::Literals => "text/x-python",
            Self::Vectors => "application/json",
            Self::BoundarySvg | Self::HeatmapsSvg => "image/svg+xml",
            Self::BoundaryPng | Self::HeatmapsPng => "image/png",
            Self::History => "text/csv",
        }
    }

    /// The name of such a file: `backprop-step-340.py`. Two steps of a run never overwrite each other.
    pub fn file_name(self, now: &Snapshot) -> String {
        let ending = match self {
            Self::Numpy => ".py",
            Self::Pytorch => "-torch.py",
            Self::Vectors => "-vectors.json",
            Self::Literals => "-literals.py",
            Self::BoundarySvg => "-boundary.svg",
            Self::BoundaryPng => "-boundary.png",
            Self::HeatmapsSvg => "-heatmaps.svg",
            Self::HeatmapsPng => "-heatmaps.png",
            Self::History => return "loss-history.csv".to_owned(),
        };
        format!("backprop-step-{}{ending}", now.step)
    }
}

#[cfg(test)]
mod tests;
