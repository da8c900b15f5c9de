### Pagkatapos ng araw na hindi nagkita (flows/missed_meeting.yml). Hindi ito binabanggit.

missed_meeting-open_door =
    { $role ->
        [child]
            Awtomatikong abiso ito.
            Puwede kang pumili ulit ng araw ng pagkikita kahit kailan.
            Hindi mo rin kailangang pumili.
       *[other] Awtomatikong abiso po ito. Puwede kayong pumili ulit ng araw ng pagkikita kahit kailan. Hindi rin kailangang pumili.
    }
    .choose = Pipili ako
    .later = Sa susunod na
    .talk = Makipag-usap sa tao

missed_meeting-later =
    { $role ->
        [child] Sige, sa susunod na. Mag-message ka kahit kailan.
       *[other] Sige po, sa susunod na. Mag-message lang po kahit kailan.
    }
