//! Mounts the page.

fn main() {
    leptos::mount::mount_to_body(backprop_playground::ui::App);
}
