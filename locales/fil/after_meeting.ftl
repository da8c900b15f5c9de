### Pagkatapos ng pagkikita (flows/after_meeting.yml)

after_meeting-how =
    { $role ->
        [child]
            Salamat sa pagpunta mo noong nakaraan.
            Kumusta? Hindi kailangang sumagot.
       *[other] Salamat po sa oras ninyo noong nakaraan. Kumusta po? Hindi kailangang sumagot.
    }
    .good = Mabuti
    .so_so = Sakto lang
    .tired = Medyo napagod
    .talk = Makipag-usap

after_meeting-tired =
    { $role ->
        [child]
            Salamat sa pagsabi mo.
            Normal lang na mapagod.
       *[other] Salamat po sa pagsabi. Natural lang na mapagod. Magpahinga po kayo.
    }

after_meeting-again =
    { $role ->
        [child] Pipili ka na ba ng susunod na araw?
       *[other] Pipili na po ba kayo ng susunod na araw?
    }
    .choose = Pipili ako
    .think = Pag-iisipan ko
    .not_now = Hindi muna
    .talk = Makipag-usap

after_meeting-think =
    { $role ->
        [child]
            Sige, walang madalian.
            Kapag gusto mo na, sumulat ng isang salita.
       *[other] Sige po, walang madalian. Kapag gusto na ninyo, sumulat ng isang salita.
    }

after_meeting-rest =
    { $role ->
        [child]
            Sige, salamat sa pagsabi mo.
            Kung gusto mong magkuwento, sumulat ka lang.
       *[other] Sige po, salamat sa pagsabi. Sumulat lang kahit kailan.
    }
