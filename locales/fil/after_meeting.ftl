### Pagkatapos ng pagkikita (flows/after_meeting.yml)

after_meeting-how =
    { $role ->
        [child]
            Salamat sa pagpunta mo noong nakaraan.
            Kumusta? Hindi mo kailangang sumagot.
       *[other] Salamat po sa oras ninyo noong nakaraan. Kumusta po? Hindi kailangang sumagot.
    }
    .good = Mabuti
    .so_so = Sakto lang
    .tired = Medyo napagod
    .talk = Makipag-usap sa tao

after_meeting-tired =
    { $role ->
        [child]
            Salamat sa pagsabi mo.
            Normal lang na mapagod.
       *[other] Salamat po sa pagsabi ninyo. Natural lang na mapagod. Magpahinga po kayo.
    }

after_meeting-again =
    { $role ->
        [child] Gusto mo bang pumili ng araw para magkita ulit?
       *[other] Gusto po ba ninyong pumili ng araw para magkita ulit?
    }
    .choose = Pipili ako
    .think = Pag-iisipan ko
    .not_now = Hindi muna
    .talk = Makipag-usap sa tao

after_meeting-think =
    { $role ->
        [child]
            Sige, hindi kailangang magmadali.
            Kapag gusto mo na, mag-message ka lang.
       *[other] Sige po, hindi kailangang magmadali. Kapag gusto na ninyo, mag-message lang po kayo.
    }

after_meeting-rest =
    { $role ->
        [child]
            Sige, salamat sa pagsabi mo.
            Kung gusto mong makipag-usap, mag-message ka lang.
       *[other] Sige po, salamat sa pagsabi ninyo. Mag-message lang po kahit kailan.
    }
