//! A running binary at the other end of a real socket: statuses, limits, rude clients, and SIGKILL.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use tsunagi_double::{DoubleConfig, LineDouble, Webhook, sign};

use crate::binary::Running;

const SECRET: &str = "test-secret";

pub async fn double() -> LineDouble {
    LineDouble::start(DoubleConfig {
        channel_secret: SECRET.to_owned(),
        access_token: "test-token".to_owned(),
        ..DoubleConfig::default()
    })
    .await
    .unwrap()
}

/// Sends bytes and reads the head of the answer; none if the connection was closed without one.
fn exchange(address: SocketAddr, request: &[u8]) -> Option<String> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(15)))
        .unwrap();
    // A server that refuses early may close while we still write.
    _ = stream.write_all(request);
    let mut answer = Vec::new();
    let mut part = [0; 4096];
    loop {
        match stream.read(&mut part) {
            Ok(0) | Err(_) => break,
            Ok(read) => answer.extend_from_slice(&part[..read]),
        }
        if answer.windows(4).any(|end| end == b"\r\n\r\n") {
            break;
        }
    }
    (!answer.is_empty()).then(|| String::from_utf8_lossy(&answer).into_owned())
}

fn post(path: &str, signature: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: t\r\nx-line-signature: {signature}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

pub fn send(address: SocketAddr, webhook: &Webhook) -> u16 {
    exchange(
        address,
        &post("/webhook/line", &webhook.signature, &webhook.body),
    )
    .map_or(0, |answer| status(&answer))
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_with_the_right_number_and_never_an_echo() {
    let double = double().await;
    let service = Running::start(double.base_url());
    let good = double
        .webhook()
        .text("U00000000000000000000000000000001", "ひみつのことば")
        .build();
    let rubbish = "ひみつのことば but not JSON".as_bytes();
    let crowd = format!("{{\"events\":[0{}]}}", ",0".repeat(500_000));
    let crowd = crowd.as_bytes();
    let cases: Vec<(Vec<u8>, u16)> = vec![
        (post("/webhook/line", &good.signature, &good.body), 200),
        (post("/webhook/line", "", &good.body), 401),
        (
            post("/webhook/line", &good.signature[..30], &good.body),
            401,
        ),
        (
            post("/webhook/line", &sign("wrong", &good.body), &good.body),
            401,
        ),
        (post("/webhook/line", &sign(SECRET, rubbish), rubbish), 400),
        (post("/webhook/line", &sign(SECRET, crowd), crowd), 413),
        (post("/webhook/nobody", &good.signature, &good.body), 404),
        (
            post(
                "/webhook/line",
                &sign(SECRET, &vec![b' '; 3 << 20]),
                &vec![b' '; 3 << 20],
            ),
            413,
        ),
        (
            b"POST /webhook/line HTTP/1.1\r\nhost: t\r\ncontent-length: 1073741824\r\n\r\n{"
                .to_vec(),
            413,
        ),
    ];
    for (request, expected) in cases {
        let answer = exchange(service.address, &request).unwrap();
        assert_eq!(status(&answer), expected, "{answer}");
        assert!(
            !answer.contains("ひみつ") && !answer.contains(&good.signature),
            "an echo: {answer}"
        );
        assert!(
            answer.to_lowercase().contains("content-length: 0"),
            "{answer}"
        );
    }
    let health = exchange(service.address, b"GET /healthz HTTP/1.1\r\nhost: t\r\n\r\n").unwrap();
    assert_eq!(status(&health), 200);
    let ready = exchange(service.address, b"GET /readyz HTTP/1.1\r\nhost: t\r\n\r\n").unwrap();
    assert_eq!(status(&ready), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_clients_are_dropped_and_hold_nobody_up() {
    let double = double().await;
    let service = Running::start(double.base_url());
    let mut slow: Vec<TcpStream> = (0..100)
        .map(|n| {
            let mut stream = TcpStream::connect(service.address).unwrap();
            let part: &[u8] = if n % 2 == 0 {
                b"POST /webhook/line HTTP/1.1\r\nho"
            } else {
                b"POST /webhook/line HTTP/1.1\r\nhost: t\r\ncontent-length: 50\r\n\r\n{"
            };
            stream.write_all(part).unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    assert_eq!(send(service.address, &double.webhook().build()), 200);
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "an honest client waited {:?}",
        begun.elapsed()
    );
    for stream in &mut slow {
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let mut rest = Vec::new();
        stream
            .read_to_end(&mut rest)
            .unwrap_or_else(|error| panic!("not dropped: {error}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sigkill_loses_nothing_that_got_its_200_and_says_nothing_twice() {
    let double = double().await;
    let mut service = Running::start(double.base_url());
    let mut accepted = Vec::new();
    let mut number = 0_u32;
    for round in 0..4 {
        let until = Instant::now() + Duration::from_millis(400 + 150 * round);
        let sender = {
            let address = service.address;
            let builder = double.webhook();
            let first = number;
            std::thread::spawn(move || {
                let mut taken = Vec::new();
                let mut next = first;
                let mut stream = TcpStream::connect(address).ok()?;
                stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
                loop {
                    next += 1;
                    let user = format!("U{next:032x}");
                    let webhook = builder.clone().text(&user, "こんにちは").build();
                    if stream
                        .write_all(&post("/webhook/line", &webhook.signature, &webhook.body))
                        .is_err()
                    {
                        break;
                    }
                    let mut answer = [0; 256];
                    match stream.read(&mut answer) {
                        Ok(read) if read > 0 && answer.starts_with(b"HTTP/1.1 200") => {
                            taken.push(user);
                        }
                        _ => break,
                    }
                }
                Some((taken, next))
            })
        };
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
        service.kill();
        if let Some((taken, next)) = sender.join().unwrap() {
            accepted.extend(taken);
            number = next;
        }
        service = service.again();
    }
    assert!(
        accepted.len() > 100,
        "only {} events were accepted",
        accepted.len()
    );
    let last = accepted.last().unwrap().clone();
    assert!(
        double
            .wait_until(|double| !double.delivered_to(&last).is_empty())
            .await,
        "the newest reply never left"
    );
    let everyone = accepted.clone();
    assert!(
        double
            .wait_until(move |double| {
                let told: std::collections::HashSet<String> = double
                    .deliveries()
                    .into_iter()
                    .map(|delivery| delivery.to)
                    .collect();
                everyone.iter().all(|user| told.contains(user))
            })
            .await,
        "a reply that was owed never left"
    );
    let mut told = std::collections::HashMap::new();
    for delivery in double.deliveries() {
        *told.entry(delivery.to).or_insert(0) += 1;
    }
    for (user, times) in told {
        assert_eq!(times, 1, "{user} was told {times} times");
    }
    double.assert_clean();
}

#[tokio::test(flavor = "multi_thread")]
async fn sigkill_while_the_store_is_away_loses_nothing_that_got_its_200() {
    let double = double().await;
    let mut service = Running::start(double.base_url());
    let user = |n: u32| format!("U{n:032x}");
    assert_eq!(
        send(
            service.address,
            &double.webhook().text(&user(0), "こんにちは").build()
        ),
        200
    );
    let url = format!("sqlite://{}", service.folder().join("t.db").display());
    let held = tsunagi_store::Held::over(&url).await.unwrap();
    for n in 1..20 {
        let webhook = double.webhook().text(&user(n), "こんにちは").build();
        let begun = Instant::now();
        assert_eq!(send(service.address, &webhook), 200);
        assert!(
            begun.elapsed() < Duration::from_secs(2),
            "{:?}",
            begun.elapsed()
        );
    }
    let ready = exchange(service.address, b"GET /readyz HTTP/1.1\r\nhost: t\r\n\r\n").unwrap();
    assert_eq!(status(&ready), 200, "it still takes events");
    service.kill();
    let waiting: u64 = std::fs::read_dir(service.folder().join("spool"))
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum();
    assert!(waiting > 0);
    held.release().await;
    let service = service.again();
    let everyone: Vec<String> = (0..20).map(user).collect();
    assert!(
        double
            .wait_until(move |double| everyone
                .iter()
                .all(|user| !double.delivered_to(user).is_empty()))
            .await,
        "a reply that was owed never left"
    );
    assert_eq!(double.counts().replies + double.counts().pushes, 20);
    assert_eq!(
        std::fs::read_dir(service.folder().join("spool"))
            .unwrap()
            .count(),
        0
    );
    double.assert_clean();
}
