//! Splits: conditions on what is known, and chance.

use std::collections::HashSet;

use crate::action::language_key;
use crate::compare::{either, equals};
use crate::condition;
use crate::export::{Case, Router};
use crate::expression::{self, Meaning, Owner, Piece};
use crate::make::Maker;
use crate::names;
use crate::remark::Kind;
use crate::step::{To, Verb};
use crate::test::{passes, spoken};

/// What a split looks at.
enum Operand {
    Field {
        name: String,
        category: bool,
    },
    Days(String),
    Groups,
    Language,
    Channel,
    /// Whether the flow that was run came to its end.
    Child(String),
    /// A condition with two words for its outcomes.
    Choice(String, String, String),
    Unknown,
}

impl<'a> Maker<'a> {
    /// A split without a wait. `lost` says that an action before it could not be taken over, so its outcome is not known.
    pub fn split(&mut self, node: usize, router: &'a Router<'a>, lost: bool) -> (Verb, To) {
        let default = router.default.and_then(|at| router.categories.get(at));
        let otherwise = To::from(default.and_then(|category| category.to));
        let targets: HashSet<Option<usize>> = router
            .categories
            .iter()
            .map(|category| category.to)
            .collect();
        if targets.len() == 1 && default.is_some() {
            return (Verb::None, otherwise);
        }
        if router.random {
            return self.random(router);
        }
        if lost {
            let failed = router
                .categories
                .iter()
                .find(|category| category.name.eq_ignore_ascii_case("failure"));
            return (
                Verb::None,
                failed.map_or(otherwise, |failed| To::from(failed.to)),
            );
        }
        let ticket = ["success"].iter().find_map(|name| {
            let found = router
                .categories
                .iter()
                .find(|category| category.name.eq_ignore_ascii_case(name));
            found.filter(|_| self.hands_over(node))
        });
        if let Some(success) = ticket {
            return (Verb::None, To::from(success.to));
        }
        let operand = self.operand(node, router.operand);
        if matches!(operand, Operand::Unknown) {
            self.remark(
                node,
                Kind::Lost,
                format!(
                    "a split by `{}`",
                    router.operand.chars().take(160).collect::<String>()
                ),
                "everybody takes the branch for all others: write a condition on a field (`when:`)",
            );
            return (Verb::None, otherwise);
        }
        if let Operand::Child(child) = &operand {
            return self.ended(child, router, otherwise);
        }
        let mut branches: Vec<(Option<String>, To)> = Vec::new();
        for case in &router.cases {
            let to = case
                .category
                .and_then(|at| router.categories.get(at))
                .map(|category| To::from(category.to));
            let Some(to) = to else { continue };
            match self.branch(node, &operand, case) {
                Ok(Some(condition)) => match branches.last_mut() {
                    Some((Some(before), same)) if *same == to => {
                        *before = either(before, &condition);
                    }
                    _ => branches.push((Some(condition), to)),
                },
                Ok(None) => {}
                Err(advice) => self.remark(
                    node,
                    Kind::Lost,
                    format!("the test `{}` ({})", case.test, case.args.join(", ")),
                    advice,
                ),
            }
        }
        // Branches at the end that lead where everybody else goes say nothing.
        while branches.last().is_some_and(|(_, to)| *to == otherwise) {
            branches.pop();
        }
        if branches.is_empty() {
            return (Verb::None, otherwise);
        }
        branches.push((None, otherwise));
        (Verb::When(branches), To::Follow)
    }

    /// The flow that was run came to its end, or ended in silence.
    fn ended(&mut self, child: &str, router: &Router, otherwise: To) -> (Verb, To) {
        let after = |status: &str| {
            let said = |case: &&Case| {
                let words = spoken(case.test, &case.args).join(" ").to_lowercase();
                words.contains(status)
            };
            let case = router.cases.iter().find(said);
            let category = case.and_then(|case| router.categories.get(case.category?));
            category.map_or(otherwise, |category| To::from(category.to))
        };
        let (complete, expired) = (after("complete"), after("expired"));
        if complete == expired {
            return (Verb::None, complete);
        }
        self.learn.watched.insert(child.to_owned());
        let silence = Some(format!("{child}.run = expired"));
        (
            Verb::When(vec![(silence, expired), (None, complete)]),
            To::Follow,
        )
    }

    fn random(&mut self, router: &Router) -> (Verb, To) {
        let count = u32::try_from(router.categories.len().min(100))
            .unwrap_or(1)
            .max(1);
        let mut used = HashSet::new();
        let mut parts = Vec::new();
        for (at, category) in router.categories.iter().take(100).enumerate() {
            let first = u32::from(at == 0);
            let weight = 100 / count + first * (100 % count);
            let wanted = names::key(
                &names::slug(category.name, 4, 24),
                &format!("part{}", at + 1),
            );
            parts.push((
                names::unique(&mut used, &wanted),
                weight,
                To::from(category.to),
            ));
        }
        match parts[..] {
            [] => (Verb::None, To::End),
            [(_, _, to)] => (Verb::None, to),
            _ => (Verb::Random(parts), To::Follow),
        }
    }

