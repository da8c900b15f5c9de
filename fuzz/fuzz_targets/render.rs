//! Any words, labels, cards and addresses as a turn on every messenger: no panic, and nothing where nothing was said.
#![no_main]

use std::sync::{Arc, OnceLock};

use libfuzzer_sys::fuzz_target;
use tsunagi_channel::{Channel, ChannelConfig};
use tsunagi_model::{Author, Bubble, Card, ChannelKind, Choice, MediaKind, OutMedia, Turn};

fn channels() -> &'static [Arc<dyn Channel>] {
    static CHANNELS: OnceLock<Vec<Arc<dyn Channel>>> = OnceLock::new();
    CHANNELS.get_or_init(|| {
        let http = tsunagi_channel::http::client().expect("a client");
        let open = |kind: &ChannelKind| {
            let mut config = ChannelConfig::new(kind.as_str(), *kind);
            config.secret = Some("s3cret".into());
            config.access_token = Some("AC00000000000000000000000000000000:token".into());
            config.account = Some("1001".to_owned());
            tsunagi_channel::open(&config, &http).expect("a channel")
        };
        ChannelKind::ALL.iter().map(open).collect()
    })
}

fuzz_target!(|data: (u8, Option<String>, Vec<(String, Vec<(String, String)>, u8, String)>)| {
    let (kind, sender, parts) = data;
    let bubbles: Vec<Bubble> = parts
        .into_iter()
        .take(6)
        .map(|(text, choices, form, url)| {
            let choices: Vec<Choice> = choices
                .into_iter()
                .take(20)
                .map(|(label, data)| Choice { label, data })
                .collect();
            match form % 3 {
                0 => Bubble {
                    text,
                    choices,
                    ..Bubble::default()
                },
                1 => Bubble {
                    cards: vec![Card {
                        title: text.clone(),
                        text,
                        image_url: Some(url),
                        choices,
                    }],
                    ..Bubble::default()
                },
                _ => Bubble {
                    text,
                    choices,
                    media: Some(OutMedia {
                        kind: MediaKind::Image,
                        preview_url: url.clone(),
                        url,
                    }),
                    ..Bubble::default()
                },
            }
        })
        .collect();
    let turn = Turn {
        author: Author::Flow,
        sender,
        bubbles,
    };
    let channels = channels();
    let channel = &channels[usize::from(kind) % channels.len()];
    let payloads = channel.render(&turn);
    assert!(!turn.bubbles.is_empty() || payloads.is_empty());
    let _ = channel.render_outside_window(&turn, "ja");
});
