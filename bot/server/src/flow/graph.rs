//! `tsunagi flow graph`: a flow as a picture to look at, to print, to hang on the wall.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use tsunagi_flow::{Severity, Source};

use super::Loaded;
use crate::config::Config;
use crate::finding::{Finding, Format, print};

/// What is drawn, and where to.
#[derive(Debug, Args)]
pub struct GraphArgs {
    /// The flow's name in the configured folder, or a file.
    #[arg(required_unless_present = "all")]
    flow: Option<String>,
    /// Every flow of the folder; `--out` is then a folder.
    #[arg(long, conflicts_with = "flow", requires = "out")]
    all: bool,
    /// The language of the words.
    #[arg(long, default_value = "ja")]
    lang: String,
    /// Where the SVG goes; standard output without it.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the command's answer"
)]
/// Draws one flow, or all.
pub fn run(config: &Config, args: &GraphArgs) -> Result<ExitCode> {
    let mut loaded = super::load(config, None)?;
    if args.all {
        let folder = args.out.as_deref().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        let flows: Vec<String> = loaded.program.flows().map(str::to_owned).collect();
        for flow in flows {
            let svg = draw(&loaded, &flow, &args.lang)?;
            write(&folder.join(format!("{flow}.svg")), &svg)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let wanted = args.flow.as_deref().unwrap_or_default();
    let flow = if Path::new(wanted).is_file() {
        let text =
            std::fs::read_to_string(wanted).with_context(|| format!("cannot read {wanted}"))?;
        let (definition, problems) = tsunagi_flow::parse(&Source::new(wanted, &text));
        let Some(definition) = definition else {
            return print(
                problems.into_iter().map(Finding::from).collect(),
                Format::Text,
            );
        };
        // A flow that is being written may be drawn as far as it goes; what is wrong is for `check` to say.
        if problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
        {
            eprintln!("{wanted} has errors; `tsunagi flow check` says which");
        }
        let name = definition.flow.clone();
        loaded.program.add(u32::MAX, definition);
        name
    } else {
        wanted.to_owned()
    };
    let svg = draw(&loaded, &flow, &args.lang)?;
    match &args.out {
        Some(path) => write(path, &svg)?,
        None => print!("{svg}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn draw(loaded: &Loaded, flow: &str, language: &str) -> Result<String> {
    let Some((_, definition)) = loaded.program.newest(flow) else {
        let known: Vec<&str> = loaded.program.flows().collect();
        bail!("there is no flow `{flow}`; there are: {}", known.join(", "));
    };
    Ok(tsunagi_dispatch::picture(
        definition,
        &loaded.program,
        &loaded.catalogue,
        language,
    ))
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
