//! Which anytime rule fires for what someone wrote.

use tsunagi_model::Risk;

use crate::definition::{Definition, Rule, RuleWhen};
use crate::fold::fold;

/// How many letters a sentence may have besides the words that ask for a person.
const SLACK: usize = 12;

/// The first rule that fits, and what its matched words stand for.
///
/// Words must be the whole message, so that "学校をやめるかも" stops nothing; only words that call a person are also
/// found inside a short sentence, because there a miss is worse than a false call.
pub(crate) fn matching<'d>(
    definition: &'d Definition,
    text: &str,
    risk: Risk,
) -> Option<(&'d Rule, Option<String>)> {
    let typed = fold(text);
    definition.rules.iter().find_map(|rule| match &rule.when {
        RuleWhen::Risk(wanted) => (risk == *wanted && risk != Risk::None).then_some((rule, None)),
        RuleWhen::Words(words) => {
            let fits = |word: &str| {
                if rule.calls_person {
                    asks(&typed, word)
                } else {
                    typed == word
                }
            };
            words
                .iter()
                .find(|(word, _)| fits(word))
                .map(|(_, value)| (rule, Some(value.clone())))
        }
        RuleWhen::Lost => None,
    })
}

fn asks(typed: &str, word: &str) -> bool {
    typed.contains(word) && typed.chars().count() <= word.chars().count() + SLACK
}

/// The rule for words that mean danger.
pub(crate) fn danger(definition: &Definition) -> Option<&Rule> {
    definition
        .rules
        .iter()
        .find(|rule| rule.when == RuleWhen::Risk(Risk::Alert))
}
