NAME-ask =
    Kumusta ka ngayon?
    Ayos lang kung hindi ka sasagot.
    .good = Ayos naman
    .talk = Makausap ang tao

NAME-nudge = Kung kailan mo gusto, pumili lang.

NAME-thanks = Salamat sa pagsabi sa amin.

NAME-person =
    Sige. Sinabihan na namin ang aming staff.
    May taong sasagot sa iyo dito.

NAME-person_closed =
    Sige. Sasabihan namin ang aming staff.
    May taong babasa nito simula { $next_open }.

    Kung gusto mong makipag-usap bago iyon, puwede rin dito:
    { $hotlines }
