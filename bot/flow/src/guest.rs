//! A flow that the person asks for in the middle of another, by a keyword or from the menu: it is laid on top as a guest, and what was
//! under way goes on when it is over.

use crate::condition::is_paused;
use crate::conduct::has_refused;
use crate::definition::{Busy, Target};
use crate::effect::End;
use crate::program::Program;
use crate::run::{Frame, Run, State};
use crate::turn::Turn;

/// Whether a flow that the person asks for leaves this run behind: then it is begun as one of its own, else by
/// [`Input::Begin`](crate::Input::Begin).
pub fn leaves(program: &Program, run: &Run, flow: &str) -> bool {
    let switches = program
        .newest(flow)
        .is_some_and(|(_, definition)| definition.busy == Busy::Switch);
    // A run that is nothing but an interruption has nothing that could go on.
    let bare = run.stack.first().is_none_or(|frame| frame.rule.is_some());
    switches || bare || (run.flow() == flow && !run.asks_in(flow))
}

impl Run {
    /// Whose answers and log the present step's are: those of the guest, else of the flow that was started.
    pub(crate) fn own_flow(&self) -> &str {
        let guest = self.stack.iter().rfind(|frame| frame.guest);
        guest.map_or_else(|| self.flow(), |guest| &guest.flow)
    }

    /// Whether a question of this flow, or of one that it runs, is what waits on top.
    fn asks_in(&self, flow: &str) -> bool {
        let Some(place) = self.stack.iter().rposition(|frame| frame.flow == flow) else {
            return false;
        };
        let asks = |top: &Frame| top.state == State::Question;
        self.stack.last().is_some_and(asks) && !self.stack[place + 1..].iter().any(interrupts)
    }
}

impl Turn<'_, '_> {
    /// Takes in the flow that the person asks for. If its own question is open, that is put again.
    pub fn receive(&mut self, flow: &str) {
        if self.run.asks_in(flow) {
            return self.put_now();
        }
        let Some((version, definition)) = self.program.newest(flow) else {
            return;
        };
        // One interruption replaces another.
        let interrupted = self.run.stack.iter().position(interrupts);
        self.run.stack.truncate(interrupted.unwrap_or(usize::MAX));
        self.run.stack.push(Frame {
            guest: true,
            ..Frame::called(flow, version, self.world.now)
        });
        self.go(match definition.again {
            Some(again) if self.world.came_again => again.otherwise,
            _ => Target::Step(0),
        });
    }

    /// The person's words end what they are in: the guest alone if there is one, unless they want to hear nothing at all.
    pub fn quit(&mut self) -> Option<Target> {
        let quiet = has_refused(self.memory) || is_paused(self.memory, self.world.now);
        match self.run.stack.iter().rposition(|frame| frame.guest) {
            Some(place) if !quiet => {
                self.run.stack.truncate(place);
                self.resume()
            }
            _ => {
                self.end(End::Stopped);
                None
            }
        }
    }
}

/// Whether the person put a frame on top of what was under way.
fn interrupts(frame: &Frame) -> bool {
    frame.guest || frame.rule.is_some()
}
