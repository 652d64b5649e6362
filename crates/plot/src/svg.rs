//! A scene as an SVG file: one file, valid XML, at the scene's size in print.

use base64::{Engine, prelude::BASE64_STANDARD};
use svg::{
    Document, Node,
    node::{Text, Value, element::Element},
};

use super::{
    color::Rgba,
    raster::Raster,
    scene::{Anchor, Dash, Ends, Paint, Scene, Shape, Stroke, Turn, Weight},
};

/// A CSS pixel in print.
const MILLIMETRES: f64 = 25.4 / 96.0;

/// The scene as the text of an SVG file, with its name and words for those who cannot see it.
///
/// Width and height are in millimetres, 96 CSS pixels to the inch; the view box is in the scene's CSS pixels. Rasters
/// are embedded. Numbers that are not finite count as 0.
pub fn svg(scene: &Scene, title: &str, description: &str) -> String {
    let mut document = Document::new()
        .set("width", format!("{}mm", rounded(scene.width * MILLIMETRES)))
        .set("height", format!("{}mm", rounded(scene.height * MILLIMETRES)))
        .set("viewBox", format!("0 0 {} {}", rounded(scene.width), rounded(scene.height)))
        .set("role", "img")
        .set("font-family", "system-ui, sans-serif")
        .set("style", "font-variant-numeric: tabular-nums")
        .set("stroke-linejoin", "round")
        .set("fill", "none")
        .add(with_text("title", title))
        .add(with_text("desc", description));
    for shape in &scene.shapes {
        document = document.add(element(shape));
    }
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}\n")
}

fn element(shape: &Shape) -> Element {
    match shape {
        Shape::Polyline { points, ends, stroke } => {
            let name = match ends {
                Ends::Open => "polyline",
                Ends::Closed => "polygon",
            };
            let points: Vec<String> = points.iter().map(|&[x, y]| format!("{},{}", rounded(x), rounded(y))).collect();
            let mut line = with(name, [("points", points.join(" ").into())]);
            draw(&mut line, stroke);
            line
        }
        Shape::Curve { points, stroke } => {
            let [from, first, second, to] = points.map(|[x, y]| format!("{} {}", rounded(x), rounded(y)));
            let mut curve = with("path", [("d", format!("M{from}C{first} {second} {to}").into())]);
            draw(&mut curve, stroke);
            curve
        }
        Shape::Circle { center: [x, y], radius, paint } => {
            let mut circle = with("circle", [("cx", length(*x)), ("cy", length(*y)), ("r", length(*radius))]);
            fill_and_draw(&mut circle, paint);
            circle
        }
        Shape::Rect { corner, size, paint } => {
            let mut rectangle = with("rect", box_of(*corner, *size));
            fill_and_draw(&mut rectangle, paint);
            rectangle
        }
        Shape::Image { corner, raster } => {
            image(*corner, [raster.width(), raster.height()].map(|pixels| pixels as f64), raster)
        }
        Shape::Stretched { corner, size, raster } => image(*corner, *size, raster),
        Shape::Text { at, content, size, weight, anchor, color, turn } => {
            let mut text = with_text("text", content);
            let [x, y] = at.map(rounded);
            match turn {
                Turn::Upright => {
                    text.assign("x", x);
                    text.assign("y", y);
                }
                Turn::Up => text.assign("transform", format!("translate({x} {y}) rotate(-90)")),
            }
            text.assign("font-size", rounded(*size));
            if *weight == Weight::Bold {
                text.assign("font-weight", "bold");
            }
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => text.assign("text-anchor", "middle"),
                Anchor::End => text.assign("text-anchor", "end"),
            }
            color_in(&mut text, ["fill", "fill-opacity"], *color);
            text
        }
    }
}

/// An empty element with attributes.
fn with<const N: usize>(name: &str, attributes: [(&str, Value); N]) -> Element {
    let mut element = Element::new(name);
    for (attribute, value) in attributes {
        element.assign(attribute, value);
    }
    element
}

fn with_text(name: &str, content: &str) -> Element {
    let mut element = Element::new(name);
    element.append(Text::new(content));
    element
}

fn box_of([x, y]: [f64; 2], [width, height]: [f64; 2]) -> [(&'static str, Value); 4] {
    [("x", length(x)), ("y", length(y)), ("width", length(width)), ("height", length(height))]
}

fn image(corner: [f64; 2], size: [f64; 2], raster: &Raster) -> Element {
    let mut image = with("image", box_of(corner, size));
    image.assign("preserveAspectRatio", "none");
    image.assign("href", format!("data:image/png;base64,{}", BASE64_STANDARD.encode(png(raster))));
    image
}

/// The raster as a PNG file; nothing where it has no pixels.
fn png(raster: &Raster) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, raster.width() as u32, raster.height() as u32);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    // Writing to memory cannot fail; a side of 0 does, before anything is written.
    let _ = encoder.write_header().and_then(|mut writer| writer.write_image_data(raster.pixels()));
    file
}

fn fill_and_draw(element: &mut Element, paint: &Paint) {
    if let Some(fill) = paint.fill {
        color_in(element, ["fill", "fill-opacity"], fill);
    }
    if let Some(stroke) = &paint.stroke {
        draw(element, stroke);
    }
}

