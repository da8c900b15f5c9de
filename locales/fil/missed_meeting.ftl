### Pagkatapos ng araw na hindi nagkita (flows/missed_meeting.yml). Hindi ito binabanggit.

missed_meeting-open_door =
    { $role ->
        [child]
            Awtomatikong abiso ito.
            Puwedeng pumili ulit ng araw kahit kailan.
            Hindi rin kailangang pumili.
       *[other] Awtomatikong abiso po ito. Puwedeng pumili ulit ng araw ng pagkikita kahit kailan. Hindi rin kailangang pumili.
    }
    .choose = Pipili ako
    .later = Sa susunod na
    .talk = Makipag-usap

missed_meeting-later =
    { $role ->
        [child] Sige, sa susunod na. Sumulat ka kahit kailan.
       *[other] Sige po, sa susunod na. Sumulat lang kahit kailan.
    }
