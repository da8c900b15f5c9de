//! How many steps a second one core takes, for flows of 10, 100 and 1,000 steps.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tsunagi_flow::{Input, Labels, Occasion, Program, Run, Source, Tables, World, parse, step};
use tsunagi_model::{Memory, Timestamp};

struct NoLabels;

impl Labels for NoLabels {
    fn option(&self, _text_id: &str, _options: &[&str], _typed: &str) -> Option<usize> {
        None
    }
}

/// A ring of questions, each with three options, a saved field and a condition between.
fn ring(steps: usize) -> Option<Program> {
    let mut text =
        "flow: ring\nno_answer: {nudge: [1d], say: nudge, then: end}\nsteps:\n".to_owned();
    for index in (0..steps).step_by(2) {
        let next = (index + 2) % steps;
        let _ = writeln!(
            text,
            "  s{index}: {{ask: s{index}, save: test.answer, options: {{a: next, b: next, c: end}}}}"
        );
        let _ = writeln!(
            text,
            "  s{}: {{when: [{{if: \"streak(test.answer, b) >= 3\", go: end}}, {{else: s{next}}}]}}",
            index + 1
        );
    }
    let mut program = Program::new(Tables::default());
    program.add(1, parse(&Source::new("ring.yml", &text)).0?);
    Some(program)
}

fn steps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("step");
    for size in [10, 100, 1_000] {
        let Some(program) = ring(size) else { continue };
        let now = Timestamp::from_millis(1_764_000_000_000);
        let world = World {
            now,
            calendar: program.calendar(""),
            labels: &NoLabels,
            slots: &[],
            conversation: uuid::Uuid::nil(),
            came_again: false,
            standing: tsunagi_flow::Standing::default(),
        };
        let mut memory = Memory::default();
        let mut run = Run::begin("ring", 1, now);
        step(
            &program,
            &mut run,
            &mut memory,
            &Input::Start(Occasion::Ask),
            &world,
        );
        // An answer enters two steps: the condition and the next question.
        group.throughput(Throughput::Elements(2));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| {
                let data = format!("ring/{}/a", run.step().unwrap_or_default());
                black_box(step(
                    &program,
                    &mut run,
                    &mut memory,
                    &Input::Choice { data: &data },
                    &world,
                ))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, steps);
criterion_main!(benches);
