### Panahon ng damdamin, minsan sa isang linggo (flows/checkin.yml). Bata ang babasa.

checkin-mood =
    Kung panahon ang damdamin mo ngayong linggo, ano ito?
    Puwedeng laktawan.
    .great = ☀️ Ang saya
    .good = 🌤 Maayos
    .ok = ☁️ Sakto lang
    .low = 🌧 Medyo mabigat
    .bad = ⛈ Sobrang bigat
    .skip = Laktawan
    .talk = Makipag-usap sa tao

checkin-care =
    Salamat sa pagsabi mo.
    Ano ang magpapagaan ng loob mo?
    .talk = Makipag-usap sa tao
    .idea = Paraan ng pahinga
    .write = Magsusulat ako
    .quiet = Tahimik muna

checkin-worry =
    Salamat sa pagsabi mo.
    Sasabihin namin ito sa staff na nakatalaga sa iyo.
    May taong sasagot simula { $next_open }.

    Bago noon, puwede mong ipadala ang “makipag-usap sa tao”.
    Hindi mo kailangang tiisin ang hirap.

checkin-how_week =
    May gusto ka bang isulat?
    Kahit isang salita o emoji lang, puwede.
    .nothing = Wala naman
    .talk = Makipag-usap sa tao

checkin-tip =
    Isang ideya para makapagpahinga:
    { $text }

checkin-thanks =
    Salamat, natanggap namin.
    Hanggang sa muli.

checkin-skipped = Sige. Magandang sagot din ang paglaktaw.
