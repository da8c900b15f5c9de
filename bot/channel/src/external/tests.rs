//! Every class of address that is not public, in every form that it can be written in; and answers that are not what they say.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use super::{External, ExternalError, may_reach, sniff};
use crate::{Content, SendError};

fn everywhere() -> External {
    External::new(false, Duration::from_secs(5), Duration::from_secs(5)).unwrap()
}

fn here(total: u64) -> External {
    let total = Duration::from_millis(total);
    External::new(true, total, total).unwrap()
}

#[test]
fn every_kind_of_address_is_judged() {
    for public in [
        "8.8.8.8",
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.3.1",
        "198.17.0.1",
        "198.20.0.1",
        "203.0.114.1",
        "223.255.255.255",
        "2404:6800:4004::1",
        "2606:4700::1111",
        "2001:4860:4860::8888",
        "2a00:1450::1",
    ] {
        assert!(
            may_reach(public.parse().unwrap(), false),
            "{public} is public"
        );
    }
    for hidden in [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "169.254.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:7f00:1::",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ] {
        assert!(
            !may_reach(hidden.parse().unwrap(), false),
            "{hidden} is not public"
        );
    }
    assert!(
        may_reach("127.0.0.1".parse().unwrap(), true) && may_reach("::1".parse().unwrap(), true)
    );
    assert!(
        !may_reach("10.0.0.1".parse().unwrap(), true),
        "this machine is not its neighbours"
    );
    assert!(!may_reach("169.254.169.254".parse().unwrap(), true));
}

#[tokio::test]
async fn no_spelling_of_an_address_gets_through() {
    for (address, why) in [
        ("https://127.0.0.1/a.jpg", "private_address"),
        ("https://127.1/a.jpg", "private_address"),
        ("https://2130706433/a.jpg", "private_address"),
        ("https://0x7f000001/a.jpg", "private_address"),
        ("https://0177.0.0.1/a.jpg", "private_address"),
        ("https://0/a.jpg", "private_address"),
        ("https://１２７.０.０.１/a.jpg", "private_address"),
        (
            "https://169.254.169.254/latest/meta-data/",
            "private_address",
        ),
        ("https://[::1]/a.jpg", "private_address"),
        ("https://[::ffff:127.0.0.1]/a.jpg", "private_address"),
        ("https://[::ffff:7f00:1]/a.jpg", "private_address"),
        ("https://[0:0:0:0:0:0:0:1]/a.jpg", "private_address"),
        ("https://[64:ff9b::7f00:1]/a.jpg", "private_address"),
        ("https://[fd00:ec2::254]/a.jpg", "private_address"),
        ("https://10.0.0.1:8443/a.jpg", "private_address"),
        // Names that the machine resolves to itself.
        ("https://localhost/a.jpg", "private_address"),
        ("https://LOCALHOST/a.jpg", "private_address"),
        ("https://a:b@example.com/a.jpg", "address"),
        ("https://example.com:8443/a.jpg", "port"),
        ("http://example.com/a.jpg", "not_https"),
        ("http://127.0.0.1/a.jpg", "private_address"),
        ("ftp://example.com/a.jpg", "not_https"),
        ("file:///etc/passwd", "address"),
        ("data:image/png;base64,AAAA", "address"),
        ("gopher://example.com/", "not_https"),
        ("//example.com/a.jpg", "address"),
        ("", "address"),
    ] {
        assert_eq!(
            everywhere().fetch(address, 100).await,
            Err(ExternalError::Unsafe(why)),
            "{address}"
        );
    }
    let long = format!("https://example.com/{}", "a".repeat(5_000));
    assert_eq!(
        everywhere().fetch(&long, 100).await,
        Err(ExternalError::Unsafe("address"))
    );
}

#[tokio::test]
async fn only_a_stand_in_on_this_machine_is_reached_here_and_only_there_without_tls() {
    for (address, why) in [
        ("http://example.com/a.jpg", "not_https"),
        ("http://10.0.0.1/a.jpg", "private_address"),
        ("http://[::ffff:127.0.0.1]/a.jpg", "private_address"),
        ("http://localhost/a.jpg", "not_https"),
    ] {
        assert_eq!(
            here(2_000).fetch(address, 100).await,
            Err(ExternalError::Unsafe(why)),
            "{address}"
        );
    }
}

