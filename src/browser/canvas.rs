//! Paints scenes and rasters on canvases, and again what a browser has lost.

use std::cell::OnceCell;

use base64::{Engine, prelude::BASE64_STANDARD};
use leptos::prelude::{ArcRwSignal, Get, Update};
use wasm_bindgen::{Clamped, JsCast, JsValue, prelude::Closure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::{page, paper};
use crate::{
    export::resolution::with_dots_per_inch,
    plot::{
        color::Rgba,
        raster::Raster,
        scene::{Anchor, Dash, Ends, Paint, Scene, Shape, Stroke, Turn, Weight},
    },
};

const CSS_PIXELS_PER_INCH: f64 = 96.0;

thread_local! {
    /// Made with the first canvas, and kept as long as the page.
    static LOSSES: OnceCell<ArcRwSignal<u32>> = const { OnceCell::new() };
}

/// How often the browser has lost what canvases show and given them back empty, as after a restart of the graphics driver.
/// An effect that paints asks for it, so that it paints again.
pub fn losses() -> u32 {
    LOSSES.with(|losses| losses.get_or_init(count_losses).get())
}

fn count_losses() -> ArcRwSignal<u32> {
    let losses = ArcRwSignal::new(0);
    let counted = losses.clone();
    let restored = Closure::<dyn FnMut()>::new(move || counted.update(|losses| *losses += 1));
    if let Some(document) = page::document() {
        // The event does not rise from its canvas; on its way down the whole page can be asked.
        let callback = restored.as_ref().unchecked_ref();
        let _ = document.add_event_listener_with_callback_and_bool("contextrestored", callback, true);
    }
    restored.forget();
    losses
}

/// Makes `raster` the whole content of the canvas, one canvas pixel each. An effect that calls it runs again where the
/// canvas is lost.
pub fn show_raster(canvas: &HtmlCanvasElement, raster: &Raster) {
    losses();
    put(canvas, raster);
}

/// Makes `raster` the whole content of the canvas, and paints `scene` over it, which is as large at `ratio` canvas pixels a CSS
/// pixel. An effect that calls it runs again where the canvas is lost.
pub fn show_over(canvas: &HtmlCanvasElement, raster: &Raster, scene: &Scene, ratio: f64) {
    losses();
    if let Some(context) = put(canvas, raster) {
        draw_shapes(context, scene, ratio);
    }
}

fn put(canvas: &HtmlCanvasElement, raster: &Raster) -> Option<CanvasRenderingContext2d> {
    let image = image_data(raster)?;
    resize(canvas, raster.width() as u32, raster.height() as u32);
    let context = context(canvas)?;
    let _ = context.put_image_data(&image, 0.0, 0.0);
    Some(context)
}

/// Paints `scene` over the whole canvas, `ratio` canvas pixels a CSS pixel. An effect that calls it runs again where the
/// canvas is lost.
pub fn show_scene(canvas: &HtmlCanvasElement, scene: &Scene, ratio: f64) {
    losses();
    draw_scene(canvas, scene, ratio);
}

fn draw_scene(canvas: &HtmlCanvasElement, scene: &Scene, ratio: f64) {
    let (width, height) = ((scene.width * ratio).round(), (scene.height * ratio).round());
    if width < 1.0 || height < 1.0 {
        return;
    }
    resize(canvas, width as u32, height as u32);
    if paper::is_drawn_on() {
        // Chromium prints what is drawn, and not its pixels: a cleared rectangle covers with white what lies below it.
        canvas.set_width(width as u32);
    }
    let Some(context) = context(canvas) else { return };
    let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    if !paper::is_drawn_on() {
        context.clear_rect(0.0, 0.0, width, height);
    }
    draw_shapes(context, scene, ratio);
}

fn draw_shapes(context: CanvasRenderingContext2d, scene: &Scene, ratio: f64) {
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    let mut pen = Pen::new(context);
    for shape in &scene.shapes {
        paint(&mut pen, shape, ratio);
    }
}

/// `scene` as the base64 of a PNG, `ratio` pixels a CSS pixel, and as large on paper as the scene. `None` where the browser
/// refuses so large a canvas.
pub fn png(scene: &Scene, ratio: f64) -> Option<String> {
    let canvas = off_the_page()?;
    draw_scene(&canvas, scene, ratio);
    let url = canvas.to_data_url_with_type("image/png").ok()?;
    let png = BASE64_STANDARD.decode(url.strip_prefix("data:image/png;base64,")?).ok()?;
    Some(BASE64_STANDARD.encode(with_dots_per_inch(&png, ratio * CSS_PIXELS_PER_INCH)))
}

/// A context, and what it was told last: a colour costs more than a line, since it is a text.
struct Pen {
    context: CanvasRenderingContext2d,
    fill: Option<Rgba>,
    stroke: Option<Stroke>,
}

impl Pen {
    fn new(context: CanvasRenderingContext2d) -> Self {
        context.set_line_join("round");
        Self { context, fill: None, stroke: None }
    }

    fn fill(&mut self, color: Rgba) {
        if self.fill.replace(color) != Some(color) {
            self.context.set_fill_style_str(&color.css());
        }
        self.context.fill();
    }

    fn draw(&mut self, stroke: &Stroke) {
        let before = self.stroke.replace(*stroke);
        if before.is_none_or(|before| before.dash != stroke.dash) {
            let _ = self.context.set_line_dash(&dashes(stroke.dash));
        }
        if before.is_none_or(|before| before.width != stroke.width) {
            self.context.set_line_width(stroke.width);
        }
        if before.is_none_or(|before| before.color != stroke.color) {
            self.context.set_stroke_style_str(&stroke.color.css());
        }
        self.context.stroke();
    }

    fn fill_and_draw(&mut self, paint: &Paint) {
        if let Some(fill) = paint.fill {
            self.fill(fill);
        }
        if let Some(stroke) = &paint.stroke {
            self.draw(stroke);
        }
    }
}

fn dashes(dash: Dash) -> js_sys::Array {
    match dash {
        Dash::Dashed(line, gap) => [line, gap].map(JsValue::from).into_iter().collect(),
        Dash::Solid => js_sys::Array::new(),
    }
}

fn paint(pen: &mut Pen, shape: &Shape, ratio: f64) {
    let context = &pen.context;
    match shape {
        Shape::Polyline { points, ends, stroke } => {
            let Some((first, rest)) = points.split_first() else { return };
            context.begin_path();
            context.move_to(first[0], first[1]);
            for point in rest {
                context.line_to(point[0], point[1]);
            }
            if *ends == Ends::Closed {
                context.close_path();
            }
            pen.draw(stroke);
        }
        Shape::Curve { points: [from, first, second, to], stroke } => {
            context.begin_path();
            context.move_to(from[0], from[1]);
            context.bezier_curve_to(first[0], first[1], second[0], second[1], to[0], to[1]);
            pen.draw(stroke);
        }
        Shape::Circle { center, radius, paint } => {
            context.begin_path();
            let _ = context.arc(center[0], center[1], *radius, 0.0, std::f64::consts::TAU);
            pen.fill_and_draw(paint);
        }
        Shape::Rect { corner, size, paint } => {
            context.begin_path();
            context.rect(corner[0], corner[1], size[0], size[1]);
            pen.fill_and_draw(paint);
        }
        // Image data ignores the transform: the corner is in canvas pixels.
        Shape::Image { corner, raster } => {
            if let Some(image) = image_data(raster) {
                let _ = context.put_image_data(&image, (corner[0] * ratio).round(), (corner[1] * ratio).round());
            }
        }
        Shape::Stretched { corner: [x, y], size: [width, height], raster } => {
            if let Some(source) = canvas_of(raster) {
                let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(&source, *x, *y, *width, *height);
            }
        }
        Shape::Text { at: [x, y], content, size, weight, anchor, color, turn } => {
            context.save();
            let _ = context.translate(*x, *y);
            if *turn == Turn::Up {
                let _ = context.rotate(-std::f64::consts::FRAC_PI_2);
            }
            let weight = match weight {
                Weight::Regular => "normal",
                Weight::Bold => "bold",
            };
            context.set_font(&format!("{weight} {size}px system-ui, sans-serif"));
            context.set_text_align(match anchor {
                Anchor::Start => "left",
                Anchor::Middle => "center",
                Anchor::End => "right",
            });
            context.set_fill_style_str(&color.css());
            let _ = context.fill_text(content, 0.0, 0.0);
            context.restore();
        }
    }
}

/// A canvas off the page that shows `raster`: unlike image data, it can be stretched.
fn canvas_of(raster: &Raster) -> Option<HtmlCanvasElement> {
    let canvas = off_the_page()?;
    put(&canvas, raster)?;
    Some(canvas)
}

fn off_the_page() -> Option<HtmlCanvasElement> {
    page::document()?.create_element("canvas").ok()?.dyn_into().ok()
}

fn resize(canvas: &HtmlCanvasElement, width: u32, height: u32) {
    // Setting a size clears the canvas and allocates, so only where it changes.
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
}

/// In memory, not on the graphics card: pixels are put there with every frame, for which `WebKit` waits a quarter of a second
/// where the card is played by the processor.
fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE).ok()?;
    canvas.get_context_with_context_options("2d", &options).ok().flatten()?.dyn_into().ok()
}

fn image_data(raster: &Raster) -> Option<ImageData> {
    if raster.width() == 0 || raster.height() == 0 {
        return None;
    }
    ImageData::new_with_u8_clamped_array(Clamped(raster.pixels()), raster.width() as u32).ok()
}
