### Kumustahan minsan sa isang buwan (flows/checkin_guardian.yml). Magulang ang babasa.

checkin_guardian-mood = Kumusta po, awtomatikong mensahe ito ng { $service }. Kung panahon ang damdamin ninyo nitong mga araw, alin ang pinakamalapit? Puwedeng laktawan.
    .great = ☀️ Napakabuti
    .good = 🌤 Maayos
    .ok = ☁️ Karaniwan
    .low = 🌧 Medyo mahirap
    .bad = ⛈ Napakahirap
    .skip = Laktawan
    .talk = Makipag-usap

checkin_guardian-need = Salamat po sa pagsabi. Ano ang magpapagaan sa inyo ngayon?
    .talk = Makipag-usap
    .guide = Basahin ang impo
    .write = Isulat ko
    .quiet = Tahimik muna

checkin_guardian-guide = { $text }

checkin_guardian-note = Kung may gusto kayong isulat, kahit isang salita po. Tungkol sa inyo o sa anak ninyo.
    .nothing = Wala naman
    .talk = Makipag-usap

checkin_guardian-worry =
    Salamat po sa pagsabi. Sasabihin namin sa staff na kasama ninyo. May taong sasagot simula { $next_open }.

    Bago noon, puwede rin ninyong ipadala ang “makipag-usap sa tao”.

checkin_guardian-gathering = Salamat po. Minsan sa isang buwan, nagkukuwentuhan ang mga magulang. Gusto ba ninyong sumali? Walang camera, at puwedeng makinig lang.
    .join = Gusto kong sumali
    .not_now = Hindi muna
    .talk = Magtanong sa tao

checkin_guardian-join = Salamat po. Ipaaalam ng staff dito ang araw at kung paano sumali. Ayos lang kung magbago ang isip ninyo.

checkin_guardian-thanks = Salamat po, natanggap namin. Sumulat lang kahit kailan.

checkin_guardian-skipped = Sige po. Sagot din ang paglaktaw.
