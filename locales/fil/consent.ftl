### Edad at pahintulot (flows/consent.yml), tinatawag ng ibang usapan.

consent-age =
    Ilang taon ka na? Numero lang.
    Para babagay sa edad mo ang mga salita namin.
    .skip = Ayaw kong sabihin

consent-messages =
    { $role ->
        [child]
            Ang { $service } ang nagpapatakbo nito.
            Naka-save ang isinusulat mo, at binabasa ito ng staff.

            Hindi namin ito palihim na ipinapakita sa pamilya mo o sa iba.
            Pero kapag may buhay na nanganganib, kakausapin namin ang ibang nakatatanda.

            Puwede ba kaming magpadala ng maikling mensahe, hanggang 2 sa isang linggo?
            Ipadala ang “itigil” at titigil agad kami.
       *[other]
            Ang { $service } ang nagpapatakbo nito. Naka-save po ang isinusulat ninyo, at staff lang ang nagbabasa.

            Hindi po namin ito sinasabi sa iba nang walang pahintulot ninyo. Pero kung may panganib sa buhay o katawan, kikilos kami kasama ang mga ahensiyang may tungkulin dito.

            Puwede po ba kaming magpadala ng abiso o pangungumusta, hanggang 2 beses sa isang linggo? Ipadala ang “itigil” at titigil agad kami.
    }
    .agree = Oo
    .later = Saka na
    .decline = Hindi

consent-nudge =
    { $role ->
        [child]
            Hello, { $service } ito.
            Kung gusto mo, pindutin ang button sa ibaba.
            Ayos din kung babasahin mo lang.
       *[other] Kumusta po, { $service } ito. Tingnan lang po kapag may oras kayo. Ayos din kung babasahin lang.
    }

consent-later =
    { $role ->
        [child]
            Sige, hindi kailangang magmadali.
            Magtatanong ulit kami sa mga 2 linggo.
       *[other] Sige po. Magtatanong ulit kami sa mga 2 linggo. Hanggang noon, wala po kayong kailangang gawin.
    }

consent-let_be =
    { $role ->
        [child]
            Sige, hindi na kami magtatanong.
            Kung gusto mong makipag-usap, ipadala ang “simula”.
       *[other] Sige po, hindi na kami magtatanong. Kapag gusto po ninyo, ipadala lang ang “simula”.
    }

consent-goodbye =
    { $role ->
        [child]
            Sige, salamat sa pagsabi mo.
            Hanggang dito na ang mga mensahe namin.

            Kung gusto mong makipag-usap ulit, ipadala ang “simula”.
            Puwede kang bumalik kahit kailan.
       *[other] Sige po, salamat sa pagsabi ninyo. Hanggang dito na ang mga mensahe namin. Para magsimula ulit, ipadala lang ang “simula”.
    }
