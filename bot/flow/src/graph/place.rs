//! Where boxes and arrows lie: each part that hangs together is layered from top to bottom by the `dagre` library, and the
//! parts are set side by side as far as a page goes.

use dagre::graph::{Graph as Layout, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, layout};

use super::Graph;

/// How wide a page is; a part that is wider makes it wider.
const PAGE: f64 = 1_000.0;
/// Room between two parts.
const GAP: f64 = 36.0;

/// A place in pixels.
pub(super) type Point = (f64, f64);

/// A picture with its places.
pub(super) struct Places {
    /// Width and height of the whole.
    pub size: Point,
    /// The middle of each box.
    pub nodes: Vec<Point>,
    /// The bends of each arrow, and the middle of its words.
    pub edges: Vec<(Vec<Point>, Point)>,
}

/// Lays a graph out; `sizes` are those of the boxes and `labels` those of the words at the arrows.
pub(super) fn place(graph: &Graph, sizes: &[Point], labels: &[Point]) -> Places {
    let mut places = Places {
        size: (0.0, 0.0),
        nodes: vec![(0.0, 0.0); sizes.len()],
        edges: vec![(Vec::new(), (0.0, 0.0)); labels.len()],
    };
    let parts: Vec<Part> = parts(graph)
        .into_iter()
        .map(|nodes| part(graph, nodes, sizes, labels))
        .collect();
    let page = parts.iter().map(|part| part.size.0).fold(PAGE, f64::max);
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f64);
    for part in parts {
        if x > 0.0 && x + part.size.0 > page {
            (x, y, row) = (0.0, y + row + GAP, 0.0);
        }
        let at = |(left, top): Point| (left + x, top + y);
        for (node, point) in part.nodes {
            places.nodes[node] = at(point);
        }
        for (edge, points, middle) in part.edges {
            places.edges[edge] = (points.into_iter().map(at).collect(), at(middle));
        }
        row = row.max(part.size.1);
        places.size = (
            places.size.0.max(x + part.size.0),
            places.size.1.max(y + part.size.1),
        );
        x += part.size.0 + GAP;
    }
    places
}

/// The boxes that hang together, each group in its order.
fn parts(graph: &Graph) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..graph.nodes.len()).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for edge in &graph.edges {
            let least = leader[edge.from].min(leader[edge.to]);
            changed |= leader[edge.from] != least || leader[edge.to] != least;
            (leader[edge.from], leader[edge.to]) = (least, least);
        }
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); leader.len()];
    for (node, first) in leader.into_iter().enumerate() {
        parts[first].push(node);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// One part with places of its own.
struct Part {
    size: Point,
    nodes: Vec<(usize, Point)>,
    edges: Vec<(usize, Vec<Point>, Point)>,
}

fn part(graph: &Graph, nodes: Vec<usize>, sizes: &[Point], labels: &[Point]) -> Part {
    let mut plan: Layout<NodeLabel, EdgeLabel> = Layout::with_options(GraphOptions {
        directed: true,
        multigraph: true,
        compound: false,
    });
    let id = |node: usize| node.to_string();
    for node in &nodes {
        let (width, height) = sizes[*node];
        let label = NodeLabel {
            width,
            height,
            ..NodeLabel::default()
        };
        plan.set_node(id(*node), Some(label));
    }
    let inside: Vec<usize> = (0..graph.edges.len())
        .filter(|edge| nodes.contains(&graph.edges[*edge].from))
        .collect();
    for index in &inside {
        let edge = &graph.edges[*index];
        let (width, height) = labels[*index];
        let label = EdgeLabel {
            width,
            height,
            labelpos: LabelPos::Center,
            // The path of those who answer is drawn straight; silence goes around.
            weight: if edge.silent { 1 } else { 2 },
            ..EdgeLabel::default()
        };
        plan.set_edge(id(edge.from), id(edge.to), Some(label), Some(&id(*index)));
    }
    layout(
        &mut plan,
        Some(LayoutOptions {
            nodesep: 22.0,
            edgesep: 12.0,
            ranksep: 30.0,
            ..LayoutOptions::default()
        }),
    );
    let mut part = Part {
        size: (0.0, 0.0),
        nodes: Vec::new(),
        edges: Vec::new(),
    };
    // What reaches furthest to the left and up is the corner.
    let mut corner = (f64::MAX, f64::MAX);
    let mut reach = |(x, y): Point, (width, height): Point| {
        corner = (
            corner.0.min(x - width / 2.0),
            corner.1.min(y - height / 2.0),
        );
        part.size = (
            part.size.0.max(x + width / 2.0),
            part.size.1.max(y + height / 2.0),
        );
    };
    for node in nodes {
        let found = plan.node(&id(node));
        let at = found.map_or((0.0, 0.0), |label| middle(label.x, label.y));
        reach(at, sizes[node]);
        part.nodes.push((node, at));
    }
    for index in inside {
        let edge = &graph.edges[index];
        let found = plan.edge(&id(edge.from), &id(edge.to), Some(&id(index)));
        let points: Vec<Point> = found
            .map(|label| {
                label
                    .points
                    .iter()
                    .map(|point| (point.x, point.y))
                    .collect()
            })
            .unwrap_or_default();
        let at = found.map_or((0.0, 0.0), |label| middle(label.x, label.y));
        for point in &points {
            reach(*point, (0.0, 0.0));
        }
        if !edge.label.is_empty() {
            reach(at, labels[index]);
        }
        part.edges.push((index, points, at));
    }
    let shift = |point: &mut Point| *point = (point.0 - corner.0, point.1 - corner.1);
    part.nodes.iter_mut().for_each(|(_, at)| shift(at));
    for (_, points, at) in &mut part.edges {
        points.iter_mut().for_each(shift);
        shift(at);
    }
    shift(&mut part.size);
    part
}

fn middle(x: Option<f64>, y: Option<f64>) -> Point {
    (x.unwrap_or_default(), y.unwrap_or_default())
}
