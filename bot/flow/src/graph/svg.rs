//! The picture as SVG: text stays text, no styles, no scripts and no fonts, so that it may stand in any page.

use std::fmt::Write;

use super::ink::{Ink, ink, outline, symbol};
use super::place::{Places, Point, place};
use super::route::HEAD;
use super::wrap::columns;
use super::{Graph, GraphEdge, GraphNode, Shape};

/// Fonts that Japanese offices, phones and Linux machines have; nothing is embedded.
const FONTS: &str = "'BIZ UDPGothic', 'BIZ UDGothic', 'Hiragino Sans', 'Yu Gothic', Meiryo, 'Noto Sans CJK JP', 'Noto Sans JP', sans-serif";
/// Letter sizes: words, small words, the words at arrows.
const TEXT: f64 = 13.0;
const SMALL: f64 = 10.5;
const LABEL: f64 = 11.0;
/// Line heights of the same, of the step's name, and of the strip that says where it ends.
const TEXT_LINE: f64 = 18.0;
const SMALL_LINE: f64 = 14.5;
const LABEL_LINE: f64 = 14.0;
const STRIP: f64 = 22.0;
/// Room around words in a box, and around the whole.
const PAD: f64 = 12.0;
/// How softly arrows bend.
const BEND: f64 = 6.0;
const MARGIN: f64 = 20.0;
const HEADER: f64 = 52.0;
/// The least width of a picture, so that its title and legend fit.
const LEAST: f64 = 560.0;

/// Draws a graph.
pub fn svg(graph: &Graph) -> String {
    let sizes: Vec<(f64, f64)> = graph.nodes.iter().map(size).collect();
    let labels: Vec<(f64, f64)> = graph.edges.iter().map(label_size).collect();
    let places = place(graph, &sizes, &labels);
    let width = (places.size.0 + 2.0 * MARGIN).max(LEAST);
    let legend = legend(graph, width - 2.0 * MARGIN);
    let picture = MARGIN + HEADER;
    let below = picture + places.size.1 + 24.0;
    let height = below + legend.1 + MARGIN;
    let mut out = Canvas::default();
    let id: String = graph
        .flow
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    out.put(format_args!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" role="img" xml:lang="{language}" lang="{language}" aria-labelledby="flow-{id}-title flow-{id}-about" viewBox="0 0 {width:.0} {height:.0}" width="{width:.0}" height="{height:.0}" font-family="{FONTS}" font-size="{TEXT}" fill="#1b1b1b">"##,
        language = escape(&graph.language),
    ));
    out.put(format_args!(
        r#"<title id="flow-{id}-title">{}</title><desc id="flow-{id}-about">{}</desc>"#,
        escape(&graph.title),
        escape(&graph.about)
    ));
    out.put(format_args!(
        r##"<rect width="100%" height="100%" fill="#ffffff"/>"##
    ));
    out.text(
        MARGIN,
        MARGIN + 18.0,
        20.0,
        "font-weight=\"bold\"",
        &graph.title,
    );
    out.text(
        MARGIN,
        MARGIN + 36.0,
        SMALL,
        "fill=\"#555555\"",
        &graph.flow,
    );
    let left = MARGIN + ((width - 2.0 * MARGIN - places.size.0) / 2.0).max(0.0);
    out.put(format_args!(
        r#"<g transform="translate({left:.1} {picture:.1})">"#
    ));
    for (edge, (points, _)) in graph.edges.iter().zip(&places.edges) {
        out.arrow(points, edge.silent);
    }
    for ((node, at), size) in graph.nodes.iter().zip(&places.nodes).zip(&sizes) {
        out.node(node, *at, *size);
    }
    out.labels(graph, &places, &labels);
    out.put(format_args!("</g>"));
    out.put(format_args!(
        r#"<g transform="translate({MARGIN} {below:.1})">{}</g>"#,
        legend.0
    ));
    out.put(format_args!("</svg>\n"));
    out.0
}

/// How wide so many columns of letters of a size are.
fn wide(text: &str, size: f64) -> f64 {
    let columns = u32::try_from(columns(text)).unwrap_or(u32::MAX);
    f64::from(columns) * size / 2.0
}

