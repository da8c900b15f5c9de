//! `random`: the same choice for the same conversation, without a source of chance.

use uuid::Uuid;

use crate::definition::{Definition, Step, Target};
use crate::turn::Turn;

impl Turn<'_, '_> {
    /// The same choice for the same conversation, whatever else happens.
    pub fn chance(
        &self,
        definition: &Definition,
        step: &Step,
        weights: &[(u32, Target)],
    ) -> Target {
        let total: u32 = weights.iter().map(|(weight, _)| weight).sum();
        let mut left = hash(self.world.conversation, &definition.flow, &step.name) % total.max(1);
        for (weight, target) in weights {
            if left < *weight {
                return *target;
            }
            left -= weight;
        }
        step.next
    }
}

/// FNV-1a over the conversation, the flow and the step.
pub(crate) fn hash(conversation: Uuid, flow: &str, step: &str) -> u32 {
    let bytes = conversation
        .as_bytes()
        .iter()
        .chain(flow.as_bytes())
        .chain(b"/")
        .chain(step.as_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    u32::try_from(hash >> 33).unwrap_or(0)
}
