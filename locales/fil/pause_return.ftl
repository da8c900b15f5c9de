### Sa araw na tapos na ang pahinga (flows/pause_return.yml). Isang salita lang, walang papuri o sisi.

pause_return-back =
    { $role ->
        [child]
            Hello, awtomatikong abiso ito.
            Tapos na ang panahon ng pahinga.
            Puwede ba ulit kaming sumulat paminsan-minsan?
       *[other] Kumusta po, awtomatikong abiso ito. Tapos na ang panahon ng pahinga. Puwede ba ulit kaming sumulat paminsan-minsan?
    }
    .again = Puwede
    .more = Pahinga pa
    .stop = Ayaw ko na
    .talk = Makipag-usap

pause_return-again =
    { $role ->
        [child] Salamat. Paminsan-minsan, susulat kami.
       *[other] Salamat po. Paminsan-minsan, susulat kami.
    }

pause_return-more =
    { $role ->
        [child]
            Sige, isang buwan pang tahimik.
            Kung gusto mong magkuwento, sumulat ka lang.
       *[other] Sige po. Isang buwan pa, wala kaming ipadadala. Puwede kayong sumulat kahit kailan.
    }

pause_return-stopped =
    { $role ->
        [child]
            Sige, hindi na kami mauunang sumulat.
            Salamat sa pagsabi mo.

            Kung gusto mong mag-usap, ipadala ang “simula”.
            Puwede kang bumalik kahit kailan.
       *[other] Sige po, hindi na kami magpapadala. Salamat sa pagsabi. Para magsimula ulit, ipadala lang ang “simula”.
    }
