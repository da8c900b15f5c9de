### Pagkatapos makipag-usap sa tao (flows/followup.yml). Pinipili ng staff kapag ibinabalik ang usapan.

followup-how_was_it =
    { $role ->
        [child]
            Salamat sa pakikipag-usap.
            Kumusta ang pakiramdam mo pagkatapos?
            Hindi mo kailangang sumagot.
       *[other] Salamat po sa pakikipag-usap. Kumusta ang pakiramdam ninyo pagkatapos? Hindi kailangang sumagot.
    }
    .good = Mabuti
    .so_so = Sakto lang
    .not_yet = Mabigat pa rin
    .talk = Makipag-usap sa tao

followup-not_yet =
    { $role ->
        [child]
            Salamat sa pagsabi mo.
            Sasabihin din namin sa staff.
            Puwede mong ituloy kahit kailan.
       *[other] Salamat po sa pagsabi ninyo. Sasabihin din namin sa staff. Puwede po kayong magpatuloy kahit kailan.
    }

followup-thanks =
    { $role ->
        [child] Salamat sa pagsabi mo. Hanggang sa muli.
       *[other] Salamat po sa pagsabi ninyo. Mag-message lang po kahit kailan.
    }
