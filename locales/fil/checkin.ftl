### Panahon ng damdamin, minsan sa isang linggo (flows/checkin.yml). Bata ang babasa.

checkin-mood =
    Anong panahon ang damdamin mo ngayong linggo?
    Puwedeng laktawan.
    .great = ☀️ Ang saya
    .good = 🌤 Maayos
    .ok = ☁️ Karaniwan
    .low = 🌧 Medyo mabigat
    .bad = ⛈ Sobrang bigat
    .skip = Laktawan
    .talk = Makipag-usap

checkin-care =
    Salamat sa pagsabi mo.
    Ano ang magpapagaan sa iyo?
    .talk = Makipag-usap
    .idea = Ideya sa pahinga
    .write = Isulat ko
    .quiet = Tahimik muna

checkin-worry =
    Salamat sa pagsabi mo.
    Sasabihin ko sa staff na kasama mo.
    May taong sasagot simula { $next_open }.

    Bago noon, puwede mong ipadala ang “makipag-usap sa tao”.
    Hindi mo kailangang tiisin ang bigat.

checkin-how_week =
    May gusto ka bang isulat?
    Isang salita o emoji lang, puwede na.
    .nothing = Wala naman
    .talk = Makipag-usap

checkin-tip =
    Isang ideya para makapagpahinga:
    { $text }

checkin-thanks =
    Salamat, natanggap ko.
    Hanggang sa muli.

checkin-skipped = Sige. Magandang sagot din ang laktawan.
