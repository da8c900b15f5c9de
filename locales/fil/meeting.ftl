### Pagpili ng araw ng pagkikita (flows/meeting.yml), tinatawag ng ibang usapan.

meeting-times =
    { $role ->
        [child]
            Ito ang mga bakanteng oras.
            Pindutin kung may puwede sa iyo.
            Hindi mo kailangang pumili.
       *[other] Ito po ang mga bakanteng oras. Pindutin ang puwede sa inyo. Hindi kailangang pumili.
    }
    .none_fits = Walang puwedeng oras
    .not_now = Hindi muna

meeting-booked =
    { $role ->
        [child]
            Nakatakda na: { $meeting_at }.
            Ayos lang kung babaguhin o hindi itutuloy.
            Ipaaalala namin isang araw bago.
       *[other] Nakatakda na po: { $meeting_at }. Puwedeng baguhin o huwag ituloy kahit kailan. Ipaaalala namin isang araw bago.
    }
