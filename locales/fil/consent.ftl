### Edad at pahintulot (flows/consent.yml), tinatawag ng ibang usapan.

consent-age =
    Ilang taon ka na? Numero lang.
    Para bumagay sa edad mo ang mga salita.
    .skip = Ayaw kong sabihin

consent-messages =
    { $role ->
        [child]
            Ang { $service } ang nangangasiwa rito.
            Naitatago ang isinusulat mo, at binabasa ng staff.

            Hindi namin palihim na ipinapakita sa pamilya o sa iba.
            Pero kapag nanganganib ang buhay, kakausapin namin ang ibang nakatatanda.

            Puwede ba kaming magpadala ng maikling mensahe, hanggang 2 sa isang linggo?
            Ipadala ang “itigil” at titigil agad kami.
       *[other]
            Ang { $service } ang nangangasiwa rito. Naitatago ang isinusulat ninyo, at staff lang ang nagbabasa.

            Hindi namin ito inilalabas nang wala ang inyong pagsang-ayon. Pero kung may panganib sa buhay o katawan, kikilos kami kasama ng mga kinauukulan.

            Puwede po ba kaming magpadala ng abiso o pangungumusta, hanggang 2 beses sa isang linggo? Ipadala ang “itigil” at titigil agad kami.
    }
    .agree = Oo
    .later = Mamaya na
    .decline = Hindi

consent-nudge =
    { $role ->
        [child]
            Hello, { $service } ito.
            Kung gusto mo, pindutin ang button sa ibaba.
            Ayos din kung babasahin mo lang.
       *[other] Kumusta po, { $service } ito. Tingnan lang kapag may oras. Ayos din kung babasahin lang.
    }

consent-later =
    { $role ->
        [child]
            Sige, walang madalian.
            Magtatanong ulit kami sa mga 2 linggo.
       *[other] Sige po. Magtatanong ulit kami sa mga 2 linggo. Hanggang noon, wala kayong kailangang gawin.
    }

consent-let_be =
    { $role ->
        [child]
            Sige, hindi na kami magtatanong.
            Kung gusto mong mag-usap, ipadala ang “simula”.
       *[other] Sige po, hindi na kami magtatanong. Kapag gusto ninyo, ipadala lang ang “simula”.
    }

consent-goodbye =
    { $role ->
        [child]
            Sige, salamat sa pagsabi mo.
            Hanggang dito na ang mga mensahe namin.

            Kung gusto mong mag-usap ulit, ipadala ang “simula”.
            Puwede kang bumalik kahit kailan.
       *[other] Sige po, salamat sa pagsabi. Hanggang dito na ang mga mensahe namin. Para magsimula ulit, ipadala lang ang “simula”.
    }