fn lines(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn size(node: &GraphNode) -> (f64, f64) {
    let text = node.lines.iter().map(|line| wide(line, TEXT));
    let small = node
        .notes
        .iter()
        .chain(&node.silence)
        .map(|line| wide(line, SMALL));
    let strip = node.exit.iter().map(|(_, word)| wide(word, SMALL) + 34.0);
    let head = [wide(&node.kind, SMALL) + 18.0, wide(&node.name, SMALL)];
    let widest = text
        .chain(small)
        .chain(strip)
        .chain(head)
        .fold(0.0, f64::max);
    let side = match node.shape {
        Shape::Branch => 14.0,
        Shape::Run | Shape::Alert => 6.0,
        _ => 0.0,
    };
    let mut height = 10.0 + SMALL_LINE + lines(node.lines.len()) * TEXT_LINE;
    height += lines(node.notes.len()) * SMALL_LINE;
    height += if node.name.is_empty() {
        0.0
    } else {
        SMALL_LINE
    };
    height += if node.silence.is_some() {
        SMALL_LINE + 5.0
    } else {
        0.0
    };
    height += if node.exit.is_some() { STRIP } else { 0.0 };
    (widest.max(64.0) + 2.0 * (PAD + side), height + 6.0)
}

fn label_size(edge: &GraphEdge) -> (f64, f64) {
    if edge.label.is_empty() {
        return (0.0, 0.0);
    }
    let widest = edge
        .label
        .iter()
        .map(|line| wide(line, LABEL))
        .fold(0.0, f64::max);
    (widest + 10.0, lines(edge.label.len()) * LABEL_LINE + 4.0)
}

/// What the shapes mean, in rows that fit the width; and how high that is.
fn legend(graph: &Graph, width: f64) -> (String, f64) {
    let mut out = Canvas::default();
    let (mut x, mut y) = (0.0, 0.0);
    let mut room = |needs: f64| {
        if x > 0.0 && x + needs > width {
            (x, y) = (0.0, y + 28.0);
        }
        let at = (x, y);
        x += needs + 18.0;
        at
    };
    for (shape, word) in &graph.legend {
        let needs = 40.0 + wide(word, LABEL);
        let (left, top) = room(needs);
        let Ink { text, .. } = ink(*shape);
        out.put(format_args!("{}", outline(*shape, left, top, 32.0, 20.0)));
        out.put(format_args!(
            "{}",
            symbol(*shape, left + 10.0, top + 4.0, text)
        ));
        out.text(left + 38.0, top + 14.0, LABEL, "", word);
    }
    if graph.edges.iter().any(|edge| edge.silent) {
        let (left, top) = room(40.0 + wide(&graph.silence, LABEL));
        out.arrow(&[(left, top + 10.0), (left + 34.0, top + 10.0)], true);
        out.text(left + 40.0, top + 14.0, LABEL, "", &graph.silence);
    }
    (out.0, y + 20.0)
}

/// SVG that is being written.
#[derive(Default)]
struct Canvas(String);

impl Canvas {
    fn put(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.0.write_fmt(piece);
    }

    fn text(&mut self, x: f64, y: f64, size: f64, attributes: &str, text: &str) {
        let space = if attributes.is_empty() { "" } else { " " };
        self.put(format_args!(
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}"{space}{attributes}>{}</text>"#,
            escape(text)
        ));
    }

    fn node(&mut self, node: &GraphNode, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let (left, top) = (x - width / 2.0, y - height / 2.0);
        let Ink { text, faint, .. } = ink(node.shape);
        self.put(format_args!(r#"<g data-step="{}">"#, escape(&node.name)));
        self.put(format_args!(
            "{}",
            outline(node.shape, left, top, width, height)
        ));
        let kind = wide(&node.kind, SMALL) + 16.0;
        let mut line = top + 8.0;
        let head = x - kind / 2.0;
        self.put(format_args!("{}", symbol(node.shape, head, line, text)));
        self.text(
            head + 16.0,
            line + 10.0,
            SMALL,
            &format!("fill=\"{faint}\""),
            &node.kind,
        );
        line += SMALL_LINE;
        let middle = format!("text-anchor=\"middle\" fill=\"{text}\"");
        for words in &node.lines {
            line += TEXT_LINE;
            self.text(x, line - 4.0, TEXT, &middle, words);
        }
        for words in &node.notes {
            line += SMALL_LINE;
            self.text(x, line - 3.0, SMALL, &middle, words);
        }
        if !node.name.is_empty() {
            line += SMALL_LINE;
            let quiet = format!("text-anchor=\"middle\" fill=\"{faint}\"");
            self.text(x, line - 3.5, 9.5, &quiet, &node.name);
        }
        if let Some(words) = &node.silence {
            line += 5.0;
            self.put(format_args!(
                r##"<path d="M{:.1} {:.1}H{:.1}" fill="none" stroke="#555555" stroke-dasharray="4 3"/>"##,
                left + 8.0,
                line - 1.0,
                left + width - 8.0
            ));
            line += SMALL_LINE;
            self.text(x, line - 4.0, SMALL, &middle, words);
        }
        if let Some((shape, word)) = &node.exit {
            let Ink { text, .. } = ink(*shape);
            let wide = wide(word, SMALL) + 32.0;
            let left = x - wide / 2.0;
            self.put(format_args!(
                "{}",
                outline(*shape, left, line + 2.0, wide, STRIP - 4.0)
            ));
            self.put(format_args!(
                "{}",
                symbol(*shape, left + 8.0, line + 5.0, text)
            ));
            let attributes = format!("fill=\"{text}\"");
            self.text(left + 24.0, line + 15.0, SMALL, &attributes, word);
        }
        self.put(format_args!("</g>"));
    }

    /// A line with soft corners that ends in a head.
    fn arrow(&mut self, way: &[Point], silent: bool) {
        let (Some(first), Some(last)) = (way.first(), way.last()) else {
            return;
        };
        let (dash, colour) = if silent {
            (" stroke-dasharray=\"6 4\"", "#555555")
        } else {
            ("", "#333333")
        };
        let mut path = format!("M{:.1} {:.1}", first.0, first.1);
        for corner in way.windows(3) {
            let (before, at, after) = (corner[0], corner[1], corner[2]);
            let (enter, leave) = (towards(at, before), towards(at, after));
            // Writing to a String cannot fail.
            let _ = write!(
                path,
                "L{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
                enter.0, enter.1, at.0, at.1, leave.0, leave.1
            );
        }
        let _ = write!(path, "L{:.1} {:.1}", last.0, last.1);
        self.put(format_args!(
            r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.4" stroke-linejoin="round"{dash}/>"#
        ));
        let before = way.iter().rev().nth(1).unwrap_or(first);
        let (dx, dy) = (last.0 - before.0, last.1 - before.1);
        let length = dx.hypot(dy).max(0.01);
        let (dx, dy) = (dx / length, dy / length);
        let foot = (last.0 - dx * HEAD, last.1 - dy * HEAD);
        self.put(format_args!(
            r#"<path d="M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z" fill="{colour}"/>"#,
            last.0,
            last.1,
            foot.0 - dy * 4.0,
            foot.1 + dx * 4.0,
            foot.0 + dy * 4.0,
            foot.1 - dx * 4.0
        ));
    }

    /// The words at the arrows, over everything else, on paper of their own.
    fn labels(&mut self, graph: &Graph, places: &Places, sizes: &[(f64, f64)]) {
        for ((edge, (_, (x, y))), (width, height)) in
            graph.edges.iter().zip(&places.edges).zip(sizes)
        {
            if edge.label.is_empty() {
                continue;
            }
            let (left, mut line) = (x - width / 2.0, y - height / 2.0);
            self.put(format_args!(
                r##"<rect x="{left:.1}" y="{line:.1}" width="{width:.1}" height="{height:.1}" rx="3" fill="#ffffff" fill-opacity="0.92"/>"##
            ));
            for words in &edge.label {
                line += LABEL_LINE;
                self.text(*x, line - 1.5, LABEL, "text-anchor=\"middle\"", words);
            }
        }
    }
}

/// The point on the way from a corner to the next where its bend begins.
fn towards(corner: Point, next: Point) -> Point {
    let (dx, dy) = (next.0 - corner.0, next.1 - corner.1);
    let length = dx.hypot(dy);
    let part = if length < 0.1 {
        0.0
    } else {
        (BEND / length).min(0.5)
    };
    (corner.0 + dx * part, corner.1 + dy * part)
}

/// Text as XML takes it, whatever it is: signs that XML does not know are left out.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            '\t' | '\n' | '\r' => safe.push(' '),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}
