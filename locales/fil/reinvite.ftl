### Isa pang paanyaya (flows/reinvite.yml). Staff lang ang nagsisimula, may nakasulat na dahilan. Minsan lang.

reinvite-hello =
    { $role ->
        [child]
            Kumusta na? { $service } ito.
            Minsan lang ipadadala ang awtomatikong mensaheng ito.

            May mga bagong silid at lugar.
            Kung ayaw mong tingnan, pabayaan mo lang.
       *[other] Kumusta na po? { $service } ito; minsan lang ipadadala ang awtomatikong mensaheng ito. May mga bagong silid at lugar. Ayos lang kung hindi ito pansinin.
    }
    .look = Titingnan ko
    .not_now = Hindi muna
    .stop = Tama na, salamat
    .talk = Makipag-usap sa tao

reinvite-not_now =
    { $role ->
        [child]
            Sige, salamat sa pagsabi mo.
            Kung gusto mong makipag-usap, ipadala ang “simula”.
       *[other] Sige po, salamat sa pagsabi ninyo. Kapag gusto po ninyo, ipadala lang ang “simula”.
    }

reinvite-stopped =
    { $role ->
        [child]
            Sige, hindi na kami mauunang mag-message.
            Salamat sa pagsabi mo.
       *[other] Sige po, hindi na kami magpapadala. Salamat sa pagsabi.
    }
