//! Every code of the table of checks: one thing is broken in a good flow, and the code, the line and the column are told.

use std::collections::{BTreeMap, BTreeSet};

use tsunagi_flow::{
    Definition, Given, Part, Problem, Program, Source, Tables, Texts, check_given, check_removal,
    check_waiting, digests, parse, pushed,
};
use tsunagi_model::Timestamp;

/// A flow with nothing wrong in it, in the middle of a programme with nothing wrong in it.
const GOOD: &str = r#"flow: good
title: よい流れ
for: [child, parent]
uses: [contact.place]
start:
  - every: week
    default: [sun, "17:00"]
    who: role = child and consent.messages = agree and not paused
  - keyword: [はれ, weather]
missed: send late within 6h, else skip
no_answer: {nudge: [1d], say: nudge, then: rest}
steps:
  mood:
    ask: mood
    save: good.mood
    also: text
    options: {fine: thanks, low: why, talk: person}
  why:
    when:
      - {if: "streak(good.mood, low) >= 2", go: worry}
      - {if: "channel = line and age >= 12", go: tip}
      - {else: thanks}
  worry: {alert: duty, level: now, unanswered: {after: 15m, alert: lead}, say: worry, then: end}
  tip: {say: tip, from: "table tips where role = contact.role, next unseen", media: sky.jpg}
  place:
    cards: place
    from: table places where role = contact.role, at most 5
    save: contact.place
    options: {look: thanks, ask: person}
  coin: {random: {heads: 50, tails: 50}, options: {heads: thanks, tails: sub}}
  sub: {run: other, then: thanks}
  thanks: {say: thanks, log: done, then: end}
  rest: {say: rest, then: end}
  person: {handoff: outreach, why: asked, say: person, closed_say: closed, then: end}
"#;
const OTHER: &str = "flow: other\ntitle: ほか\nstart:\n  - keyword: [ほか]\nno_answer: {then: end}\nsteps:\n  ask: {ask: ask, options: {left: end, right: end}}\n";
const ANYTIME: &str = "flow: anytime\ntitle: いつでも\nalways: true\nrules:\n  risk: {words: table risk_words where level = high, do: danger, then: hold}\n  stop: {words: [やめる], do: stop, then: end}\nsteps:\n  danger: {alert: duty, level: now, say: danger, quiet: ignore, handoff: duty, why: risk, then: return}\n  stop: {set: consent.messages = withdrawn, say: stop, then: return}\n";
const TABLES: &[(&str, &str)] = &[
    ("tips", "id,role,text\na,child,tip-a\nb,parent,tip-b\n"),
    (
        "places",
        "id,role,text,image\nroom,child;parent,place-room,sky.jpg\n",
    ),
    ("risk_words", "id,level\na,high\n"),
    (
        "teams",
        "team,name,role,phone\nduty,当番,staff,090-1234-5678\nlead,長,lead,090-1234-5679\noutreach,係,staff,\n",
    ),
    (
        "hotlines",
        "id,name,phone,role,verified_on\nsos,SOS,0120,*,2026-11-01\n",
    ),
];

/// Texts that are all there, but for what a case takes away or puts in.
#[derive(Default)]
struct Said {
    missing: BTreeSet<(&'static str, &'static str)>,
    labels: BTreeMap<(&'static str, &'static str), &'static str>,
    variables: BTreeMap<&'static str, &'static str>,
    bubbles: BTreeMap<&'static str, usize>,
    units: BTreeMap<&'static str, usize>,
}

impl Texts for Said {
    fn languages(&self) -> Vec<String> {
        ["ja", "ja-Hira", "en"].map(str::to_owned).to_vec()
    }
    fn has(&self, language: &str, id: &str) -> bool {
        !self.missing.iter().any(|(l, i)| *l == language && *i == id)
    }
    fn label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        let full = format!("{id}.{key}");
        if self
            .missing
            .iter()
            .any(|(l, i)| *l == language && *i == full)
        {
            return None;
        }
        let own = self
            .labels
            .iter()
            .find(|((l, i), _)| *l == language && *i == full);
        Some(own.map_or(full, |(_, label)| (*label).to_owned()))
    }
    fn variables(&self, _language: &str, id: &str) -> Vec<String> {
        let own = self.variables.iter().find(|(i, _)| **i == id);
        let usual = if id == "good-thanks" {
            vec!["contact_place"]
        } else {
            Vec::new()
        };
        usual
            .into_iter()
            .chain(own.map(|(_, name)| *name))
            .map(str::to_owned)
            .collect()
    }
    fn units(&self, _language: &str, id: &str) -> usize {
        let own = self.units.iter().find(|(i, _)| **i == id);
        own.map_or(1, |(_, count)| *count)
    }
    fn knows_variables(&self) -> bool {
        true
    }
    fn bubbles(&self, _language: &str, id: &str) -> usize {
        let own = self.bubbles.iter().find(|(i, _)| **i == id);
        own.map_or(1, |(_, count)| *count)
    }
}

