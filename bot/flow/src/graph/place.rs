//! Where boxes and arrows lie: each part that hangs together is layered from top to bottom by the `dagre` library, and the
//! parts are set side by side as far as a page goes.

use dagre::graph::{Graph as Layout, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, layout};

use super::Graph;
use super::lane::Lanes;
use super::route::{Area, LOOP, Link, Rows, routes};

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
    /// The corners of each arrow's way, and the middle of its words.
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
        .iter()
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

fn part(graph: &Graph, nodes: &[usize], sizes: &[Point], labels: &[Point]) -> Part {
    let mut plan: Layout<NodeLabel, EdgeLabel> = Layout::with_options(GraphOptions {
        directed: true,
        multigraph: true,
        compound: false,
    });
    let id = |node: usize| node.to_string();
    for node in nodes {
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
            ranksep: 32.0,
            ..LayoutOptions::default()
        }),
    );
    let mut areas: Vec<Area> = nodes
        .iter()
        .map(|node| Area {
            at: plan
                .node(&id(*node))
                .map_or((0.0, 0.0), |label| middle(label.x, label.y)),
            size: sizes[*node],
        })
        .collect();
    let mut words = Vec::new();
    let mut links = Vec::new();
    let index_of = |node: usize| nodes.iter().position(|known| *known == node).unwrap_or(0);
    for index in &inside {
        let edge = &graph.edges[*index];
        let found = plan.edge(&id(edge.from), &id(edge.to), Some(&id(*index)));
        words.push(Area {
            at: found.map_or((0.0, 0.0), |label| middle(label.x, label.y)),
            size: labels[*index],
        });
        let points = found.map_or(&[][..], |label| &label.points);
        // The first and the last point lie on the boxes; we touch them elsewhere.
        let passes = points
            .get(1..points.len().saturating_sub(1))
            .unwrap_or_default();
        links.push(Link {
            from: index_of(edge.from),
            to: index_of(edge.to),
            passes: passes.iter().map(|point| (point.x, point.y)).collect(),
        });
    }
    for (words, link) in words.iter_mut().zip(&links) {
        if link.from == link.to {
            // Beside its loop; `dagre` keeps room for it, but may put that room further away.
            let area = areas[link.from];
            let beside = area.at.0 + area.size.0 / 2.0 + LOOP + words.size.0 / 2.0;
            words.at = (words.at.0.min(beside), area.at.1);
        }
    }
    let rows = rows(&areas, &words, &links);
    let lanes = Lanes::new(&routes(&areas, &links, &rows), &rows);
    let stretched = rows.stretch(|gap| lanes.room(gap));
    let moved = areas.iter_mut().chain(&mut words).map(|area| &mut area.at);
    for at in moved.chain(links.iter_mut().flat_map(|link| &mut link.passes)) {
        at.1 = stretched(at.1);
    }
    let rows = self::rows(&areas, &words, &links);
    let mut ways = routes(&areas, &links, &rows);
    lanes.bend(&mut ways, &rows);
    frame(nodes, &areas, &inside, &words, ways)
}

/// The rows of boxes, of words at arrows, and those that arrows only pass.
fn rows(areas: &[Area], words: &[Area], links: &[Link]) -> Rows {
    let written = words.iter().filter(|words| words.size.0 > 0.0);
    let passed = links.iter().flat_map(|link| &link.passes);
    let passed = passed.map(|at| Area {
        at: *at,
        size: (0.0, 0.0),
    });
    Rows::new(areas.iter().chain(written).copied().chain(passed))
}

/// Moves a part so that what reaches furthest to the left and up is its corner.
fn frame(
    nodes: &[usize],
    areas: &[Area],
    edges: &[usize],
    words: &[Area],
    ways: Vec<Vec<Point>>,
) -> Part {
    let mut least = (f64::MAX, f64::MAX);
    let mut most = (0.0_f64, 0.0_f64);
    let spots = ways.iter().flatten().map(|at| Area {
        at: *at,
        size: (0.0, 0.0),
    });
    let written = words.iter().filter(|words| words.size.0 > 0.0);
    for Area { at, size } in areas.iter().chain(written).copied().chain(spots) {
        least = (
            least.0.min(at.0 - size.0 / 2.0),
            least.1.min(at.1 - size.1 / 2.0),
        );
        most = (
            most.0.max(at.0 + size.0 / 2.0),
            most.1.max(at.1 + size.1 / 2.0),
        );
    }
    let shift = |point: Point| (point.0 - least.0, point.1 - least.1);
    let ways = ways
        .into_iter()
        .map(|way| way.into_iter().map(shift).collect());
    Part {
        size: shift(most),
        nodes: nodes
            .iter()
            .zip(areas)
            .map(|(node, area)| (*node, shift(area.at)))
            .collect(),
        edges: edges
            .iter()
            .zip(ways)
            .zip(words)
            .map(|((edge, way), words)| (*edge, way, shift(words.at)))
            .collect(),
    }
}

fn middle(x: Option<f64>, y: Option<f64>) -> Point {
    (x.unwrap_or_default(), y.unwrap_or_default())
}
