//! What `cargo xtask` does to files through libraries: takes the page's module apart, compresses the page, puts it into
//! one file, zips packages.

mod compress;
mod merge;
mod order;
mod single;
mod split;
mod terse;
mod zipped;

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
pack split <module.wasm> <folder> <name> <scripts>
                                           splits the module and writes it with its script into the folder
pack compress <folder>                     writes .br and .gz beside each file of the folder and of those in it
pack single <folder> <file.html>           writes the built page in the folder into one file
pack zip <folder> <file.zip>               writes everything in the folder into a zip file
pack unzip <file.zip> <folder>             unpacks it again";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["split", module, folder, name, scripts] => {
            split::split(Path::new(module), Path::new(folder), name, Path::new(scripts))
        }
        ["compress", folder] => compress::compress(Path::new(folder)),
        ["single", folder, file] => single::single(Path::new(folder), Path::new(file)),
        ["zip", folder, file] => zipped::zip(Path::new(folder), Path::new(file)),
        ["unzip", file, folder] => zipped::unzip(Path::new(file), Path::new(folder)),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pack: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What was made, or what went wrong in the libraries' own words.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;