/// Friday 20 November 2026, noon in Japan.
fn now() -> Timestamp {
    chrono::DateTime::parse_from_rfc3339("2026-11-20T12:00:00+09:00")
        .unwrap()
        .into()
}

fn given() -> Given {
    Given {
        now: Some(now()),
        media: Some(BTreeSet::from(["sky.jpg".to_owned()])),
        ..Given::default()
    }
}

fn sources(flow: &str, more: &[(&str, &str)]) -> Vec<Source> {
    let mut files = vec![("good", flow), ("other", OTHER), ("anytime", ANYTIME)];
    for (name, text) in more {
        files.retain(|(known, _)| known != name);
        files.push((name, text));
    }
    files
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| Source::new(&format!("{name}.yml"), text))
        .collect()
}

fn program(sources: &[Source], tables: &[(&str, &str)]) -> (Program, Vec<Problem>) {
    let mut files: Vec<(&str, &str)> = TABLES.to_vec();
    for (name, text) in tables {
        files.retain(|(known, _)| known != name);
        files.push((name, text));
    }
    let files: Vec<Source> = files
        .iter()
        .map(|(name, text)| Source::new(&format!("{name}.csv"), text))
        .collect();
    let (tables, mut problems) = Tables::load(&files);
    let mut program = Program::new(tables);
    let calendar =
        "kind,from,until,days,opens,closes,who,name\nholiday,2026-11-23,,,,,,勤労感謝の日\n";
    problems.extend(program.read_calendars(&[Source::new("default.csv", calendar)]));
    for source in sources {
        let (definition, found) = parse(source);
        problems.extend(found);
        if let Some(definition) = definition {
            program.add(1, definition);
        }
    }
    (program, problems)
}

/// What is broken, besides the words of the flow.
#[derive(Default)]
struct Broken {
    flows: Vec<(&'static str, &'static str)>,
    tables: Vec<(&'static str, &'static str)>,
    texts: Said,
    budget: Option<f64>,
}

fn problems(flow: &str, broken: &Broken) -> Vec<Problem> {
    let (program, mut problems) = program(&sources(flow, &broken.flows), &broken.tables);
    let mut given = given();
    given.budget = broken.budget.unwrap_or(given.budget);
    problems.extend(check_given(&program, &broken.texts, &given));
    problems
}

