### Sa araw na tapos na ang pahinga (flows/pause_return.yml). Isang salita lang, walang papuri o sisi.

pause_return-back =
    { $role ->
        [child]
            Hello, awtomatikong abiso ito.
            Tapos na ang panahon ng pahinga.
            Puwede ba ulit kaming mag-message paminsan-minsan?
       *[other] Kumusta po, awtomatikong abiso ito. Tapos na ang panahon ng pahinga. Puwede po ba ulit kaming mag-message paminsan-minsan?
    }
    .again = Puwede
    .more = Pahinga pa muna
    .stop = Tama na, salamat
    .talk = Makipag-usap sa tao

pause_return-again =
    { $role ->
        [child] Salamat. Magme-message kami paminsan-minsan.
       *[other] Salamat po. Magme-message kami paminsan-minsan.
    }

pause_return-more =
    { $role ->
        [child]
            Sige, tatahimik pa kami nang isang buwan.
            Kung gusto mong makipag-usap, mag-message ka lang.
       *[other] Sige po. Isang buwan pa, wala kaming ipadadala. Puwede po kayong mag-message kahit kailan.
    }

pause_return-stopped =
    { $role ->
        [child]
            Sige, hindi na kami mauunang mag-message.
            Salamat sa pagsabi mo.

            Kung gusto mong makipag-usap, ipadala ang “simula”.
            Puwede kang bumalik kahit kailan.
       *[other] Sige po, hindi na kami magpapadala. Salamat sa pagsabi. Para magsimula ulit, ipadala lang ang “simula”.
    }
