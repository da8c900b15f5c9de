//! The dependency rules of ARCHITECTURE.md, read off the manifests and the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Each room with what it depends on to run (not to be tested).
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .unwrap();
    metadata
        .packages
        .iter()
        .map(|package| {
            let names = package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind == cargo_metadata::DependencyKind::Normal)
                .map(|dependency| dependency.name.clone());
            (package.name.to_string(), names.collect())
        })
        .collect()
}

fn known_by(name: &str) -> BTreeSet<String> {
    dependencies()
        .into_iter()
        .filter(|(_, needs)| needs.contains(name))
        .map(|(room, _)| room)
        .collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_pure_rooms_do_no_io() {
    let dependencies = dependencies();
    for room in [
        "tsunagi-model",
        "tsunagi-flow",
        "tsunagi-import",
        "tsunagi-locale",
        "tsunagi-safeguard",
    ] {
        for forbidden in [
            "tokio",
            "reqwest",
            "sqlx",
            "axum",
            "rand",
            "tsunagi-store",
            "tsunagi-channel",
            "tsunagi-dispatch",
        ] {
            assert!(
                !dependencies[room].contains(forbidden),
                "{room} knows {forbidden}"
            );
        }
    }
    assert_eq!(
        dependencies["tsunagi-model"]
            .iter()
            .filter(|name| name.starts_with("tsunagi"))
            .count(),
        0
    );
}

#[test]
fn only_the_store_knows_sqlx() {
    assert_eq!(known_by("sqlx"), set(&["tsunagi-store"]));
    for (path, text) in sources() {
        if !path.starts_with("admin/store") && !path.contains("/tests/") {
            for word in ["insert into ", "delete from ", "select * ", " returning id"] {
                assert!(!text.contains(word), "{path} speaks SQL: {word}");
            }
        }
    }
}

#[test]
fn only_channels_talk_to_platforms() {
    assert_eq!(known_by("reqwest"), set(&["tsunagi-channel"]));
    for (path, text) in sources() {
        let allowed = path.starts_with("bot/channel")
            || path.contains("/tests/")
            || path.ends_with("bench.rs");
        if !allowed {
            for word in [
                "x-line-signature",
                "X-Line-Retry-Key",
                "replyToken",
                "webhookEventId",
            ] {
                assert!(!text.contains(word), "{path} knows LINE's {word}");
            }
        }
    }
}

#[test]
fn only_server_and_console_know_axum() {
    // The double is a platform's server of its own; no room of the service depends on it but the binary, for `bench`.
    assert_eq!(
        known_by("axum"),
        set(&["tsunagi", "tsunagi-console", "tsunagi-double"])
    );
    assert_eq!(known_by("tsunagi-double"), set(&["tsunagi"]));
    assert!(
        !dependencies()["tsunagi-console"].contains("tsunagi-channel"),
        "the console never calls a platform"
    );
}

#[test]
fn what_people_read_is_in_locales() {
    // The demonstration's made-up names, the table of danger words and its grammar are data about people's words, not words to people.
    let data = [
        "bot/server/src/demo.rs",
        "bot/safeguard/",
        "bot/locale/",
        "bot/flow/src/",
        "admin/report/src/",
        // What the double pretends that a person is called; which number of a help line is a number.
        "bot/channel/double/",
        "bot/server/src/chat/words.rs",
    ];
    let mut found = Vec::new();
    for (path, text) in sources() {
        // Samples render pages in tests.
        if path.contains("/tests")
            || path.contains("/benches/")
            || path.ends_with("sample.rs")
            || data.iter().any(|known| path.starts_with(known))
        {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            let japanese = line
                .chars()
                .any(|c| matches!(c, '\u{3041}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}'));
            if japanese && !line.contains("こんにちは") {
                found.push(format!("{path}:{}: {line}", number + 1));
            }
        }
    }
    assert!(
        found.is_empty(),
        "words for people belong to locales/:\n{}",
        found.join("\n")
    );
}

#[test]
fn every_room_has_a_purpose_and_a_place_on_the_map() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .unwrap();
    for package in metadata.packages {
        assert!(
            package
                .description
                .as_ref()
                .is_some_and(|text| text.len() > 20),
            "{} has no purpose",
            package.name
        );
        let folder = package
            .manifest_path
            .parent()
            .unwrap()
            .strip_prefix(root().to_str().unwrap())
            .unwrap()
            .to_string();
        assert!(
            map.contains(&format!("`{folder}`")),
            "ARCHITECTURE.md does not name `{folder}`"
        );
    }
    for (path, text) in sources() {
        assert!(
            text.starts_with("//!"),
            "{path} does not begin with its purpose"
        );
    }
}

#[test]
fn nothing_is_left_half_done() {
    for (path, text) in sources() {
        for mark in [
            concat!("to", "do!("),
            concat!("unimple", "mented!("),
            concat!("FIX", "ME"),
            concat!("#[ig", "nore"),
        ] {
            assert!(!text.contains(mark), "{path}: {mark}");
        }
    }
}

/// Our own Rust sources: path from the root, text.
pub fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("bot"), root().join("admin")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("target") && !path.ends_with("node_modules") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path
                    .strip_prefix(root())
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(found.len() > 50, "the sources were found");
    found
}
