-- Siblings on one account: the cases that a contact speaks for besides their own. Which of them speaks now is contact.child_case.
create table case_spoken_for (
    contact text not null,
    child_case text not null,
    primary key (contact, child_case)
) /* rowless */;
