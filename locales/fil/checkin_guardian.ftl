### Kumustahan minsan sa isang buwan (flows/checkin_guardian.yml). Magulang ang babasa.

checkin_guardian-mood = Kumusta po, awtomatikong mensahe ito ng { $service }. Kung panahon ang sarili ninyong damdamin nitong mga araw, alin ang pinakamalapit? Puwedeng laktawan.
    .great = ☀️ Napakaayos
    .good = 🌤 Maayos
    .ok = ☁️ Sakto lang
    .low = 🌧 Medyo mabigat
    .bad = ⛈ Sobrang bigat
    .skip = Laktawan
    .talk = Makipag-usap sa tao

checkin_guardian-need = Salamat po sa pagsabi ninyo. Ano po ang magpapagaan ng loob ninyo ngayon?
    .talk = Makipag-usap sa tao
    .guide = Magbasa ng impo
    .write = Magsusulat ako
    .quiet = Tahimik muna

checkin_guardian-guide = { $text }

checkin_guardian-note = Kung may gusto po kayong isulat, kahit isang salita lang. Puwedeng tungkol sa inyo o sa anak ninyo.
    .nothing = Wala naman
    .talk = Makipag-usap sa tao

checkin_guardian-worry =
    Salamat po sa pagsabi ninyo. Sasabihin namin ito sa staff na nakatalaga sa inyo. May taong sasagot simula { $next_open }.

    Bago noon, puwede rin ninyong ipadala ang “makipag-usap sa tao”.

checkin_guardian-gathering = Salamat po. Minsan sa isang buwan, nagkukuwentuhan ang mga magulang. Gusto po ba ninyong sumali? Hindi kailangan ng camera, at puwedeng makinig lang.
    .join = Gusto kong sumali
    .not_now = Hindi muna
    .talk = Magtanong sa tao

checkin_guardian-join = Salamat po. Sasabihin ng staff dito kung kailan at paano sumali. Ayos lang kung magbago ang isip ninyo.

checkin_guardian-thanks = Salamat po, natanggap namin. Mag-message lang po kahit kailan.

checkin_guardian-skipped = Sige po. Sagot din ang paglaktaw.