fn draw(element: &mut Element, stroke: &Stroke) {
    color_in(element, ["stroke", "stroke-opacity"], stroke.color);
    element.assign("stroke-width", rounded(stroke.width));
    if let Dash::Dashed(line, gap) = stroke.dash {
        element.assign("stroke-dasharray", format!("{line} {gap}"));
    }
}

/// Opacity by itself: what prints SVGs often knows no eight-digit colours.
fn color_in(element: &mut Element, [color, opacity]: [&str; 2], Rgba([red, green, blue, alpha]): Rgba) {
    element.assign(color, Rgba([red, green, blue, u8::MAX]).css());
    if alpha < u8::MAX {
        element.assign(opacity, rounded(f64::from(alpha) / f64::from(u8::MAX)));
    }
}

fn length(value: f64) -> Value {
    rounded(value).into()
}

/// To a thousandth of a pixel, which no printer shows.
fn rounded(value: f64) -> f64 {
    // The + 0 turns −0 into 0.
    if value.is_finite() { (value * 1e3).round() / 1e3 + 0.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cells::cell_raster,
        color::{INK, Theme, sign_ramp},
    };

    fn one_of_each() -> Scene {
        let mut raster = Raster::default();
        cell_raster(3, 2, [-1.0, -0.5, 0.0, 0.5, 1.0].map(Some), &sign_ramp(Theme::Light), &mut raster);
        let stroke = Stroke { color: Rgba([1, 2, 3, 51]), width: 1.5, dash: Dash::Dashed(5, 4) };
        let text = |content: &str, turn| Shape::Text {
            at: [10.0, 20.0],
            content: content.into(),
            size: 12.0,
            weight: Weight::Bold,
            anchor: Anchor::End,
            color: INK,
            turn,
        };
        let shapes = vec![
            Shape::Polyline { points: vec![[0.0, 0.5], [1.0, 2.0]], ends: Ends::Open, stroke },
            Shape::Polyline { points: vec![[0.0, 0.5], [1.0, 2.0], [f64::NAN, 3.0]], ends: Ends::Closed, stroke },
            Shape::Curve { points: [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [2.0, 1.0]], stroke },
            Shape::Circle { center: [3.0, 4.0], radius: 2.0, paint: Paint::fill(INK) },
            Shape::Rect { corner: [3.0, 4.0], size: [1.0, 1.0 / 3.0], paint: Paint::outline(stroke) },
            Shape::Image { corner: [0.0, 0.0], raster: raster.clone() },
            Shape::Stretched { corner: [0.0, 0.0], size: [30.0, 20.0], raster },
            text("x₁ < 3 & \"y\" > −2", Turn::Upright),
            text("up", Turn::Up),
        ];
        Scene { width: 604.724, height: 96.0, shapes }
    }

    #[test]
    fn every_shape_becomes_valid_xml() {
        let text = svg(&one_of_each(), "A <title>", "Words & more");
        let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let root = document.root_element();
        assert_eq!((root.attribute("width"), root.attribute("height")), (Some("160mm"), Some("25.4mm")), "in print");
        assert_eq!(root.attribute("viewBox"), Some("0 0 604.724 96"), "in CSS pixels");
        let elements: Vec<_> = root.children().filter(roxmltree::Node::is_element).collect();
        let names: Vec<&str> = elements.iter().map(|element| element.tag_name().name()).collect();
        let expected =
            ["title", "desc", "polyline", "polygon", "path", "circle", "rect", "image", "image", "text", "text"];
        assert_eq!(names, expected, "in the order of painting");
        assert_eq!(elements[0].text(), Some("A <title>"), "escaped and read back");
        assert_eq!(elements[9].text(), Some("x₁ < 3 & \"y\" > −2"), "escaped and read back");
        assert_eq!(elements[2].attribute("stroke-opacity"), Some("0.2"), "opacity by itself");
        assert_eq!(elements[2].attribute("stroke"), Some("#010203"), "six digits");
        assert_eq!(elements[3].attribute("points"), Some("0,0.5 1,2 0,3"), "no NaN in a file");
        assert_eq!(elements[10].attribute("transform"), Some("translate(10 20) rotate(-90)"), "turned");
    }

    #[test]
    fn an_embedded_picture_has_the_rasters_pixels() {
        let mut raster = Raster::default();
        cell_raster(2, 1, [Some(-1.0), None], &sign_ramp(Theme::Light), &mut raster);
        let element = image([0.0, 0.0], [8.0, 4.0], &raster);
        let href = element.get_attributes()["href"].to_string();
        let encoded = href.strip_prefix("data:image/png;base64,").expect("a data URI");
        let file = BASE64_STANDARD.decode(encoded).expect("base64");
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut pixels).expect("a frame");
        assert_eq!(pixels, raster.pixels(), "every pixel, its opacity included");
    }

    #[test]
    fn a_picture_of_nothing_is_still_a_file() {
        let scene =
            Scene { shapes: vec![Shape::Image { corner: [0.0; 2], raster: Raster::default() }], ..Scene::default() };
        let text = svg(&scene, "", "");
        assert!(roxmltree::Document::parse(&text).is_ok(), "{text}");
    }
}
