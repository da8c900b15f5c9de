### Abiso na magsisimula ulit ang programa (flows/programme_resumed.yml)

programme_resumed-notice =
    { $role ->
        [child]
            Awtomatikong abiso ito.
            Puwede na ulit magtakda ng pagkikita.
            Hindi kailangang magmadali.
       *[other] Awtomatikong abiso po ito. Puwede na ulit magtakda ng pagkikita. Hindi kailangang magmadali.
    }
    .meet = Pumili ng araw
    .look = Tingnan ang lugar
    .later = Sa susunod na
    .talk = Makipag-usap sa tao

programme_resumed-later =
    { $role ->
        [child] Sige, sa susunod na. Mag-message ka kahit kailan.
       *[other] Sige po, sa susunod na. Mag-message lang po kahit kailan.
    }
