//! Finds the rules that fire in a message and weighs each in its context.

use std::ops::Range;

use tsunagi_model::Risk;

use crate::finder::Finder;
use crate::fold::{Folded, Reading};
use crate::letters::{Letters, Sum};
use crate::table::{Aim, Context, Place, Rule, Script, Table, Together, Unless};

/// How much text beside a find decides about it, in bytes.
const BESIDE: usize = 90;

/// What a message is about when only its letters speak.
const OF_LETTERS: &str = "suicide";

/// Every rule and context, compiled.
#[derive(Debug)]
pub(crate) struct Judge {
    rules: Vec<Rule>,
    contexts: Vec<Context>,
    together: Vec<Together>,
    letters: Letters,
    squeezed: Finder,
    words: Finder,
    joined: Finder,
    marks: Finder,
}

/// Why a message is more than harmless.
#[derive(Debug)]
pub(crate) struct Reason {
    /// The row that fired; of a row that counts others, followed by theirs.
    pub(crate) rule: String,
    pub(crate) category: &'static str,
    pub(crate) risk: Risk,
    /// Bytes of the original.
    pub(crate) span: Range<usize>,
}

impl Reason {
    fn of(find: &Find<'_, '_>, risk: Risk) -> Self {
        Self {
            rule: find.rule.id.clone(),
            category: find.rule.category,
            risk,
            span: find.span.clone(),
        }
    }
}

/// A rule found in a reading.
struct Find<'r, 't> {
    rule: &'r Rule,
    reading: &'t Reading,
    here: Range<usize>,
    /// The same in bytes of the original.
    span: Range<usize>,
    /// Only the words run together gave it: no more than a watch.
    weak: bool,
}

impl Judge {
    pub(crate) fn new(table: Table) -> Self {
        let Table {
            rules,
            contexts,
            together,
            letters,
        } = table;
        let of = |script: Script| {
            let rules = rules
                .iter()
                .enumerate()
                .filter(move |(_, rule)| rule.script == script);
            Finder::new(rules.map(|(at, rule)| (at, rule.source.as_str())))
        };
        let (squeezed, words, marks) = (of(Script::Squeezed), of(Script::Words), of(Script::Marks));
        let joined = rules
            .iter()
            .enumerate()
            .filter_map(|(at, rule)| Some((at, rule.joined.as_deref()?)));
        let joined = Finder::new(joined);
        Self {
            rules,
            contexts,
            together,
            letters,
            squeezed,
            words,
            joined,
            marks,
        }
    }

    /// The gravest rule that holds, with its risk and its place in the original.
    pub(crate) fn read(&self, text: &str, asked: Option<&str>) -> Option<Reason> {
        let folded = Folded::new(text);
        let finds = self.finds(&folded);
        let sum = self.letters.weigh(&folded.squeezed);
        if finds.is_empty()
            && sum
                .as_ref()
                .is_none_or(|(sum, scale)| sum.total < scale.watch)
        {
            return None;
        }
        let context = Surroundings::new(&self.contexts, &folded, asked);
        let mut best: Option<(&Find<'_, '_>, Risk)> = None;
        // Watches that no context lowered to one: a joke or a thing of the past adds nothing to others.
        let (mut weak, mut lowered_at) = (Vec::new(), Vec::new());
        for find in &finds {
            let (risk, lowered) = context.weigh(find);
            if risk > best.map_or(Risk::None, |(_, best)| best) {
                best = Some((find, risk));
            }
            if lowered {
                lowered_at.push(&find.span);
            } else if risk == Risk::Watch {
                weak.push(find);
            }
        }
        if let Some((find, Risk::Alert)) = best {
            return Some(Reason::of(find, Risk::Alert));
        }
        weak.retain(|find| !lowered_at.iter().any(|at| overlap(at, &find.span)));
        if let Some(reason) = self.second_look(&weak) {
            return Some(reason);
        }
        let category = best.map_or(OF_LETTERS, |(find, _)| find.rule.category);
        let by_letters = |(sum, risk): (Sum, Risk)| Reason {
            rule: format!("letters:{}", sum.runs.join("+")),
            category,
            risk,
            span: sum.span,
        };
        let lowered = !lowered_at.is_empty() || context.lowers_all();
        let letters = sum.and_then(|(sum, scale)| {
            let alert = sum.total >= scale.alert || (!weak.is_empty() && sum.total >= scale.beside);
            match sum.total {
                _ if alert && !lowered => Some((sum, Risk::Alert)),
                total if total >= scale.watch => Some((sum, Risk::Watch)),
                _ => None,
            }
        });
        match (best, letters) {
            (_, Some((sum, Risk::Alert))) => Some(by_letters((sum, Risk::Alert))),
            (Some((find, risk)), _) => Some(Reason::of(find, risk)),
            (None, letters) => letters.map(by_letters),
        }
    }

