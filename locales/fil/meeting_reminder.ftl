### Paalala isang araw bago ang pagkikita (flows/meeting_reminder.yml)

meeting_reminder-confirm =
    { $role ->
        [child]
            Awtomatikong paalala ito.
            May usapan tayo: { $meeting_at }.
            Puwedeng baguhin o huwag muna.
       *[other] Awtomatikong paalala po ito. May usapan tayo: { $meeting_at }. Puwedeng baguhin o huwag muna.
    }
    .coming = Sige
    .change = Ibang araw
    .cannot = Hindi muna
    .worried = Medyo kinakabahan

meeting_reminder-see_you =
    { $role ->
        [child]
            Salamat. Kita tayo sa { $meeting_at }.
            Ayos lang kung magbago ang isip sa araw na iyon.
       *[other] Salamat po. Kita tayo sa { $meeting_at }. Ayos lang kung may magbago sa araw na iyon.
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            Sige, sasabihin ko sa staff.
            Salamat sa pagsabi mo.
       *[other] Sige po, sasabihin namin sa staff. Salamat sa pagsabi.
    }

meeting_reminder-another_day =
    { $role ->
        [child] Pipili ka ba ng ibang araw? Hindi kailangang ngayon.
       *[other] Pipili ba kayo ng ibang araw? Hindi kailangang ngayon.
    }
    .choose = Ibang araw
    .not_now = Hindi muna
    .talk = Makipag-usap

meeting_reminder-rest =
    { $role ->
        [child] Sige. Sumulat ka kapag gusto mo.
       *[other] Sige po. Sumulat kapag gusto ninyo.
    }
