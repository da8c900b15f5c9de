//! Outlines, symbols and colours: each kind of box has all three of its own, so that the picture also works in black and white.

use super::Shape;

/// The colours of a kind of box.
pub(super) struct Ink {
    /// The paper in the box.
    pub fill: &'static str,
    /// Its border.
    pub line: &'static str,
    /// How strong the border is.
    pub weight: f64,
    /// Words in it.
    pub text: &'static str,
    /// Words in it that matter less.
    pub faint: &'static str,
}

pub(super) const fn ink(shape: Shape) -> Ink {
    const fn on_paper(fill: &'static str, line: &'static str, weight: f64) -> Ink {
        Ink {
            fill,
            line,
            weight,
            text: "#1b1b1b",
            faint: "#505050",
        }
    }
    match shape {
        Shape::Start => on_paper("#e2f2e6", "#1d6b3a", 2.0),
        Shape::Say => on_paper("#ffffff", "#5c5c5c", 1.2),
        Shape::Ask => on_paper("#e8f1fb", "#1f5fa8", 1.4),
        Shape::Branch => on_paper("#f3ecfa", "#6b3fa0", 1.4),
        Shape::Wait => on_paper("#f6f2e0", "#7a6a1f", 1.4),
        Shape::Run => on_paper("#e9f3f2", "#2f6666", 1.4),
        Shape::Handoff => on_paper("#fdebe9", "#a3261b", 3.0),
        Shape::Alert => on_paper("#fff3d4", "#8f5a00", 1.4),
        Shape::Note => on_paper("#f5f5f5", "#8a8a8a", 1.0),
        Shape::Return | Shape::Hold => on_paper("#ffffff", "#333333", 1.6),
        Shape::End => Ink {
            fill: "#333333",
            line: "#333333",
            weight: 1.6,
            text: "#ffffff",
            faint: "#ffffff",
        },
    }
}

/// The outline of a box.
pub(super) fn outline(shape: Shape, x: f64, y: f64, width: f64, height: f64) -> String {
    let Ink {
        fill, line, weight, ..
    } = ink(shape);
    let paint = format!(r#"fill="{fill}" stroke="{line}" stroke-width="{weight}""#);
    let (right, bottom) = (x + width, y + height);
    let rect = |round: f64| {
        format!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{round:.1}" {paint}/>"#
        )
    };
    let stroke = |path: String| {
        format!(r#"<path d="{path}" fill="none" stroke="{line}" stroke-width="1"/>"#)
    };
    let corners = |points: &[(f64, f64)]| {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        format!(r#"<polygon points="{}" {paint}/>"#, points.join(" "))
    };
    match shape {
        Shape::Start | Shape::End | Shape::Return => rect((height / 2.0).min(16.0)),
        Shape::Hold => {
            let inner = stroke(format!(
                "M{:.1} {:.1}V{:.1}M{:.1} {:.1}V{:.1}",
                x + 5.0,
                y + 4.0,
                bottom - 4.0,
                right - 5.0,
                y + 4.0,
                bottom - 4.0
            ));
            rect((height / 2.0).min(16.0)) + &inner
        }
        Shape::Say => rect(9.0_f64.min(height / 2.0)),
        Shape::Note | Shape::Handoff => rect(2.0),
        Shape::Ask => {
            let inner = format!(
                r#"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="2" fill="none" stroke="{line}" stroke-width="0.8"/>"#,
                x + 3.0,
                y + 3.0,
                width - 6.0,
                height - 6.0
            );
            rect(4.0) + &inner
        }
        Shape::Branch => {
            let cut = 12.0_f64.min(height / 2.0);
            let middle = y + height / 2.0;
            corners(&[
                (x + cut, y),
                (right - cut, y),
                (right, middle),
                (right - cut, bottom),
                (x + cut, bottom),
                (x, middle),
            ])
        }
        Shape::Wait => {
            let cut = 8.0_f64.min(height / 3.0);
            corners(&[
                (x + cut, y),
                (right - cut, y),
                (right, y + cut),
                (right, bottom - cut),
                (right - cut, bottom),
                (x + cut, bottom),
                (x, bottom - cut),
                (x, y + cut),
            ])
        }
        Shape::Run => {
            rect(0.0)
                + &stroke(format!(
                    "M{:.1} {y:.1}V{bottom:.1}M{:.1} {y:.1}V{bottom:.1}",
                    x + 5.0,
                    right - 5.0
                ))
        }
        Shape::Alert => {
            let bar = format!(
                r#"<rect x="{x:.1}" y="{y:.1}" width="6" height="{height:.1}" fill="{line}"/>"#
            );
            rect(0.0) + &bar
        }
    }
}

/// The small sign of a kind of box, twelve pixels square.
pub(super) fn symbol(shape: Shape, x: f64, y: f64, colour: &str) -> String {
    let line = |path: &str| {
        format!(
            r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.3" stroke-linejoin="round" stroke-linecap="round"/>"#
        )
    };
    let solid = |path: &str| format!(r#"<path d="{path}" fill="{colour}"/>"#);
    let sign = match shape {
        Shape::Start => solid("M2 1L11 6L2 11Z"),
        Shape::Say => line("M1 2H11V8.5H6L3.5 11V8.5H1Z"),
        Shape::Ask => {
            line("M3.5 4A2.6 2.6 0 1 1 7.2 6Q6 6.6 6 8") + &solid("M5.2 9.6H6.8V11.2H5.2Z")
        }
        Shape::Branch => line("M6 1V5M6 5L2 9V11.5M6 5L10 9V11.5"),
        Shape::Wait => line("M6 1A5 5 0 1 0 6.01 1M6 3.2V6L8.2 7.4"),
        Shape::Run => line("M1 1H8V8H1ZM4 8V11H11V4H8"),
        Shape::Handoff => solid("M6 0.5A2.6 2.6 0 1 0 6.01 0.5ZM1 11.5Q1 6.4 6 6.4T11 11.5Z"),
        Shape::Alert => line("M6 1L11.5 11H0.5ZM6 4.5V7.5M6 9.2V9.4"),
        Shape::Note => line("M2 1H10V11H2ZM4 4H8M4 6H8M4 8H7"),
        Shape::End => solid("M1.5 1.5H10.5V10.5H1.5Z"),
        Shape::Return => line("M5 1.5L1.5 5L5 8.5M1.5 5H8Q10.5 5 10.5 8V11"),
        Shape::Hold => solid("M2 1H5V11H2ZM7 1H10V11H7Z"),
    };
    format!(r#"<g transform="translate({x:.1} {y:.1})">{sign}</g>"#)
}
