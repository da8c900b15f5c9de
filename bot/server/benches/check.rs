//! How long `tsunagi flow check` takes for 100 flows of 100 steps in 8 languages: at first, again, and after one line was changed.
//!
//! `cargo bench -p tsunagi --bench check` makes the folder, runs the command and prints the times.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FLOWS: usize = 100;
const STEPS: usize = 100;
/// A language and words in it.
const LANGUAGES: [(&str, &str); 8] = [
    ("ja", "読むだけでも大丈夫です。"),
    ("ja-Hira", "よむだけでも だいじょうぶです。"),
    ("ja-easy", "読（よ）むだけでも いいです。"),
    ("en", "You only need to read this."),
    ("pt-BR", "Basta ler isto."),
    ("zh-Hans", "看看就好。"),
    ("vi", "Chỉ cần đọc thôi."),
    ("fil", "Basahin lamang ito."),
];

#[expect(clippy::print_stdout, reason = "the bench's answer")]
fn main() -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    make(folder.path())?;
    // Files that were only just written are read again, because their time could hide a change.
    std::thread::sleep(Duration::from_secs(3));
    let first = check(folder.path())?;
    let again = (0..10)
        .map(|_| check(folder.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    let flow = folder.path().join("flows/flow050.yml");
    let mut text = std::fs::read_to_string(&flow)?;
    text.push_str("# changed\n");
    std::fs::write(&flow, text)?;
    let changed = check(folder.path())?;
    println!(
        "{FLOWS} flows of {STEPS} steps in {} languages: first {first:?}, again {:?}, one flow changed {changed:?}",
        LANGUAGES.len(),
        again.iter().min().unwrap_or(&first)
    );
    Ok(())
}

fn check(folder: &Path) -> std::io::Result<Duration> {
    let began = Instant::now();
    Command::new(env!("CARGO_BIN_EXE_tsunagi"))
        .args(["flow", "check"])
        .arg(folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .stdout(Stdio::null())
        .status()?;
    Ok(began.elapsed())
}

fn make(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder.join("flows"))?;
    for (language, _) in LANGUAGES {
        std::fs::create_dir_all(folder.join("locales").join(language))?;
    }
    for number in 0..FLOWS {
        let name = format!("flow{number:03}");
        std::fs::write(folder.join(format!("flows/{name}.yml")), flow(&name))?;
        for (language, words) in LANGUAGES {
            let path = folder.join(format!("locales/{language}/{name}.ftl"));
            std::fs::write(path, texts(&name, words))?;
        }
    }
    Ok(())
}

fn flow(name: &str) -> String {
    let mut text = format!(
        "version: 1\nflow: {name}\ntitle: {name}\nfor: [child, parent]\nstart:\n  - keyword: [{name}]\nno_answer: {{nudge: [1d], say: nudge, then: bye}}\nsteps:\n"
    );
    for step in 0..STEPS - 2 {
        let next = (step + 2).min(STEPS - 3);
        _ = match step % 5 {
            0 | 3 => writeln!(
                text,
                "  s{step}:\n    ask: s{step}\n    save: {name}.s{step}\n    options: {{good: next, bad: s{next}, talk: person}}"
            ),
            2 => writeln!(
                text,
                "  s{step}:\n    when:\n      - {{if: \"{name}.s{} = bad\", go: s{next}}}\n      - {{else: next}}",
                step - 2
            ),
            4 => writeln!(text, "  s{step}: {{say: s{step}, wait: 7d, then: s{next}}}"),
            _ => writeln!(text, "  s{step}: {{say: s{step}}}"),
        };
    }
    text.push_str("  person: {handoff: outreach, why: asked, say: person, closed_say: closed, then: end}\n  bye: {say: bye, then: end}\n");
    text
}

fn texts(name: &str, words: &str) -> String {
    let mut text = String::new();
    for id in ["nudge", "person", "closed", "bye"] {
        _ = writeln!(text, "{name}-{id} = {words}");
    }
    for step in (0..STEPS - 2).filter(|step| step % 5 != 2) {
        _ = writeln!(text, "{name}-s{step} =\n    {words}\n    {words}");
        if matches!(step % 5, 0 | 3) {
            text.push_str("    .good = 1\n    .bad = 2\n    .talk = 3\n");
        }
    }
    text
}
