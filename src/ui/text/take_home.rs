//! The strings of the menu "Take it home".

use super::super::format::integer;
use crate::{browser::file::FileProblem, export::Kind, lab::files};

pub(in crate::ui) const NAME: &str = "Take it home";
pub(in crate::ui) const WHAT: &str = "What to take home";
pub(in crate::ui) const SAVE: &str = "Save the file";
pub(in crate::ui) const COPY: &str = "Copy";
pub(in crate::ui) const COPIED: &str = "Copied.";
pub(in crate::ui) const NOT_COPIED: &str = "This page may not use the clipboard here: select the text and copy it.";
pub(in crate::ui) const NOT_SAVED: &str = "This page may not save files here: copy the text instead.";
pub(in crate::ui) const NO_PICTURE: &str = "This browser cannot make a picture of that size: take the SVG instead.";
pub(in crate::ui) const NO_LAYERS: &str =
    "The given arrays are not complete or do not fit together: there is nothing to take home of them yet.";
pub(in crate::ui) const OPEN: &str = "Open a state file…";
pub(in crate::ui) const PREVIEW: &str = "What is in the file";
pub(in crate::ui) const LICENCES: &str = "Licences of what this page is made of";

/// How large a state file may be: 5,000 points take about 300 kB.
pub(in crate::ui) const LARGEST: usize = 4 << 20;

pub(in crate::ui) const OF_STATE: &str = "This state";
pub(in crate::ui) const OF_STEP: &str = "This step as a program";
pub(in crate::ui) const OF_LAYERS: &str = "These layers as a program";
pub(in crate::ui) const OF_NUMBERS: &str = "Numbers";
pub(in crate::ui) const OF_PICTURES: &str = "Pictures for print";

pub(in crate::ui) const LINK: [&str; 2] = ["Link", "opens this very state in any browser"];
pub(in crate::ui) const STATE_FILE: [&str; 2] = ["State file", "the same as JSON, to open here again"];

/// A file's name and what it is for.
pub(in crate::ui) fn kind(kind: Kind) -> [&'static str; 2] {
    match kind {
        Kind::Numpy => ["NumPy script", "forward, backward, an update; asserts the page’s numbers"],
        Kind::Pytorch => ["PyTorch script", "the same by autograd"],
        Kind::Vectors => ["Test vectors, JSON", "inputs and gradients for your own tests"],
        Kind::Literals => ["NumPy literals", "parameters and gradients to paste"],
        Kind::History => ["Loss history, CSV", "losses and accuracies by step"],
        Kind::BoundarySvg => ["Boundary, SVG", "sharp at any size"],
        Kind::BoundaryPng => ["Boundary, PNG", "300 dots an inch"],
        Kind::HeatmapsSvg => ["Heatmaps, SVG", "every layer’s values and gradients"],
        Kind::HeatmapsPng => ["Heatmaps, PNG", "300 dots an inch"],
    }
}

/// A file of the layers that are shown, and what it is for.
pub(in crate::ui) fn of_layers(kind: files::Kind) -> [&'static str; 2] {
    match kind {
        files::Kind::Script => ["NumPy script", "forward and backward; asserts the page’s numbers"],
        files::Kind::Literals => ["NumPy literals", "every array to paste"],
        files::Kind::Latex => ["LaTeX", "every array as a matrix"],
        files::Kind::Csv => ["CSV", "every array, its name above it"],
    }
}

/// What the file of a picture is called, heard.
pub(in crate::ui) fn picture_of(file_name: &str) -> String {
    format!("Preview of {file_name}")
}

/// A file's name and size.
pub(in crate::ui) fn file(name: &str, bytes: usize) -> String {
    let size =
        if bytes < 2048 { format!("{bytes} bytes") } else { format!("{} kB", integer(bytes.div_ceil(1024) as u64)) };
    format!("{name}, {size}")
}

/// Why a state file was not read.
pub(in crate::ui) fn not_read(problem: &FileProblem) -> String {
    match problem {
        FileProblem::TooLarge { name, bytes } => format!(
            "{name} has {} kB, expected a state file of at most {} kB. Nothing was changed.",
            integer(bytes / 1024),
            integer(LARGEST as u64 / 1024)
        ),
        FileProblem::NotText { name } => format!("{name} is no text, expected JSON. Nothing was changed."),
        FileProblem::Unreadable { name } => format!("{name} could not be read. Nothing was changed."),
    }
}

/// A file that is no JSON.
pub(in crate::ui) fn not_json(name: &str, line: usize, column: usize) -> String {
    format!("{name}, line {line}, column {column}: this is not JSON. Nothing was changed.")
}

/// A file with problems, which follow.
pub(in crate::ui) fn problems(name: &str, count: usize) -> String {
    format!("{name} has {}. Nothing was changed.", super::count(count, "problem"))
}

/// One problem of a state file.
pub(in crate::ui) fn problem(path: &str, words: &str) -> String {
    if path.is_empty() { words.to_owned() } else { format!("{path}: {words}") }
}
