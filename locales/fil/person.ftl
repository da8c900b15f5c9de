### Pagpasa sa tao (flows/person.yml), tinatawag ng anumang usapan.

person-coming =
    { $role ->
        [child]
            Sige, sinabi ko na sa staff.
            May taong sasagot dito.

            Maaaring medyo matagal.
            Wala kang kailangang gawin.
       *[other] Sige po, ipapasa namin sa staff. Tao ang sasagot dito, hindi awtomatiko. Maaaring medyo matagal; wala po kayong kailangang gawin.
    }

person-closed =
    { $role ->
        [child]
            Sige, sasabihin ko sa staff.
            Wala sila ngayon, pasensiya na.
            May magbabasa simula { $next_open }.

            Kung gusto mong makipag-usap bago noon:
            { $hotlines }
       *[other]
            Natanggap po namin. Walang staff ngayon. May magbabasa simula { $next_open }.

            Kung apurahan, puwede rin pong tumawag dito:
            { $hotlines }
    }

person-came_back =
    { $role ->
        [child]
            Hanggang dito muna ang usapan sa tao.
            Mula ngayon, awtomatiko ulit.
            Ano ang gusto mong gawin?
       *[other] Hanggang dito muna ang usapan sa staff. Mula ngayon, awtomatiko ulit. Ano po ang gusto ninyong gawin?
    }
    .meet = Pumili ng araw
    .fine = Ayos na
    .talk = Kausapin ulit

person-well =
    { $role ->
        [child] Mabuti naman. Sumulat ka kahit kailan.
       *[other] Mabuti naman po. Sumulat lang kahit kailan.
    }
