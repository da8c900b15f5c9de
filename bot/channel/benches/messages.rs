//! What a message costs in this room, on every channel: a turn of the script made ready for the platform, one webhook taken apart and
//! read, and a long text cut.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use tsunagi_channel::{Channel, ChannelConfig, split};
use tsunagi_model::{Author, Bubble, ChannelKind, Choice, Turn};

/// Every channel, as a programme would configure it.
fn channels() -> Vec<Arc<dyn Channel>> {
    let Ok(http) = tsunagi_channel::http::client() else {
        return Vec::new();
    };
    let open = |kind: &ChannelKind| {
        let mut config = ChannelConfig::new(kind.as_str(), *kind);
        config.secret = Some("bench-secret".into());
        config.access_token = Some("AC00000000000000000000000000000000:token".into());
        config.verify_token = Some("verify".into());
        config.account = Some("1001".to_owned());
        config.webhook_url = Some("https://support.example.jp/webhook/x".to_owned());
        config.icon_base = Some("https://support.example.jp/static/chat".to_owned());
        tsunagi_channel::open(&config, &http).ok()
    };
    ChannelKind::ALL.iter().filter_map(open).collect()
}

/// A greeting and a question with three answers, as the check-in says them.
fn turn() -> Turn {
    let choices = [("げんき", "good"), ("ふつう", "soso"), ("しんどい", "bad")];
    let words = [
        "こんにちは。今日も話しに来てくれてありがとう。\nここで話したことは、あなたを支える人だけが読みます。",
        "今日の調子はどう？",
    ];
    let mut bubbles = words.map(|text| Bubble {
        text: text.to_owned(),
        ..Bubble::default()
    });
    if let Some(last) = bubbles.last_mut() {
        last.choices = choices
            .map(|(label, answer)| Choice {
                label: label.to_owned(),
                data: format!("checkin/mood/{answer}"),
            })
            .into();
    }
    Turn {
        author: Author::Flow,
        sender: Some("つなぎ（自動）".to_owned()),
        bubbles: bubbles.into(),
    }
}

/// One message of a person, as each platform wraps it.
fn webhook(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Line => {
            r#"{"destination":"1001","events":[{"type":"message","message":{"type":"text","id":"468789577898262530","quoteToken":"q3Plxr4AgKd","text":"今日は学校に行けなかった"},"webhookEventId":"01H810YECXQQZ37VAXPF6H9E6T","deliveryContext":{"isRedelivery":false},"timestamp":1692251666727,"source":{"type":"user","userId":"U80696558e1aa831c38edd3d0a1a8c4d0"},"replyToken":"38ef843bde154d9b91c21320ffd17a0f","mode":"active"}]}"#
        }
        ChannelKind::Messenger | ChannelKind::Instagram => {
            r#"{"object":"page","entry":[{"id":"1001","time":1692251666727,"messaging":[{"sender":{"id":"6543210"},"recipient":{"id":"1001"},"timestamp":1692251666727,"message":{"mid":"m_AbCdEf","text":"今日は学校に行けなかった"}}]}]}"#
        }
        ChannelKind::Whatsapp => {
            r#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"815000000000","phone_number_id":"1001"},"contacts":[{"profile":{"name":"あおい"},"wa_id":"819000000000"}],"messages":[{"from":"819000000000","id":"wamid.AbCdEf","timestamp":"1692251666","type":"text","text":{"body":"今日は学校に行けなかった"}}]}}]}]}"#
        }
        ChannelKind::Telegram => {
            r#"{"update_id":10000,"message":{"message_id":1365,"date":1692251666,"chat":{"id":1111111,"type":"private","first_name":"あおい"},"from":{"id":1111111,"is_bot":false,"first_name":"あおい","language_code":"ja"},"text":"今日は学校に行けなかった"}}"#
        }
        ChannelKind::Sms => {
            "MessageSid=SM00000000000000000000000000000001&AccountSid=AC00000000000000000000000000000000&From=%2B819000000000&To=1001&NumMedia=0&Body=%E4%BB%8A%E6%97%A5%E3%81%AF%E5%AD%A6%E6%A0%A1%E3%81%AB%E8%A1%8C%E3%81%91%E3%81%AA%E3%81%8B%E3%81%A3%E3%81%9F"
        }
        ChannelKind::Web => r#"{"thread":"user:a","key":"1","text":"今日は学校に行けなかった"}"#,
    }
}

fn render(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("render");
    let turn = turn();
    for channel in channels() {
        let id = BenchmarkId::from_parameter(channel.kind());
        group.bench_function(id, |bencher| {
            bencher.iter(|| black_box(channel.render(black_box(&turn))));
        });
    }
    group.finish();
}

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    for channel in channels() {
        let body = webhook(channel.kind()).as_bytes();
        let understood = channel.split(body).is_ok_and(|events| events.len() == 1);
        if !understood {
            // The web room's own events do not come as webhooks.
            continue;
        }
        let id = BenchmarkId::from_parameter(channel.kind());
        group.bench_function(id, |bencher| {
            bencher.iter(|| {
                let events = channel.split(black_box(body)).unwrap_or_default();
                for event in &events {
                    black_box(channel.read(&event.raw));
                }
                events
            });
        });
    }
    group.finish();
}

fn cut(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("split");
    let sentence = "今日は学校に行けなかったけれど、家で絵をかいていた。";
    for (name, text) in [
        ("message", sentence.repeat(3)),
        ("12,000 letters", sentence.repeat(462)),
    ] {
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| black_box(split::split(black_box(&text), 5_000).len()));
        });
    }
    group.finish();
}

criterion_group!(benches, render, read, cut);
criterion_main!(benches);
