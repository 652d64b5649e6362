//! Mounts the page.

use backprop_playground::{browser::page, ui};

fn main() {
    page::show_panics();
    ui::start();
}