    /// Several weak signs in one message, each in words of its own, are as grave as a strong one.
    fn second_look(&self, weak: &[&Find<'_, '_>]) -> Option<Reason> {
        self.together.iter().find_map(|together| {
            let mut signs: Vec<&Find<'_, '_>> = Vec::new();
            for find in weak {
                let new = signs
                    .iter()
                    .all(|sign| sign.rule.id != find.rule.id && !overlap(&sign.span, &find.span));
                if new && together.concerns(find.rule) {
                    signs.push(find);
                }
            }
            let first = signs.first().filter(|_| signs.len() >= together.least)?;
            let ids: Vec<&str> = signs.iter().map(|sign| sign.rule.id.as_str()).collect();
            Some(Reason {
                rule: format!("{}:{}", together.id, ids.join("+")),
                category: first.rule.category,
                risk: Risk::Alert,
                span: first.span.clone(),
            })
        })
    }

    /// Every find in the order of the table, so that of two equal ones the upper row speaks.
    fn finds<'r, 't>(&'r self, folded: &'t Folded) -> Vec<Find<'r, 't>> {
        let mut finds = Vec::new();
        let mut look = |finder: &'r Finder, reading: &'t Reading, joined: bool| {
            finder.find(reading, |rule, here| {
                let span = reading.original(here.clone());
                let weak = joined && !spelt_out(folded, &span);
                let whole = !joined || (here.len() >= 7 && whole_words(folded, &span));
                if whole {
                    finds.push((
                        rule,
                        Find {
                            rule: &self.rules[rule],
                            reading,
                            here,
                            span,
                            weak,
                        },
                    ));
                }
            });
        };
        look(&self.squeezed, &folded.squeezed, false);
        for variant in &folded.variants {
            look(&self.squeezed, variant, false);
        }
        look(&self.marks, &folded.spaced, false);
        if folded
            .spaced
            .text
            .bytes()
            .any(|byte| byte.is_ascii_lowercase())
        {
            look(&self.words, &folded.spaced, false);
        }
        if !folded.joined.text.is_empty() {
            look(&self.joined, &folded.joined, true);
        }
        finds.sort_by_key(|(rule, find)| (*rule, find.span.start));
        finds.into_iter().map(|(_, find)| find).collect()
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether a find in the run-together words begins and ends where words of the message do.
fn whole_words(folded: &Folded, span: &Range<usize>) -> bool {
    let spaced = &folded.spaced;
    let begins = spaced.begins_word(span.start);
    begins && spaced.ends_word(span.end)
}

/// Whether the find is written letter by letter: k i l l.
fn spelt_out(folded: &Folded, span: &Range<usize>) -> bool {
    let (words, letters) = folded.spaced.words_in(span);
    letters <= words * 2
}

/// What stands around the finds of one message.
struct Surroundings<'a> {
    contexts: &'a [Context],
    folded: &'a Folded,
    /// Per context: where it stands in the original; for masks, near and anywhere.
    places: Vec<Vec<Range<usize>>>,
    asked: Option<&'a str>,
}

impl<'a> Surroundings<'a> {
    fn new(contexts: &'a [Context], folded: &'a Folded, asked: Option<&'a str>) -> Self {
        let places = contexts.iter().map(|context| match context.place {
            Place::Mask | Place::Near | Place::Anywhere => {
                let reading = reading(folded, context.script);
                let hits = context
                    .pattern
                    .find_iter(&reading.text)
                    .filter(|hit| !hit.is_empty());
                hits.filter(|hit| !holds(&context.unless, reading, hit, 0..reading.text.len()))
                    .map(|hit| reading.original(hit))
                    .collect()
            }
            Place::Before | Place::After | Place::Asked => Vec::new(),
        });
        Self {
            contexts,
            folded,
            places: places.collect(),
            asked,
        }
    }