/// Where a part of the flow stands.
fn place(flow: &str, part: &str) -> (u32, u32) {
    let at = flow
        .find(part)
        .unwrap_or_else(|| panic!("`{part}` is not in the flow"));
    let before = &flow[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    (u32::try_from(line).unwrap(), u32::try_from(column).unwrap())
}

/// The good flow with one part replaced, and what is then told of it.
fn breaking(old: &str, new: &str, broken: &Broken) -> (String, Vec<Problem>) {
    assert_eq!(GOOD.matches(old).count(), 1, "`{old}` stands once");
    let flow = GOOD.replace(old, new);
    let found = problems(&flow, broken);
    (flow, found)
}

/// One thing is broken; exactly this code is told, at the faulty word.
fn expect(code: &str, old: &str, new: &str, at: &str) {
    expect_with(code, old, new, at, &Broken::default());
}

fn expect_with(code: &str, old: &str, new: &str, at: &str, broken: &Broken) {
    let (flow, found) = breaking(old, new, broken);
    let (line, column) = place(&flow, at);
    assert!(
        found.iter().any(|problem| problem.code == code
            && (problem.line, problem.column) == (line, column)
            && problem.file == "good.yml"
            && flow
                .lines()
                .nth(line as usize - 1)
                .unwrap()
                .starts_with(&problem.excerpt)
            && !problem.hint.is_empty()),
        "{code} at {line}:{column} is not in\n{}",
        listed(&found)
    );
    assert!(
        found.iter().all(|problem| problem.code == code),
        "besides {code}:\n{}",
        listed(&found)
    );
}

/// The same, where one fault leads to others.
fn expect_among(code: &str, old: &str, new: &str, at: &str) {
    let (flow, found) = breaking(old, new, &Broken::default());
    let (line, column) = place(&flow, at);
    assert!(
        found
            .iter()
            .any(|problem| problem.code == code && (problem.line, problem.column) == (line, column)),
        "{code} at {line}:{column} is not in\n{}",
        listed(&found)
    );
}

fn listed(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[test]
fn the_good_flow_is_clean() {
    let found = problems(GOOD, &Broken::default());
    assert!(found.is_empty(), "{}", listed(&found));
}

#[test]
fn e00_what_cannot_be_read() {
    expect(
        "E00",
        "for: [child, parent]",
        "for: [child, parent",
        ": [contact.place]",
    );
    let large = format!("flow: good\n# {}\n", "x".repeat(1 << 20));
    let (definition, found) = parse(&Source::new("good.yml", &large));
    assert!(
        definition.is_none() && found[0].code == "E00",
        "{}",
        listed(&found)
    );
    let large = format!("id\n{}", "x\n".repeat(1 << 20));
    let (_, found) = Tables::load(&[Source::new("x.csv", &large)]);
    assert_eq!((found.len(), found[0].code), (1, "E00"));
}

#[test]
fn e01_names_that_lead_nowhere() {
    expect("E01", "low: why", "low: wyh", "wyh");
    expect("E01", "sub: {run: other", "sub: {run: ohter", "ohter");
    expect_among(
        "E01",
        "table tips where",
        "table tipps where",
        "tipps where",
    );
    expect(
        "E01",
        "table places where role",
        "table places where rol",
        "rol =",
    );
    expect(
        "E01",
        "{if: \"streak(good.mood, low)",
        "{if: \"streak(good.moood, low)",
        "good.moood",
    );
    expect(
        "E01",
        "who: role = child and consent.messages = agree and not paused",
        "who: role = child and consent.messages = agree and contact.nickame is set",
        "contact.nickame",
    );
    expect("E01", "handoff: outreach", "handoff: outraech", "outraech");
    expect("E01", "alert: lead}", "alert: laed}", "laed");
    expect("E01", "media: sky.jpg", "media: skye.jpg", "skye.jpg");
    expect("E01", "channel = line", "channel = lnie", "lnie");
    expect(
        "E01",
        "where role = contact.role, at most",
        "where role = chlid, at most",
        "chlid",
    );
    expect(
        "E01",
        "for: [child, parent]",
        "for: [child, parnet]",
        "parnet",
    );
    let (_, found) = breaking("run: other", "run: ohter", &Broken::default());
    assert!(
        found[0].message.contains("did you mean `other`?"),
        "{}",
        found[0]
    );
}

#[test]
fn e01_pictures_and_roles_in_tables() {
    let broken = Broken {
        tables: vec![
            (
                "places",
                "id,role,text,image\nroom,child;parent,place-room,sjy.jpg\n",
            ),
            (
                "teams",
                "team,name,role,phone\nduty,当番,stuff,090-1234-5678\nlead,長,lead,090-1234-5679\noutreach,係,staff,\n",
            ),
        ],
        ..Broken::default()
    };
    let found = problems(GOOD, &broken);
    let places: Vec<_> = found
        .iter()
        .map(|problem| {
            (
                problem.code,
                problem.file.as_str(),
                problem.line,
                problem.column,
            )
        })
        .collect();
    assert_eq!(
        places,
        [("E01", "places.csv", 2, 30), ("E01", "teams.csv", 2, 9)],
        "{}",
        listed(&found)
    );
}

#[test]
fn e02_keys() {
    expect("E02", "missed: send", "mised: send", "mised");
    expect_among(
        "E02",
        "  rest: {say: rest, then: end}\n",
        "  rest: {say: rest, then: end}\n  rest: {say: rest}\n",
        "rest: {say: rest}\n",
    );
    expect_among(
        "E02",
        "options: {look: thanks, ask",
        "options: {yes: thanks, ask",
        "yes: thanks",
    );
    expect("E02", "log: done", "log: done, log: twice", "log: twice");
}

#[test]
fn e03_branches() {
    expect_among("E03", "      - {else: thanks}\n", "", "- {if: \"streak");
    expect_among("E03", "tails: 50", "tails: 40", "{heads: 50");
}

#[test]
fn e04_steps_that_nobody_reaches() {
    expect(
        "E04",
        "  rest: {say: rest, then: end}\n",
        "  rest: {say: rest, then: end}\n  lost: {say: lost, then: end}\n",
        "lost: {say",
    );
}

#[test]
fn e05_circles() {
    expect_among(
        "E05",
        "thanks: {say: thanks, log: done, then: end}",
        "thanks: {say: thanks, log: done, then: coin}",
        "thanks: {say",
    );
    let broken = Broken {
        flows: vec![
            (
                "other",
                "flow: other\ntitle: ほか\nsteps:\n  a: {run: third}\n",
            ),
            (
                "third",
                "flow: third\ntitle: さん\nsteps:\n  a: {run: other}\n",
            ),
        ],
        ..Broken::default()
    };
    let found = problems(GOOD, &broken);
    let places: Vec<_> = found
        .iter()
        .map(|problem| {
            (
                problem.code,
                problem.file.as_str(),
                problem.line,
                problem.column,
            )
        })
        .collect();
    assert_eq!(
        places,
        [("E05", "other.yml", 4, 12), ("E05", "third.yml", 4, 12)],
        "{}",
        listed(&found)
    );
}

#[test]
fn e06_silence() {
    expect_among(
        "E06",
        "no_answer: {nudge: [1d], say: nudge, then: rest}\n",
        "",
        "mood:\n    ask",
    );
    expect_among("E06", "nudge: [1d], say: nudge", "nudge: [1d]", "[1d]");
    expect_among(
        "E06",
        "nudge: [1d], say: nudge, then: rest",
        "nudge: [1d], say: nudge, then: mood",
        "mood}",
    );
    expect_among("E06", "nudge: [1d]", "nudge: [3d, 1d]", "[3d, 1d]");
}

#[test]
fn e07_dead_ends() {
    expect_among(
        "E07",
        "rest: {say: rest, then: end}",
        "rest: {say: rest, wait: 7d, then: rest}",
        "rest: {say",
    );
}

#[test]
fn e08_keywords() {
    let (flow, found) = breaking("[はれ, weather]", "[はれ, ほか]", &Broken::default());
    let places: Vec<_> = found
        .iter()
        .map(|problem| {
            (
                problem.code,
                problem.file.as_str(),
                (problem.line, problem.column),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("E08", "good.yml", place(&flow, "ほか]")),
            ("E08", "other.yml", (4, 15))
        ],
        "{}",
        listed(&found)
    );
    expect("E08", "[はれ, weather]", "[はれ, ハレ]", "ハレ");
    expect("E08", "[はれ, weather]", "[はれ, やめる]", "やめる");
    let broken = Broken {
        texts: Said {
            labels: BTreeMap::from([(("en", "other-ask.left"), "Weather")]),
            ..Said::default()
        },
        ..Broken::default()
    };
    let found = problems(GOOD, &broken);
    let places: Vec<_> = found
        .iter()
        .map(|problem| {
            (
                problem.code,
                problem.file.as_str(),
                problem.line,
                problem.column,
            )
        })
        .collect();
    assert_eq!(places, [("E08", "other.yml", 7, 29)], "{}", listed(&found));
}

#[test]
fn w09_quiet_hours_and_holidays() {
    expect("W09", "\"17:00\"", "\"21:30\"", "\"21:30\"");
    expect(
        "W09",
        "default: [sun, \"17:00\"]",
        "default: [mon, \"17:00\"]",
        "\"17:00\"",
    );
    expect("W09", "nudge: [1d]", "nudge: [5h]", "5h");
    let (_, found) = breaking("\"17:00\"", "\"21:30\"", &Broken::default());
    assert!(found[0].message.contains("is moved to"), "{}", found[0]);
}

#[test]
fn e10_removal() {
    let (program, _) = program(&sources(GOOD, &[]), &[]);
    for (part, at) in [
        (Part::Flow("other"), "other, then"),
        (Part::Table("tips"), "\"table tips"),
        (Part::Team("lead"), "lead}"),
        (Part::Field("contact.place"), "contact.place]"),
    ] {
        let found = check_removal(&program, part);
        let (line, column) = place(GOOD, at);
        assert_eq!(
            found
                .iter()
                .map(|problem| (problem.code, problem.line, problem.column))
                .collect::<Vec<_>>(),
            [("E10", line, column)],
            "{}",
            listed(&found)
        );
    }
    assert!(check_removal(&program, Part::Flow("nobody")).is_empty());
}

#[test]
fn e11_more_than_fits() {
    let many: Vec<String> = (0..14).map(|n| format!("o{n}: thanks")).collect();
    let options = format!("options: {{{}, low: why, talk: person}}", many.join(", "));
    expect(
        "E11",
        "options: {fine: thanks, low: why, talk: person}",
        &options,
        "o13",
    );
    expect(
        "E11",
        "options: {look: thanks, ask: person}",
        "options: {look: thanks, a: thanks, b: thanks, ask: person}",
        "ask: person}",
    );
    let rows: String = (0..11)
        .map(|n| format!("r{n},child,place-room,\n"))
        .collect();
    let table: &'static str = Box::leak(format!("id,role,text,image\n{rows}").into_boxed_str());
    expect_with(
        "E11",
        ", at most 5",
        "",
        "table places",
        &Broken {
            tables: vec![("places", table)],
            ..Broken::default()
        },
    );
    let texts = Said {
        bubbles: BTreeMap::from([("good-thanks", 6)]),
        ..Said::default()
    };
    expect_with(
        "E11",
        "title: よい流れ",
        "title: よい",
        "thanks, log",
        &Broken {
            texts,
            ..Broken::default()
        },
    );
}

#[test]
fn e12_words_on_cards() {
    let texts = Said {
        units: BTreeMap::from([("place-room", 61)]),
        ..Said::default()
    };
    let broken = Broken {
        texts,
        ..Broken::default()
    };
    expect_with(
        "E12",
        "title: よい流れ",
        "title: よい",
        "table places",
        &broken,
    );
}

#[test]
fn e13_texts() {
    for (language, id, at) in [
        ("en", "good-worry", "worry, then"),
        ("ja-Hira", "good-nudge", "nudge, then"),
        ("en", "good-mood.low", "low: why"),
        ("ja", "good-closed", "closed, then"),
        ("en", "place-room", "table places"),
    ] {
        let texts = Said {
            missing: BTreeSet::from([(language, id)]),
            ..Said::default()
        };
        expect_with(
            "E13",
            "title: よい流れ",
            "title: よい",
            at,
            &Broken {
                texts,
                ..Broken::default()
            },
        );
    }
    let texts = Said {
        variables: BTreeMap::from([("good-worry", "contact_plaec")]),
        ..Said::default()
    };
    expect_with(
        "E13",
        "title: よい流れ",
        "title: よい",
        "worry, then",
        &Broken {
            texts,
            ..Broken::default()
        },
    );
    expect(
        "E13",
        "uses: [contact.place]",
        "uses: [contact.place, contact.area]",
        "contact.area",
    );
}

#[test]
fn w14_a_variant_falls_back() {
    let texts = Said {
        missing: BTreeSet::from([("ja-Hira", "other-ask")]),
        ..Said::default()
    };
    let broken = Broken {
        flows: vec![(
            "other",
            Box::leak(
                OTHER
                    .replace("title: ほか\n", "title: ほか\nfor: [parent]\n")
                    .into_boxed_str(),
            ),
        )],
        texts,
        ..Broken::default()
    };
    let found = problems(GOOD, &broken);
    assert!(
        found
            .iter()
            .any(|problem| problem.code == "W14" && problem.file == "other.yml"),
        "{}",
        listed(&found)
    );
}

#[test]
fn e16_consent_and_children() {
    expect("E16", " and consent.messages = agree", "", "every: week");
    expect_with(
        "E16",
        "for: [child, parent]",
        "for: [parent, teacher]",
        "other, then",
        &Broken {
            flows: vec![(
                "other",
                Box::leak(
                    OTHER
                        .replace("title: ほか\n", "title: ほか\nfor: [child]\n")
                        .into_boxed_str(),
                ),
            )],
            ..Broken::default()
        },
    );
    let flow = GOOD
        .replace("for: [child, parent]", "for: [child]")
        .replace("role = child and ", "")
        .replace(" where role = contact.role, next unseen", ", next unseen");
    let found = problems(&flow, &Broken::default());
    let places: Vec<_> = found
        .iter()
        .map(|problem| (problem.code, problem.line, problem.column))
        .collect();
    let (start, tips) = (place(&flow, "every: week"), place(&flow, "\"table tips"));
    assert_eq!(
        places,
        [("E16", start.0, start.1), ("E16", tips.0, tips.1)],
        "{}",
        listed(&found)
    );
}

#[test]
fn e17_free_words_and_hotlines() {
    let (flow, found) = breaking(
        "title: よい流れ",
        "title: よい",
        &Broken {
            flows: vec![("anytime", "")],
            ..Broken::default()
        },
    );
    let (line, column) = place(&flow, "text\n    options");
    assert!(
        found
            .iter()
            .any(|problem| (problem.code, problem.line, problem.column) == ("E17", line, column)),
        "{}",
        listed(&found)
    );
    for (date, told) in [("2026-05-24", 0), ("2026-05-23", 1), ("", 1), ("soon", 1)] {
        let table: &'static str = Box::leak(
            format!("id,name,phone,role,verified_on\nsos,\"S,OS\",0120,*,{date}\n")
                .into_boxed_str(),
        );
        let found = problems(
            GOOD,
            &Broken {
                tables: vec![("hotlines", table)],
                ..Broken::default()
            },
        );
        assert_eq!(found.len(), told, "{date}: {}", listed(&found));
        for problem in &found {
            assert_eq!(
                (problem.code, problem.line, problem.column),
                ("E17", 2, 19),
                "{problem}"
            );
        }
    }
}

#[test]
fn e18_people() {
    expect("E18", ", closed_say: closed", "", "handoff");
    expect("E18", ", say: person, closed_say: closed", "", "handoff");
    let teams = "team,name,role,phone\nduty,当番,staff,\nlead,長,,090\noutreach,係,staff,\n";
    let found = problems(
        GOOD,
        &Broken {
            tables: vec![("teams", teams)],
            ..Broken::default()
        },
    );
    let codes: Vec<_> = found
        .iter()
        .map(|problem| (problem.code, problem.line))
        .collect();
    assert!(
        found.iter().all(|problem| problem.code == "E18") && codes.len() >= 3,
        "{}",
        listed(&found)
    );
    let teams = "team,name,role,phone\nduty,当番,staff,000-0000-0000\nlead,長,lead,090\noutreach,係,staff,\n";
    let found = problems(
        GOOD,
        &Broken {
            tables: vec![("teams", teams)],
            ..Broken::default()
        },
    );
    assert_eq!(
        found
            .iter()
            .map(|problem| (problem.code, problem.line, problem.column))
            .collect::<Vec<_>>(),
        [("W18", 2, 15)]
    );
}

#[test]
fn w19_pushes() {
    expect_with(
        "W19",
        "title: よい流れ",
        "title: よい",
        "every: week",
        &Broken {
            budget: Some(5.0),
            ..Broken::default()
        },
    );
    let (_, found) = breaking(
        "title: よい流れ",
        "title: よい",
        &Broken {
            budget: Some(5.0),
            ..Broken::default()
        },
    );
    assert!(
        found[0].message.contains("6.5 pushes a month") && found[0].message.contains("good 4.3"),
        "{}",
        found[0]
    );
}

#[test]
fn w20_people_in_the_middle() {
    let draft = |text: &str| -> Definition { parse(&Source::new("good.yml", text)).0.unwrap() };
    assert!(check_waiting(&draft(GOOD), &[("mood", 3)]).is_empty());
    let renamed = GOOD
        .replace("  person: {", "  human: {was: [person], ")
        .replace(": person}", ": human}")
        .replace("talk: person", "talk: human");
    assert!(check_waiting(&draft(&renamed), &[("person", 3)]).is_empty());
    let found = check_waiting(&draft(GOOD), &[("old", 3), ("older", 0)]);
    assert_eq!(
        found
            .iter()
            .map(|problem| (problem.code, problem.line, problem.column))
            .collect::<Vec<_>>(),
        [("W20", 12, 1)]
    );
    assert!(found[0].message.starts_with("3 people wait at `old`"));
}

#[test]
fn what_is_pushed_is_known() {
    let (program, _) = program(&sources(GOOD, &[]), &[]);
    let digests = digests(&program, &given());
    let mine: Vec<&str> = pushed(&digests).into_iter().collect();
    assert_eq!(mine, ["good-mood", "good-nudge", "good-place", "good-rest"]);
}
