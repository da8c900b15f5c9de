//! Pictures of flows that nobody chose: well formed, the same each time, and no arrow under a box.

use proptest::prelude::*;

use super::place::place;
use super::{Graph, GraphEdge, GraphNode, GraphWords, Shape, graph, svg};
use crate::effect::Arg;
use crate::parse::parse;
use crate::problem::Source;

/// Words that are their own ids, with what is put into them.
struct Ids;

impl GraphWords for Ids {
    fn word(&self, _: &str, id: &str, args: &[(&str, Arg)]) -> Option<String> {
        let args: Vec<String> = args
            .iter()
            .map(|(_, value)| match value {
                Arg::Text(text) => text.clone(),
                Arg::Number(number) => number.to_string(),
                Arg::Instant(_) | Arg::Message(_) => String::new(),
            })
            .collect();
        Some(format!("{id}({})", args.join(",")))
    }
    fn text(&self, _: &str, id: &str) -> Option<String> {
        Some(format!("<{id}> & \"'\u{1}\u{fffe}"))
    }
    fn label(&self, _: &str, _: &str, key: &str) -> Option<String> {
        Some(format!("]]>{key}"))
    }
    fn team(&self, _: &str, _: &str) -> Option<String> {
        None
    }
    fn title(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

fn drawn(text: &str) -> (Graph, String) {
    let (definition, problems) = parse(&Source::new("x.yml", text));
    assert_eq!(problems, []);
    let graph = graph(&definition.unwrap(), &Ids, "ja");
    let picture = svg(&graph);
    (graph, picture)
}

/// Whether tags are closed in turn and no sign stands bare that XML does not take.
fn well_formed(xml: &str) -> bool {
    let mut open = Vec::new();
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        let Some(end) = rest[start..].find('>') else {
            return false;
        };
        let tag = &rest[start + 1..start + end];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or_default();
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        if !tag.matches('"').count().is_multiple_of(2)
            || tag.contains('<')
            || rest[..start].contains('>')
        {
            return false;
        }
        rest = &rest[start + end + 1..];
    }
    let bare = xml.split('&').skip(1).any(|after| {
        !["amp;", "lt;", "gt;", "quot;"]
            .iter()
            .any(|known| after.starts_with(known))
    });
    let odd = xml
        .chars()
        .any(|letter| letter.is_control() && letter != '\n' || letter == '\u{fffe}');
    open.is_empty() && rest.trim().is_empty() && !bare && !odd
}

const EVERYTHING: &str = "flow: x
title: <b> & \"title\"
start:
  - follow
  - {code: a}
  - {keyword: [a, b, c, d, e, f], who: role = child and not paused}
  - {every: week, default: [sun, \"17:00\"]}
  - {cron: 0 0 9 1 4 *}
  - {on: meeting.at, days: -1, at: \"18:00\"}
  - {event: meeting done, after: 1d}
  - {missed: checkin, times: 3}
again: {after: 90d, else: back}
no_answer: {nudge: [1d, 3d], say: nudge, then: quiet}
steps:
  hello: {say: hello}
  q1: {ask: q1, options: {ok: next, bad: person, stop: end}}
  q2: {ask: q2, save: x.mood, expect: number 5..20, no_match: {retry: 2, then: person}}
  q3: {ask: q3, options: {a: q1, b: next}}
  own: {ask: own, options: {a: next}, no_answer: {after: 5d, then: person}}
  parts: {when: [{if: \"drop(x.mood, bad < low < ok) >= 2\", go: dice}, {if: \"streak(x.mood, bad or low) >= 2\", go: person}, {else: end}]}
  dice: {random: {a: 50, b: 50}, options: {a: pause, b: sub}}
  pause: {say: pause, wait: 7d, at_most: {times: 2, then: end}, then: q3}
  sub: {run: other, save: x.result, options: {booked: until}, then: end}
  until: {wait: {until: meeting.at, days: -1, at: \"18:00\"}, missed: quiet, then: slot}
  slot: {pick_slot: slot, save: meeting.at, none_fits: person, none_free: person, then: told}
  told: {alert: duty, level: now, unanswered: {after: 15m, alert: lead}, result: booked, then: end}
  person: {handoff: duty, say: person, when_closed: q1}
  quiet: {log: quiet, then: end}
  back: {say: back, then: q2}
";

#[test]
fn everything_of_the_language_is_drawn_in_words() {
    let (graph, picture) = drawn(EVERYTHING);
    assert!(well_formed(&picture), "{picture}");
    assert_eq!(
        picture,
        drawn(EVERYTHING).1,
        "the same flow, another picture"
    );
    let shapes: Vec<Shape> = graph.legend.iter().map(|(shape, _)| *shape).collect();
    for shape in [
        Shape::Start,
        Shape::Say,
        Shape::Ask,
        Shape::Branch,
        Shape::Wait,
        Shape::Run,
        Shape::Handoff,
        Shape::Alert,
        Shape::Note,
        Shape::End,
    ] {
        assert!(shapes.contains(&shape), "{shape:?}");
    }
    let mut said = picture.clone();
    for node in &graph.nodes {
        said.push_str(&node.lines.concat());
        assert!(!node.kind.is_empty(), "colour and shape are never alone");
    }
    for words in [
        "start-follow",
        "start-code",
        "start-every",
        "every-year",
        "moment-before",
        "start-event-after",
        "start-missed",
        "start-again",
        "at-most",
        "otherwise",
        "slot-none",
        "closed",
        "no-match",
        "typed-number",
        "silence-anywhere",
        "silence-label",
        "missed(",
        "drop",
        "streak",
        "percent",
        "result",
        "unanswered",
        "role=\"img\"",
        "<title",
        "<desc",
        "stroke-dasharray",
    ] {
        assert!(said.contains(words), "{words}");
    }
    for name in graph
        .nodes
        .iter()
        .map(|node| &node.name)
        .filter(|name| !name.is_empty())
    {
        assert!(picture.contains(&format!("data-step=\"{name}\"")), "{name}");
    }
    assert!(!picture.contains("style") && !picture.contains("script") && !picture.contains("href"));
}

#[test]
fn silence_of_many_questions_is_drawn_once() {
    let (graph, _) = drawn(EVERYTHING);
    let silent: Vec<_> = graph.edges.iter().filter(|edge| edge.silent).collect();
    assert_eq!(silent.len(), 2, "the one for all, and the one that differs");
    assert!(
        graph
            .nodes
            .iter()
            .filter(|node| node.silence.is_some())
            .count()
            >= 3
    );
}

type Sizes = Vec<(f64, f64)>;

/// A graph, the sizes of its boxes and of its words.
fn wild() -> impl Strategy<Value = (Graph, Sizes, Sizes)> {
    (2_usize..22).prop_flat_map(|count| {
        let sizes = prop::collection::vec((60.0..240.0, 30.0..160.0), count);
        let edges = prop::collection::vec(
            (
                0..count,
                0..count,
                prop::bool::ANY,
                (20.0..150.0, 14.0..70.0),
            ),
            0..count * 2,
        );
        (sizes, edges).prop_map(|(sizes, edges)| {
            let node = |_: &(f64, f64)| GraphNode {
                shape: Shape::Say,
                kind: String::new(),
                lines: Vec::new(),
                notes: Vec::new(),
                silence: None,
                name: String::new(),
                exit: None,
            };
            let labels = edges
                .iter()
                .map(|(.., written, size)| if *written { *size } else { (0.0, 0.0) })
                .collect();
            let edges = edges
                .iter()
                .map(|(from, to, written, _)| GraphEdge {
                    from: *from,
                    to: *to,
                    label: written.then(|| "x".to_owned()).into_iter().collect(),
                    silent: false,
                })
                .collect();
            let graph = Graph {
                flow: String::new(),
                title: String::new(),
                language: String::new(),
                about: String::new(),
                nodes: sizes.iter().map(node).collect(),
                edges,
                legend: Vec::new(),
                silence: String::new(),
            };
            (graph, sizes, labels)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn no_arrow_runs_under_a_box_and_no_box_over_another((graph, sizes, labels) in wild()) {
        let places = place(&graph, &sizes, &labels);
        let boxes: Vec<_> = places.nodes.iter().zip(&sizes).map(|((x, y), (width, height))| {
            (x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0)
        }).collect();
        for (index, a) in boxes.iter().enumerate() {
            prop_assert!(a.0 > -0.6 && a.1 > -0.6 && a.2 < places.size.0 + 0.6 && a.3 < places.size.1 + 0.6);
            for b in &boxes[index + 1..] {
                prop_assert!(a.2 <= b.0 + 0.5 || b.2 <= a.0 + 0.5 || a.3 <= b.1 + 0.5 || b.3 <= a.1 + 0.5, "{a:?} {b:?}");
            }
        }
        for (edge, (way, _)) in graph.edges.iter().zip(&places.edges) {
            prop_assert!(way.len() >= 2);
            for pair in way.windows(2) {
                let (left, right) = (pair[0].0.min(pair[1].0), pair[0].0.max(pair[1].0));
                let (top, bottom) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
                prop_assert!(right - left < 0.6 || bottom - top < 0.6, "a slanted piece: {pair:?}");
                for (node, area) in boxes.iter().enumerate() {
                    let apart = right <= area.0 + 1.0 || left >= area.2 - 1.0 || bottom <= area.1 + 1.0 || top >= area.3 - 1.0;
                    prop_assert!(apart, "arrow {edge:?} runs under box {node}: {pair:?} {area:?}");
                }
            }
        }
    }
}
