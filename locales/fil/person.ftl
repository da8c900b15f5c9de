### Pagpasa sa tao (flows/person.yml), tinatawag ng anumang usapan.

person-coming =
    { $role ->
        [child]
            Sige, sinabi na namin sa staff.
            May taong sasagot dito.

            Baka matagalan nang kaunti.
            Wala kang kailangang gawin.
       *[other] Sige po, ipapasa namin sa staff. Tao ang sasagot dito, hindi awtomatiko. Baka matagalan nang kaunti; wala po kayong kailangang gawin.
    }

person-closed =
    { $role ->
        [child]
            Sige, sasabihin namin sa staff.
            Wala sila ngayon, pasensiya na.
            May taong magbabasa simula { $next_open }.

            Kung gusto mo ng kausap bago noon, puwede rito:
            { $hotlines }
       *[other]
            Natanggap po namin. Wala pong staff sa oras na ito. May taong magbabasa simula { $next_open }.

            Kung hindi makapaghintay, puwede rin pong tumawag dito:
            { $hotlines }
    }

person-came_back =
    { $role ->
        [child]
            Hanggang dito muna ang usapan sa staff.
            Mula ngayon, awtomatiko ulit ang mga sagot.
            Ano ang gusto mong gawin pagkatapos nito?
       *[other] Hanggang dito muna ang usapan sa staff. Mula ngayon, awtomatiko ulit ang mga sagot. Ano po ang gusto ninyong gawin pagkatapos nito?
    }
    .meet = Pumili ng araw
    .fine = Ayos na ako
    .talk = Makipag-usap ulit

person-well =
    { $role ->
        [child] Mabuti naman. Mag-message ka kahit kailan.
       *[other] Mabuti naman po. Mag-message lang po kahit kailan.
    }
