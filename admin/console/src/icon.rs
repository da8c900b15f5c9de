//! The console's line drawings. Decoration only: every one stands beside words that say the same.

/// An icon as inline SVG, hidden from screen readers; unknown names give nothing.
pub(crate) fn svg(name: &str) -> &'static str {
    macro_rules! icon {
        ($path:literal) => {
            concat!(
                r#"<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8" "#,
                r#"stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">"#,
                $path,
                "</svg>"
            )
        };
    }
    match name {
        "today" => icon!(
            r#"<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>"#
        ),
        "inbox" => icon!(
            r#"<path d="M4 5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"/>"#
        ),
        "report" => icon!(r#"<path d="M5 20V10M12 20V4M19 20v-7M3 20h18"/>"#),
        "more" => icon!(
            r#"<circle cx="5" cy="12" r="1.4"/><circle cx="12" cy="12" r="1.4"/><circle cx="19" cy="12" r="1.4"/>"#
        ),
        "child" => icon!(
            r#"<circle cx="12" cy="10" r="6"/><path d="M9.5 11.5a3 3 0 0 0 5 0M10 8.5h.01M14 8.5h.01M7 20a5 5 0 0 1 10 0"/>"#
        ),
        "guardian" => icon!(
            r#"<circle cx="8" cy="7" r="3"/><circle cx="17" cy="11" r="2.2"/><path d="M2.5 20a5.5 5.5 0 0 1 11 0M13.5 20a3.7 3.7 0 0 1 7.4 0"/>"#
        ),
        "any" => icon!(r#"<circle cx="12" cy="8" r="3.6"/><path d="M5 20a7 7 0 0 1 14 0"/>"#),
        "robot" => icon!(
            r#"<rect x="5" y="8" width="14" height="11" rx="3"/><path d="M12 8V4.5M9.5 13h.01M14.5 13h.01M9.5 16h5M2.8 13v2M21.2 13v2"/>"#
        ),
        "person" => icon!(r#"<circle cx="12" cy="8" r="3.6"/><path d="M5 20a7 7 0 0 1 14 0"/>"#),
        "clip" => icon!(
            r#"<path d="M19 11.5 11.8 18.7a4.6 4.6 0 0 1-6.5-6.5l7.6-7.6a3 3 0 0 1 4.3 4.3l-7.4 7.4a1.5 1.5 0 0 1-2.1-2.1l6.6-6.6"/>"#
        ),
        "now" => icon!(r#"<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v5M12 17.8h.01"/>"#),
        "bell" => icon!(r#"<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4"/>"#),
        "clock" => icon!(r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>"#),
        "check" => icon!(r#"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#),
        "note" => {
            icon!(r#"<path d="M5 4h14v11l-5 5H5z"/><path d="M14 20v-5h5M8.5 8.5h7M8.5 12h4"/>"#)
        }
        "hand" => icon!(r#"<path d="M4 12h12M11 6.5 16.5 12 11 17.5M20 5v14"/>"#),
        "send" => icon!(r#"<path d="M4 12 20 4.5 16 20l-4.5-6zM11.5 14 20 4.5"/>"#),
        "back" => icon!(r#"<path d="M15 5 8 12l7 7"/>"#),
        "lock" => icon!(
            r#"<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>"#
        ),
        "mark" => icon!(r#"<path d="M3 12h5M16 12h5"/><circle cx="12" cy="12" r="2.5"/>"#),
        _ => "",
    }
}