/// A server that gives each connection one answer, in order, and then keeps silent; its address.
fn server(answers: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 4096];
            let read = stream.read(&mut asked).unwrap();
            let asked = String::from_utf8_lossy(&asked[..read]).to_lowercase();
            assert!(
                !asked.contains("authorization")
                    && !asked.contains("cookie")
                    && !asked.contains("referer"),
                "{asked}"
            );
            // Whoever hung up in the middle has seen enough.
            _ = stream.write_all(&answer);
        }
    });
    address
}

fn answer(kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn redirect(to: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
    .into_bytes()
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nsomething";

#[tokio::test]
async fn what_it_is_its_first_bytes_say() {
    let at = server(vec![
        answer("text/html", PNG),
        answer("image/png", b"<!DOCTYPE html><title>x</title>"),
        answer("text/html", b"hello"),
    ]);
    let here = here(5_000);
    let png = Content::Ready {
        content_type: "image/png".to_owned(),
        bytes: PNG.to_vec(),
    };
    assert_eq!(here.fetch(&at, 100).await, Ok(png));
    assert_eq!(
        here.fetch(&at, 100).await,
        Err(ExternalError::Unsafe("page"))
    );
    assert_eq!(
        here.fetch(&at, 100).await,
        Err(ExternalError::Unsafe("page"))
    );
    assert_eq!(sniff(b"  \n<html><body>"), "text/html");
    assert_eq!(sniff(b"hello"), "application/octet-stream");
}

#[tokio::test]
async fn redirects_are_addresses_like_the_first() {
    let here = here(5_000);
    let end = server(vec![answer("image/png", PNG)]);
    let at = server(vec![redirect(&end)]);
    assert!(matches!(
        here.fetch(&at, 100).await,
        Ok(Content::Ready { .. })
    ));
    for (to, why) in [
        ("https://10.0.0.1/", "private_address"),
        ("http://169.254.169.254/latest/", "private_address"),
        ("http://[::ffff:7f00:1]/", "private_address"),
        ("http://example.com/", "not_https"),
        ("file:///etc/passwd", "address"),
        ("http://", "redirect"),
    ] {
        let at = server(vec![redirect(to)]);
        assert_eq!(
            here.fetch(&at, 100).await,
            Err(ExternalError::Unsafe(why)),
            "{to}"
        );
    }
    let round = server(vec![
        redirect("/a"),
        redirect("/b"),
        redirect("/c"),
        redirect("/d"),
        answer("image/png", PNG),
    ]);
    assert_eq!(
        here.fetch(&round, 100).await,
        Err(ExternalError::Unsafe("redirects"))
    );
}

#[tokio::test]
async fn the_huge_and_the_slow_are_left() {
    let many = [b"\xff\xd8\xff".as_slice(), &[7; 1_000_000]].concat();
    let endless = [
        b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".as_slice(),
        &many,
    ]
    .concat();
    let at = server(vec![answer("image/jpeg", &many), endless]);
    assert_eq!(
        here(5_000).fetch(&at, 1_000).await,
        Ok(Content::TooLarge),
        "it says so"
    );
    assert_eq!(
        here(5_000).fetch(&at, 1_000).await,
        Ok(Content::TooLarge),
        "it does not say so"
    );

    // Takes connections and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = format!("http://{}", silent.local_addr().unwrap());
    assert_eq!(
        here(200).fetch(&at, 1_000).await,
        Err(SendError::Timeout.into())
    );
    drop(silent);
    assert_eq!(
        here(2_000).fetch(&at, 1_000).await,
        Err(SendError::Connect.into())
    );
}

#[tokio::test]
async fn statuses_mean_what_they_say() {
    let status = |line: &str| {
        format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").into_bytes()
    };
    let at = server(vec![
        status("404 Not Found"),
        status("410 Gone"),
        status("403 Forbidden"),
        status("503 Busy"),
        status("202 Accepted"),
    ]);
    let here = here(5_000);
    assert_eq!(here.fetch(&at, 1_000).await, Ok(Content::Gone));
    assert_eq!(here.fetch(&at, 1_000).await, Ok(Content::Gone));
    assert!(
        matches!(here.fetch(&at, 1_000).await, Err(ExternalError::Failed(error)) if !error.is_retryable())
    );
    assert!(
        matches!(here.fetch(&at, 1_000).await, Err(ExternalError::Failed(error)) if error.is_retryable())
    );
    assert_eq!(here.fetch(&at, 1_000).await, Ok(Content::NotYet));
}
