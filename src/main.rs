//! Mounts the page.

use backprop_playground::{browser::page, ui::App};

fn main() {
    page::show_panics();
    leptos::mount::mount_to_body(App);
}
