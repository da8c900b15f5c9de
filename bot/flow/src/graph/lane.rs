//! Lanes: arrows that swing to the side between two rows do so one under the other, in the order in which they cross least.

use super::place::Point;
use super::route::{HEAD, Rows};

/// How far apart two lanes are.
const LANE: f64 = 9.0;

/// One swing of an arrow: from one column to another within the gap below a row.
struct Swing {
    way: usize,
    leg: usize,
    gap: usize,
    /// Where it comes from above, and where it goes on below.
    upper: f64,
    lower: f64,
    lane: usize,
}

impl Swing {
    fn covers(&self, x: f64) -> bool {
        self.upper.min(self.lower) < x && x < self.upper.max(self.lower)
    }

    fn meets(&self, other: &Self) -> bool {
        let ends = |swing: &Self| (swing.upper.min(swing.lower), swing.upper.max(swing.lower));
        let ((a, b), (c, d)) = (ends(self), ends(other));
        a < d + LANE && c < b + LANE
    }

    /// How often they cross if this one lies above the other.
    fn crosses(&self, other: &Self) -> usize {
        usize::from(self.covers(other.upper)) + usize::from(other.covers(self.lower))
    }
}

/// The swings of all ways, each with its lane.
pub(super) struct Lanes(Vec<Swing>);

impl Lanes {
    pub fn new(ways: &[Vec<Point>], rows: &Rows) -> Self {
        let mut swings: Vec<Swing> = Vec::new();
        for (way, points) in ways.iter().enumerate() {
            for (leg, pair) in points.windows(2).enumerate() {
                let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
                if (x - to_x).abs() < 0.5 || (y - to_y).abs() < 0.5 {
                    continue;
                }
                let (upper, lower) = if y < to_y { (x, to_x) } else { (to_x, x) };
                swings.push(Swing {
                    way,
                    leg,
                    gap: rows.gap((y + to_y) / 2.0),
                    upper,
                    lower,
                    lane: 0,
                });
            }
        }
        let mut lanes = Vec::with_capacity(swings.len());
        for gap in 0..rows.count() {
            let (here, rest): (Vec<Swing>, Vec<Swing>) =
                swings.into_iter().partition(|swing| swing.gap == gap);
            swings = rest;
            lanes.extend(ordered(here));
        }
        Self(lanes)
    }

    /// How much room a gap needs.
    pub fn room(&self, gap: usize) -> f64 {
        let lanes = self.0.iter().filter(|swing| swing.gap == gap);
        match lanes.map(|swing| swing.lane).max() {
            None => 0.0,
            Some(most) => 2.0 * HEAD + lines(most + 2) * LANE,
        }
    }

    /// Puts the corners of the swings into the ways.
    pub fn bend(&self, ways: &mut [Vec<Point>], rows: &Rows) {
        for (index, way) in ways.iter_mut().enumerate() {
            let mut own: Vec<&Swing> = self.0.iter().filter(|swing| swing.way == index).collect();
            own.sort_by_key(|swing| std::cmp::Reverse(swing.leg));
            for swing in own {
                let (top, bottom) = rows.between(swing.gap);
                let most = self.0.iter().filter(|other| other.gap == swing.gap);
                let count = most.map(|other| other.lane + 1).max().unwrap_or(1);
                let step = (bottom - top - 2.0 * HEAD) / lines(count + 1);
                let y = top + HEAD + step * lines(swing.lane + 1);
                let (from, to) = (way[swing.leg].0, way[swing.leg + 1].0);
                way.splice(swing.leg + 1..swing.leg + 1, [(from, y), (to, y)]);
            }
        }
    }
}

/// Each swing goes where it crosses the others least, then as high as those above it allow.
fn ordered(swings: Vec<Swing>) -> Vec<Swing> {
    let mut order: Vec<Swing> = Vec::with_capacity(swings.len());
    for swing in swings {
        let cost = |place: usize| -> usize {
            let above = order[..place].iter().map(|other| other.crosses(&swing));
            let below = order[place..].iter().map(|other| swing.crosses(other));
            above.chain(below).sum()
        };
        let place = (0..=order.len())
            .min_by_key(|place| cost(*place))
            .unwrap_or(0);
        order.insert(place, swing);
    }
    for index in 0..order.len() {
        let above = order[..index]
            .iter()
            .filter(|other| other.meets(&order[index]));
        order[index].lane = above.map(|other| other.lane + 1).max().unwrap_or(0);
    }
    order
}

fn lines(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