    /// Whether a joke or a thing of the past stands in the message, whatever it is about.
    fn lowers_all(&self) -> bool {
        self.contexts
            .iter()
            .zip(&self.places)
            .any(|(context, places)| {
                context.effect < Risk::Alert
                    && !places.is_empty()
                    && context.to.iter().any(|aim| matches!(aim, Aim::All))
            })
    }

    /// The risk of one find, and whether a context holds it down to that.
    fn weigh(&self, find: &Find<'_, '_>) -> (Risk, bool) {
        let sentence = self.folded.sentence(&find.span);
        let here = find.reading.here(&sentence);
        if holds(&find.rule.unless, find.reading, &find.here, here.clone()) {
            return (Risk::None, false);
        }
        // Words run together are held against the reasons as they were written.
        let spaced = &self.folded.spaced;
        if std::ptr::eq(find.reading, &raw const self.folded.joined)
            && holds(
                &find.rule.unless,
                spaced,
                &spaced.here(&find.span),
                spaced.here(&sentence),
            )
        {
            return (Risk::None, false);
        }
        let mut cap = if find.weak { Risk::Watch } else { Risk::Alert };
        let mut risk = find.rule.level;
        for (context, places) in self.contexts.iter().zip(&self.places) {
            if !context.concerns(find.rule) || !self.stands(context, places, find, &sentence, &here)
            {
                continue;
            }
            match context.effect {
                Risk::None => return (Risk::None, true),
                Risk::Watch => cap = Risk::Watch,
                Risk::Alert => risk = Risk::Alert,
            }
        }
        (risk.min(cap), cap < Risk::Alert)
    }

    fn stands(
        &self,
        context: &Context,
        places: &[Range<usize>],
        find: &Find<'_, '_>,
        sentence: &Range<usize>,
        here: &Range<usize>,
    ) -> bool {
        let beside =
            |part: &str| context.script == find.rule.script && context.pattern.is_match(part);
        let text = &find.reading.text;
        match context.place {
            Place::Mask => places
                .iter()
                .any(|place| place.start < find.span.end && find.span.start < place.end),
            Place::Near => places
                .iter()
                .any(|place| place.start < sentence.end && sentence.start < place.end),
            Place::Anywhere => !places.is_empty(),
            Place::Before => {
                beside(before(text, &find.here))
                    && !holds(&context.unless, find.reading, &find.here, here.clone())
            }
            Place::After => {
                beside(after(text, &find.here))
                    && !holds(&context.unless, find.reading, &find.here, here.clone())
            }
            Place::Asked => self
                .asked
                .is_some_and(|asked| context.pattern.is_match(asked)),
        }
    }
}

fn reading(folded: &Folded, script: Script) -> &Reading {
    match script {
        Script::Squeezed => &folded.squeezed,
        Script::Words | Script::Marks => &folded.spaced,
    }
}

/// Whether any of the reasons against a find at `here` holds. `sentence` is in bytes of the reading.
fn holds(
    unless: &[Unless],
    reading: &Reading,
    here: &Range<usize>,
    sentence: Range<usize>,
) -> bool {
    unless.iter().any(|reason| match reason {
        Unless::Before(pattern) => pattern.is_match(before(&reading.text, here)),
        Unless::After(pattern) => pattern.is_match(after(&reading.text, here)),
        Unless::Sentence(pattern) => reading
            .text
            .get(sentence.clone())
            .is_some_and(|part| pattern.is_match(part)),
    })
}

/// The text right before a find, no more than decides.
fn before<'a>(text: &'a str, here: &Range<usize>) -> &'a str {
    let mut start = here.start.saturating_sub(BESIDE);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..here.start]
}

/// The text right after a find, no more than decides.
fn after<'a>(text: &'a str, here: &Range<usize>) -> &'a str {
    let mut end = (here.end + BESIDE).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[here.end..end]
}
