### Abiso na magsisimula ulit ang programa (flows/programme_resumed.yml)

programme_resumed-notice =
    { $role ->
        [child]
            Awtomatikong abiso ito.
            Puwede na ulit magtakda ng pagkikita.
            Walang madalian.
       *[other] Awtomatikong abiso po ito. Puwede na ulit magtakda ng pagkikita. Walang madalian.
    }
    .meet = Pumili ng araw
    .look = Tingnan ang lugar
    .later = Sa susunod na
    .talk = Makipag-usap

programme_resumed-later =
    { $role ->
        [child] Sige, sa susunod na. Sumulat ka kahit kailan.
       *[other] Sige po, sa susunod na. Sumulat lang kahit kailan.
    }
