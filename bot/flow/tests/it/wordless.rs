//! What comes without words is never a wrong answer.

use tsunagi_flow::{Arg, Effect, Input};
use tsunagi_model::{Risk, Span};

use crate::bench::{Bench, said};
use crate::shipped;

const PICTURE: Input<'static> = Input::Other { kind: "image" };

fn words(text: &str) -> Input<'_> {
    Input::Text {
        text,
        risk: Risk::None,
    }
}

fn beneath(text: &str, risk: Risk) -> Input<'_> {
    Input::Captioned {
        kind: "image",
        text,
        risk,
    }
}

/// Somebody who was asked who they are.
fn asked() -> Bench {
    let mut bench = Bench::of(shipped(), "invite");
    bench.memory.save("contact.language", "ja", bench.now);
    assert_eq!(bench.start(), ["invite-hello", "invite-who"]);
    bench
}

#[test]
fn it_arrives_is_looked_at_and_counts_for_nothing() {
    let mut bench = asked();
    for kind in ["image", "sticker", "audio", "location"] {
        bench.now = bench.now.plus(Span::minutes(1));
        let effects = bench.input(&Input::Other { kind });
        assert!(effects.contains(&Effect::Look), "{effects:?}");
        assert_eq!(said(&effects), ["anytime-arrived", "invite-who"]);
        let Some(Effect::Say(say)) = effects.get(1) else {
            panic!("{effects:?}")
        };
        assert_eq!(say.args, [("sent".to_owned(), Arg::Text(kind.to_owned()))]);
    }
    // Only words can be misunderstood.
    let once = bench.input(&words("うーん"));
    assert_eq!(said(&once), ["anytime-not_understood", "invite-who"]);
    bench.now = bench.now.plus(Span::minutes(1));
    bench.input(&PICTURE);
    assert_eq!(said(&bench.input(&words("うーん"))), ["anytime-lost"]);
}

#[test]
fn pictures_that_come_together_get_one_answer_and_all_are_looked_at() {
    let mut bench = asked();
    assert_eq!(said(&bench.input(&PICTURE)).len(), 2);
    bench.now = bench.now.plus(Span::seconds(5));
    assert_eq!(bench.input(&PICTURE), [Effect::Look]);
    bench.now = bench.now.plus(Span::seconds(20));
    assert_eq!(said(&bench.input(&PICTURE)).len(), 2);
}

#[test]
fn a_mark_on_a_message_wants_no_answer() {
    let mut bench = asked();
    assert_eq!(bench.input(&Input::Other { kind: "reaction" }), []);
    assert_eq!(bench.tap("invite/who/someone"), ["person-coming"]);
}

#[test]
fn words_beneath_a_picture_are_read() {
    let mut bench = asked();
    let odd = bench.input(&beneath("みて！", Risk::None));
    assert_eq!(said(&odd), ["anytime-arrived", "invite-who"]);
    let stop = bench.input(&beneath("やめる", Risk::None));
    assert_eq!(said(&stop), ["anytime-stop"]);
    let mut bench = asked();
    let answer = bench.input(&beneath("someone", Risk::None));
    assert_eq!(said(&answer), ["person-coming"]);
    let mut bench = asked();
    let danger = bench.input(&beneath("…", Risk::Alert));
    assert_eq!(said(&danger), ["anytime-danger"]);
    assert!(bench.run.awaits_person());
    // Whoever waits for a person gets nothing from the script, except that danger is heard again.
    assert_eq!(bench.input(&PICTURE), []);
    assert_eq!(bench.input(&beneath("みて", Risk::None)), []);
    let again = bench.input(&beneath("…", Risk::Alert));
    assert!(matches!(again[..], [Effect::Alert { .. }]), "{again:?}");
}

#[test]
fn while_the_script_waits_it_says_twice_a_day_that_it_arrived() {
    let mut bench = Bench::of(shipped(), "invite_child");
    assert_eq!(bench.start(), [""; 0]);
    let wake = bench.run.next_wake();
    let effects = bench.input(&PICTURE);
    assert_eq!(said(&effects), ["anytime-arrived"]);
    let Some(Effect::Say(say)) = effects.last() else {
        panic!("{effects:?}")
    };
    assert_eq!(say.choices[0].data, "anytime/lost/person");
    assert_eq!(bench.input(&PICTURE), [Effect::Look]);
    assert_eq!(
        bench.input(&beneath("みて", Risk::None)),
        [Effect::Look],
        "and words beneath it are not lost words"
    );
    bench.now = bench.now.plus(Span::hours(12));
    assert_eq!(said(&bench.input(&PICTURE)), ["anytime-arrived"]);
    assert_eq!(bench.run.next_wake(), wake, "the wait goes on as before");
}
