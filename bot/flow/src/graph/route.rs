//! How arrows run: down through the gaps between the rows of boxes, upright past every row, never under a box.

use super::place::Point;

/// How far from a box's corner an arrow may touch it, and how far apart two arrows are.
const CORNER: f64 = 16.0;
const APART: f64 = 16.0;
/// How far a step that leads to itself reaches out.
pub(super) const LOOP: f64 = 24.0;
/// The straight piece under an arrow's head.
pub(super) const HEAD: f64 = 9.0;

/// A box: its middle and its size.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub at: Point,
    pub size: Point,
}

impl Area {
    fn left(self) -> f64 {
        self.at.0 - self.size.0 / 2.0
    }
    fn right(self) -> f64 {
        self.at.0 + self.size.0 / 2.0
    }
    /// Its upper or lower border.
    fn border(self, lower: bool) -> f64 {
        self.at.1 + if lower { self.size.1 } else { -self.size.1 } / 2.0
    }
}

/// An arrow before it has its way: the boxes it joins, and where it passes the rows between.
pub(super) struct Link {
    pub from: usize,
    pub to: usize,
    pub passes: Vec<Point>,
}

/// The rows from top to bottom: the middle and half the height of each.
pub(super) struct Rows(Vec<(f64, f64)>);

impl Rows {
    /// What stands in one row has its middle at one height.
    pub fn new(areas: impl Iterator<Item = Area>) -> Self {
        let mut rows: Vec<(f64, f64)> = Vec::new();
        for area in areas {
            let half = area.size.1 / 2.0;
            match rows.iter_mut().find(|(y, _)| (y - area.at.1).abs() < 1.0) {
                Some(row) => row.1 = row.1.max(half),
                None => rows.push((area.at.1, half)),
            }
        }
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self(rows)
    }

    fn half(&self, y: f64) -> f64 {
        let row = self.0.iter().find(|(middle, _)| (middle - y).abs() < 1.0);
        row.map_or(0.0, |(_, half)| *half)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Below which row a height lies.
    pub fn gap(&self, y: f64) -> usize {
        let above = self.0.iter().filter(|(middle, _)| *middle < y - 1.0);
        above.count().saturating_sub(1)
    }

    /// Where the gap below a row begins and ends.
    pub fn between(&self, gap: usize) -> (f64, f64) {
        let top = self.0.get(gap).map_or(0.0, |(middle, half)| middle + half);
        let bottom = self
            .0
            .get(gap + 1)
            .map_or(top, |(middle, half)| middle - half);
        (top, bottom)
    }

    /// How far down each row goes so that every gap has the room that it needs.
    pub fn stretch(&self, room: impl Fn(usize) -> f64) -> impl Fn(f64) -> f64 {
        let mut down = 0.0;
        let mut shifts = Vec::new();
        for (index, (middle, _)) in self.0.iter().enumerate() {
            shifts.push((*middle, down));
            let (top, bottom) = self.between(index);
            down += (room(index) - (bottom - top)).max(0.0);
        }
        move |y| {
            let row = shifts.iter().rev().find(|(middle, _)| *middle < y + 1.0);
            y + row.map_or(0.0, |(_, down)| *down)
        }
    }
}

/// The way of every arrow, as corners; between two that are not above one another it swings.
pub(super) fn routes(areas: &[Area], links: &[Link], rows: &Rows) -> Vec<Vec<Point>> {
    let ports = ports(areas, links);
    links
        .iter()
        .zip(ports)
        .map(|(link, (start, end))| {
            let (from, to) = (areas[link.from], areas[link.to]);
            if link.from == link.to {
                return around(from);
            }
            let down = from.at.1 < to.at.1;
            let sign = if down { 1.0 } else { -1.0 };
            let mut way = vec![
                (start, from.border(down)),
                (start, from.at.1 + sign * rows.half(from.at.1)),
            ];
            for (x, y) in &link.passes {
                let half = rows.half(*y);
                way.push((*x, y - sign * half));
                way.push((*x, y + sign * half));
            }
            let touch = to.border(!down);
            let row = to.at.1 - sign * rows.half(to.at.1);
            // A tall neighbour may leave less room than the head needs, never more than there is.
            way.push((
                end,
                if down {
                    row.min(touch - HEAD)
                } else {
                    row.max(touch + HEAD)
                },
            ));
            way.push((end, touch));
            way
        })
        .collect()
}

/// A step that leads to itself.
fn around(area: Area) -> Vec<Point> {
    let (x, y) = (area.right(), area.at.1);
    vec![
        (x, y - 14.0),
        (x + LOOP, y - 14.0),
        (x + LOOP, y + 14.0),
        (x, y + 14.0),
    ]
}

/// Where each arrow leaves and touches, from left to right in the order of where it comes from, so that none cross at a box.
fn ports(areas: &[Area], links: &[Link]) -> Vec<(f64, f64)> {
    struct End {
        link: usize,
        start: bool,
        wish: f64,
    }
    let mut ports = vec![(0.0, 0.0); links.len()];
    for (index, area) in areas.iter().enumerate() {
        for lower in [false, true] {
            let mut ends: Vec<End> = Vec::new();
            for (link, Link { from, to, passes }) in links.iter().enumerate() {
                if from == to {
                    continue;
                }
                let down = areas[*from].at.1 < areas[*to].at.1;
                let straight = straight(areas[*from], areas[*to]);
                if *from == index && lower == down {
                    let wish = passes.first().map_or(straight.0, |pass| pass.0);
                    ends.push(End {
                        link,
                        start: true,
                        wish,
                    });
                }
                if *to == index && lower != down {
                    let wish = passes.last().map_or(straight.1, |pass| pass.0);
                    ends.push(End {
                        link,
                        start: false,
                        wish,
                    });
                }
            }
            ends.sort_by(|a, b| a.wish.total_cmp(&b.wish));
            let (least, most) = (area.left() + CORNER, area.right() - CORNER);
            let count = u32::try_from(ends.len()).unwrap_or(u32::MAX);
            let apart = APART.min((most - least) / f64::from(count.max(1)));
            let mut places: Vec<f64> = ends.iter().map(|end| end.wish.clamp(least, most)).collect();
            for place in 1..places.len() {
                places[place] = places[place].max(places[place - 1] + apart);
            }
            let mut limit = most;
            for place in places.iter_mut().rev() {
                *place = place.min(limit);
                limit = *place - apart;
            }
            for (end, x) in ends.iter().zip(places) {
                let port = &mut ports[end.link];
                if end.start { port.0 = x } else { port.1 = x }
            }
        }
    }
    ports
}

/// Where an arrow between neighbouring rows would like to leave and touch: upright if the boxes overlap.
fn straight(from: Area, to: Area) -> (f64, f64) {
    let left = from.left().max(to.left()) + CORNER;
    let right = from.right().min(to.right()) - CORNER;
    if left <= right {
        let middle = ((from.at.0 + to.at.0) / 2.0).clamp(left, right);
        (middle, middle)
    } else {
        (to.at.0, from.at.0)
    }
}
