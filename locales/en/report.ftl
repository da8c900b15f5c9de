### Texts of reports and imports. Read by staff.
### audience: adult
### languages: ja, en

report-osaka-title = Children's support network: results for fiscal year { $year } ({ $era })
report-row = Row
report-row-all = All areas
report-row-model = Model areas
report-sheet-table = Results
report-sheet-how = Rules and checks
report-sheet-behind = Rows behind

## Headings
report-group-outreach = Outreach
report-group-school = School
report-group-ward = Ward
report-group-methods = Ways and refusals (contacts)
report-group-support = Support (cumulative)
report-group-effect = Effect
report-o1 = Pupils
report-o2 = Cases
report-o3 = Children reached
report-o4 = Reached
report-o5 = Not reached
report-o6 = Not tried (ward only)
report-o7 = Preparing
report-o8 = Reached
report-o9 = Not reached
report-o10 = Not tried (school only)
report-o11 = Preparing
report-o12 = Telephone
report-o13 = Letter or mail
report-o14 = Home visit
report-o15 = Other
report-o16 = Refused
report-o17 = Children connected to support
report-o18 = Ward office
report-o19 = Agencies
report-o20 = Medical, police
report-o21 = Place to be, learning
report-o22 = In school
report-o23 = Other, declined
report-o24 = Support being prepared
report-o25 = Resolved
report-o26 = Improved
report-o27 = Unchanged
report-o28 = Worsened
report-o29 = Other, moved away
report-o30 = Not measured yet

## Numbers beside the table
report-beside = Further numbers
report-beside-not-needed = (assessed: no support needed)
report-beside-formula = (O3 computed as O4 + O6)
report-beside-messages = (by LINE, web chat, SMS …)
report-beside-refused-contacts = (refusals, contacts)
report-beside-refused-children = (refusals, children)
report-beside-bot-only = (exchanges with the script only)
report-beside-better = (resolved + improved)
report-beside-better-not-connected = (of these, no support on record)
report-beside-own-reached = (contractor: reached)
report-beside-own-unreached = (contractor: not reached)
report-beside-own-not-attempted = (contractor: not tried)
report-beside-own-preparing = (contractor: preparing)

## Checks
report-checks = Checks of the sums
report-check-f1 = Outreach by school (O4 to O7)
report-check-f2 = Outreach by ward (O8 to O11)
report-check-f3 = Effect (O25 to O30)
report-check-closes = { $rule } adds up to { $sum } and matches the { $whole } cases.
report-check-open = { $rule } adds up to { $sum }, but there are { $whole } cases.
report-notes = Notes
report-warn-union = { $union } children were reached by somebody; O4 + O6 gives { $formula }. The table shows the children who were reached.
report-warn-better = Of { $better } children resolved or improved, { $children } have no support on record. Do not write "{ $better } of the { $connected } connected".
report-warn-states = { $cases } cases have no state yet. The report cannot be made final before they have.
report-warn-pupils = No number of pupils is recorded for: { $areas }
report-warn-without-case = { $contacts } contacts belong to no case and are not in the table.
report-warn-not-screening = { $cases } cases were not found by screening and are not in the table.
report-warn-not-assessed = { $cases } cases have no assessment yet and are not in the table.
report-warn-ranking = Areas screen in different ways. Do not rank them by these numbers.
report-missing = To be filled in: { $count }
report-missing-more = and { $count } more
report-actor-school = school
report-actor-ward = ward
report-actor-other = contractor

## Rules
report-options = How this was counted
report-made-at = Made at
report-high-water = Counted up to ledger row
report-option-cohort = Cases
report-option-cohort-new = newly assessed in the year
report-option-cohort-active = open at any time of the year
report-option-found = Found by
report-option-found-screening = screening only
report-option-found-any = any way
report-option-methods = Contacts (O12 to O16)
report-option-methods-all = by school and ward
report-option-methods-ward = by the ward only
report-option-refusal = Refused in person
report-option-refusal-unreached = counts as not reached
report-option-refusal-reached = counts as reached
report-option-refusals = Refused (O16)
report-option-refusals-contacts = contacts
report-option-refusals-children = children
report-option-support = Support (O18 to O23)
report-option-support-links = support that began in the year
report-option-support-events = single services
report-option-messages = LINE, web chat, SMS …
report-option-messages-other = in "other"
report-option-messages-letter-mail = in "letter or mail"
report-option-contractor = Contracted organisations
report-option-contractor-ward = count as the ward
report-option-contractor-school = count as the school
report-option-contractor-own = in columns of their own
report-option-bot-only = Exchanges with the script only
report-option-bot-only-no = not counted
report-option-bot-only-yes = counted
report-option-model-areas = Model areas

## Rows behind
report-behind-row = Row
report-behind-column = Column
report-behind-kind = Kind
report-behind-id = Record
report-behind-area = Area
report-behind-case = Case
report-behind-date = At
report-kind-case = case
report-kind-encounter = contact
report-kind-link = support
report-kind-pupils = pupils

## Imports
report-import-sums = { $good } of { $rows } rows can be imported; { $bad } stay out.
report-import-new-areas = New areas: { $areas }
report-import-unknown-columns = Columns that are not used: { $columns }
report-import-empty = Row { $row }, { $column }: empty. Please fill it in.
report-import-count = Row { $row }, { $column }: "{ $found }" cannot be read. Please write a whole number from 0 to { $value }.
report-import-year = Row { $row }, { $column }: "{ $found }" is not a fiscal year. Please write it like 2026.
report-import-word = Row { $row }, { $column }: "{ $found }" is not known. Please write one of: { $value }
report-import-area = Row { $row }, { $column }: there is no area "{ $found }". Did you mean "{ $value }"?
report-import-sum = Row { $row }: a row of sums, not imported.
report-import-twice = Row { $row }, { $column }: "{ $found }" is the same as in row { $value }. Please keep one of them.
report-import-not-assessed = Row { $row }, { $column }: imported without an assessment. It is in no column of the report until there is one.
report-import-no-state = Row { $row }, { $column }: imported without a state. The report lists it as to be filled in.
report-import-no-destination = Row { $row }, { $column }: no destination given, imported as "other".
