### Paalala isang araw bago ang pagkikita (flows/meeting_reminder.yml)

meeting_reminder-confirm =
    { $role ->
        [child]
            Awtomatikong paalala ito.
            May usapan tayo: { $meeting_at }.
            Puwede mong baguhin, o huwag munang tumuloy.
       *[other] Awtomatikong paalala po ito. May usapan tayo: { $meeting_at }. Puwede po ninyong baguhin, o huwag munang tumuloy.
    }
    .coming = Sige
    .change = Ibang araw
    .cannot = Hindi muna tutuloy
    .worried = Medyo kinakabahan

meeting_reminder-see_you =
    { $role ->
        [child]
            Salamat. Kita tayo sa { $meeting_at }.
            Ayos lang kung magbago ang isip mo sa araw na iyon.
       *[other] Salamat po. Magkita po tayo sa { $meeting_at }. Ayos lang kung may magbago sa araw na iyon.
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            Sige, sasabihin namin sa staff.
            Salamat sa pagsabi mo.
       *[other] Sige po, sasabihin namin sa staff. Salamat sa pagsabi.
    }

meeting_reminder-another_day =
    { $role ->
        [child] Gusto mo bang pumili ng ibang araw? Hindi kailangang ngayon na.
       *[other] Gusto po ba ninyong pumili ng ibang araw? Hindi kailangang ngayon na.
    }
    .choose = Ibang araw
    .not_now = Hindi muna
    .talk = Makipag-usap sa tao

meeting_reminder-rest =
    { $role ->
        [child] Sige. Mag-message ka kapag gusto mo.
       *[other] Sige po. Mag-message lang kapag gusto ninyo.
    }