    fn operand(&mut self, node: usize, raw: &str) -> Operand {
        let pieces = expression::pieces(raw);
        let [Piece::Code(code)] = &pieces[..] else {
            return Operand::Unknown;
        };
        match expression::meaning(code) {
            Meaning::Groups => Operand::Groups,
            Meaning::Language => Operand::Language,
            Meaning::Channel => Operand::Channel,
            Meaning::ChildStatus => match self.child_before(node) {
                Some(child) => Operand::Child(child),
                None => Operand::Unknown,
            },
            Meaning::DaysSince(inner) => match self.field(node, &inner) {
                Some(field) => Operand::Days(field),
                None => Operand::Unknown,
            },
            Meaning::Unknown => self.computed(node, code),
            meaning => {
                let category = matches!(&meaning, Meaning::Result(_, _, true));
                match self.field(node, &meaning) {
                    Some(name) => Operand::Field { name, category },
                    None => Operand::Unknown,
                }
            }
        }
    }

    /// `if(a > 3, "1", "0")`, or a comparison that is true or false.
    fn computed(&mut self, node: usize, code: &str) -> Operand {
        let (tested, yes, no) = match condition::choice(code) {
            Some(found) => found,
            None => (code, "true".to_owned(), "false".to_owned()),
        };
        let mut say = |part: &str| match expression::meaning(part) {
            Meaning::DaysSince(inner) => Some(format!("days_since({})", self.field(node, &inner)?)),
            meaning => self.field(node, &meaning),
        };
        match condition::condition(tested, &mut say) {
            Some(condition) => Operand::Choice(condition, yes, no),
            None => Operand::Unknown,
        }
    }

    /// A case as a condition. `Ok(None)` never holds; an error is what to do about it.
    fn branch(
        &mut self,
        node: usize,
        operand: &Operand,
        case: &Case,
    ) -> Result<Option<String>, &'static str> {
        let spoken = || spoken(case.test, &case.args);
        match operand {
            Operand::Groups if case.test == "has_group" => {
                let group = case.args.get(1).or(case.args.first());
                let field = names::group(group.map_or("", String::as_str));
                self.learn.reads.insert(field.clone());
                Ok(Some(format!("{field} = member")))
            }
            Operand::Language => {
                let keys: Vec<String> = spoken()
                    .iter()
                    .map(|code| language_key(&names::language(code).0))
                    .collect();
                Ok(equals("contact.language", &keys))
            }
            Operand::Channel => {
                let (ours, theirs): (Vec<String>, Vec<String>) = spoken()
                    .into_iter()
                    .map(|scheme| scheme.to_lowercase())
                    .partition(|scheme| scheme == "line");
                if !theirs.is_empty() {
                    self.remark(
                        node,
                        Kind::Changed,
                        format!("a split by the channel ({})", theirs.join(", ")),
                        "nobody writes by that channel here, so nobody goes that way: delete it, or use `channel = line` or `web`",
                    );
                }
                Ok(equals("contact.channel", &ours))
            }
            Operand::Choice(condition, yes, no) => {
                match (
                    passes(case.test, &case.args, yes),
                    passes(case.test, &case.args, no),
                ) {
                    (Some(true), Some(false)) => Ok(Some(condition.clone())),
                    (Some(false), Some(true)) => Ok(Some(format!("not ({condition})"))),
                    (Some(false), Some(false)) => Ok(None),
                    _ => Err("write the condition with our words (`when:`)"),
                }
            }
            Operand::Days(field) => self.number(node, &format!("days_since({field})"), case),
            Operand::Field { name, category } => self.compare(node, name, *category, case),
            _ => Err("write a condition on a field (`when:`)"),
        }
    }

    /// The field that holds what an expression stands for.
    pub fn field(&mut self, node: usize, meaning: &Meaning) -> Option<String> {
        let field = match meaning {
            Meaning::Field(name) => names::contact(name),
            Meaning::Language => "contact.language".to_owned(),
            Meaning::Channel => "contact.channel".to_owned(),
            Meaning::Result(Owner::Own, name, _) => self.own(&names::result(name)),
            Meaning::Result(Owner::Child, name, _) => {
                format!("{}.{}", self.child_before(node)?, names::result(name))
            }
            Meaning::Result(Owner::Parent, name, _) => {
                let result = names::result(name);
                let field = self.own(&format!("from_{result}"));
                let handed = self.learn.handed.entry(self.slug.clone()).or_default();
                handed.insert(result);
                field
            }
            Meaning::Answer => {
                let asked = self.question_before(node)?;
                let router = self.flow.nodes.get(asked)?.router.as_ref()?;
                match router.result {
                    Some(result) => self.own(&names::result(result)),
                    None => {
                        self.learn.answers.insert((self.slug.clone(), asked));
                        self.own("answer")
                    }
                }
            }
            _ => return None,
        };
        self.learn.reads.insert(field.clone());
        Some(field)
    }
}
