//! What every channel must do, whatever messenger is behind it: one list of checks ([`checks`]), run for each channel against
//! its double.
//!
//! A channel joins with a file of about forty lines beside this one:
//! 1. a type that holds the running double and the opened channel (patience [`PATIENCE`]), and `async fn open() -> ThatType`;
//! 2. [`Subject`] for it: [`Subject::hook`] makes a rightly signed webhook of the events asked for, `None` where the platform has
//!    no such event or sends only one at a time; [`Subject::forged`] signs the same request with another tenant's secret;
//! 3. [`Wire`] for it, if the channel makes requests: faults go to the double (`Stage::fail_next`), `said` gathers what the
//!    person has seen;
//! 4. `conformance!();`, which makes the tests, and a `mod` line below.
//!
//! A check that a platform cannot be asked for (`None`) passes without a word, so look at what a subject leaves out.

mod checks;
mod instagram;
mod line;
mod messenger;
mod sms;
mod telegram;
mod web;
mod whatsapp;

use std::sync::Arc;
use std::time::Duration;

use tsunagi_channel::{Channel, WebhookRequest};
use tsunagi_double::Fault;

/// How long a subject's channel waits for an answer.
pub(crate) const PATIENCE: Duration = Duration::from_millis(500);

/// Something that happens on the platform; always the same person's.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event<'a> {
    /// Written words.
    Text(&'a str),
    /// Written words in a group.
    InGroup(&'a str),
    /// A button of ours, with its data.
    Tap(&'a str),
    /// The person shuts us out, in the way that the platform tells.
    OptOut,
    /// The person takes a message back, by its id.
    Erasure(&'a str),
    /// Something that the platform has invented since.
    Unknown,
    /// Something that is no event at all, where an event should be.
    Broken,
}

/// A request as the platform makes it.
#[derive(Debug, Clone)]
pub(crate) struct Hook {
    /// The path with its query.
    pub path: String,
    /// The header that proves it; none where who speaks is known before the channel is asked (the web chat).
    pub proof: Option<(&'static str, Vec<u8>)>,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Hook {
    /// Asks the channel whether it believes this.
    fn verify(&self, channel: &dyn Channel) -> Result<(), tsunagi_channel::Unverified> {
        let proof = self.proof.iter().map(|(name, value)| (*name, &value[..]));
        channel.verify(&WebhookRequest {
            method: "POST",
            path_and_query: &self.path,
            headers: &proof.collect::<Vec<_>>(),
            body: &self.body,
        })
    }
}

/// A channel on its double.
pub(crate) trait Subject {
    /// The channel.
    fn channel(&self) -> Arc<dyn Channel>;

    /// Who acts, and whom we write to, in the platform's spelling.
    fn person(&self) -> &str;

    /// Whether the proof is of the body's bytes, and not only of who sends.
    fn covers_body(&self) -> bool {
        true
    }

    /// Whether the proof is of the address as well.
    fn covers_path(&self) -> bool {
        false
    }

    /// A webhook of these events in this order; `None` where the platform cannot send it.
    fn hook(&self, events: &[Event<'_>]) -> Option<Hook>;

    /// The same request with another tenant's proof; `None` where there is no proof.
    fn forged(&self, hook: &Hook) -> Option<Hook>;

    /// The way out; `None` where sending makes no request.
    fn wire(&self) -> Option<&dyn Wire>;
}

/// The double's side of a channel that makes requests.
pub(crate) trait Wire: Sync {
    /// Gives the next request a fate.
    fn fail_next(&self, fault: &Fault);

    /// How the platform says "too many requests, wait three seconds".
    fn limited(&self) -> Fault;

    /// How the platform says that the person has shut us out; `None` where it never does.
    fn blocked(&self) -> Option<Fault>;

    /// The texts that the person has seen, in order.
    fn said(&self) -> Vec<String>;

    /// Panics if the platform would have refused anything.
    fn assert_clean(&self);
}

/// Every check as a test of the module that calls this; the module has `async fn open()` for a fresh subject.
macro_rules! conformance {
    () => {
        $crate::conformance::conformance!(@each
            the_platform_is_believed,
            without_proof_nobody_is_believed,
            a_changed_body_is_not_believed,
            another_tenants_proof_is_not_believed,
            another_address_is_not_believed,
            words_and_taps_are_understood,
            a_second_delivery_has_the_same_keys,
            two_messages_in_one_webhook_are_two,
            a_group_shares_no_thread_with_a_person,
            an_unknown_kind_is_kept_and_means_nothing,
            a_bad_neighbour_costs_nobody_anything,
            an_opt_out_is_a_no,
            an_erasure_names_its_message,
            no_body_breaks_anything,
        );
        $crate::conformance::conformance!(@wire
            a_long_text_is_split_and_taken,
            a_turn_of_everything_is_taken,
            too_many_requests_is_told_with_its_wait,
            an_unsure_end_is_known_as_one,
            a_refusal_before_acting_sends_nothing,
            a_block_ends_the_address,
        );
    };
    (@each $($check:ident),* $(,)?) => {
        $(
            #[tokio::test]
            async fn $check() {
                $crate::conformance::checks::$check(&open().await);
            }
        )*
    };
    (@wire $($check:ident),* $(,)?) => {
        $(
            #[tokio::test]
            async fn $check() {
                $crate::conformance::checks::$check(&open().await).await;
            }
        )*
    };
}
pub(crate) use conformance;
