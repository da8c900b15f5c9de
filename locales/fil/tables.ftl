### Mga teksto ng talahanayan (flows/tables/*.csv). Sa card: 40 titik sa pamagat, 60 sa teksto.

## Mga lugar

place-room = Walang camera o pangalan. Puwedeng manood lang at umalis.
    .title = Online na silid

place-game_talk = Sampung minutong kuwentuhan. Marami ang nakikinig lang.
    .title = Kuwentuhan tungkol sa laro

place-one_to_one = Lingguhan, sa iisang staff. Hindi kailangan ng paksa.
    .title = Usapan ninyong dalawa lang

place-learning = Magbasa, mag-aral o magpahinga. Malaya ang dating at alis.
    .title = Lugar na malapit sa iyo

place-parent_talk = Buwanang kuwentuhan ng mga magulang. Puwedeng makinig lang.
    .title = Samahan ng mga magulang

place-parent_consult = Tungkol sa anak o sa inyo. Ayos lang kahit magulo pa.
    .title = Pribadong konsultasyon

place-parent_visit = Tingnan muna ang lugar, mag-isa o kasama ang anak.
    .title = Pagbisita

## Munting pahinga

tip-breath =
    Huminga nang palabas, mabagal at mahaba. Tatlong beses.
    Bahala na ang katawan sa paglanghap.

tip-sky =
    Tumingin sa langit nang sampung segundo.
    Puwede sa bintana. Puwede rin sa gabi.

tip-music =
    Patugtugin ang isang paborito mong kanta.
    Hindi kailangang kumanta, makinig lang.

tip-warm =
    Uminom ng kaunting mainit.
    Tubig man o tsokolate.

tip-one_thing =
    Isulat ang isang bagay ngayong araw na hindi masama.
    “Masarap ang meryenda,” puwede na.

tip-parent_rest = Limang minuto po para lang sa inyo. Isang tasang tsaa o sariwang hangin, sapat na.

tip-parent_sleep = Karaniwan po ang baligtad na araw at gabi. Hindi kailangang itama agad. Mabuti na ang nakakatulog.

tip-parent_small = Hapunan, palabas sa TV: isang munting kuwento lang na hindi tungkol sa paaralan. Kahit walang sagot, naririnig po kayo.

tip-parent_tell = Hindi po ninyo kailangang pasanin ito nang mag-isa. Ipadala ang “makipag-usap sa tao” at sasagot ang staff.

## Silipin (tables/peeks.csv)

peek-room =
    Hindi kailangang bumati pagpasok.
    Sa una, marami ang nanonood lang.
    Ayos lang umalis nang walang sinasabi.

peek-game_talk =
    Nagkukuwento ang staff tungkol sa laro.
    May sumasali na sticker lang ang ipinapadala.

peek-one_to_one =
    Sa screen, ikaw at isang staff lang.
    Ayos lang kung may araw na walang salita.

peek-learning =
    May upuan sa sulok at may sopa.
    May araw na puwedeng umuwi nang walang ginawa.

## Mga mensaheng hindi kailangang sagutin (tables/postcards.csv). Nakikita sa naka-lock na screen.

postcard-cat =
    Higit kalahati ng araw ang tulog ng pusa.
    Sa pusa, karaniwan lang iyon.

postcard-moon =
    Minsan nakikita ang buwan kahit umaga.
    Maputi, malabong buwan.

postcard-penguin =
    May tuhod din ang penguin.
    Nakatago lang sa loob ng katawan.

postcard-noodles =
    Ang haba ng tatlong minuto sa instant noodles.
    Pag tiningnan ang kulay ng sabaw, mabilis na.

postcard-rain =
    Marami ang inaantok sa tunog ng ulan.
    Bagay sa araw na walang ginagawa.

postcard-cloud =
    Walang dalawang ulap na magkaparehong-magkapareho.
    Kaya laging bago ang langit.

postcard-octopus =
    Tatlo ang puso ng pugita.
    Walo pa ang galamay. Mukhang abala.

postcard-bread =
    Nag-iiba ang amoy ng tinapay habang iniihaw.
    Mayroon ding mas gusto ang hindi inihaw.

## Makatutulong sa magulang (tables/guides.csv)

guide-school_costs = Tulong sa pag-aaral (就学援助): tulong ng lungsod o bayan sa gamit, tanghalian at iba pa. Minsan puwede kahit kalagitnaan ng taon. Magtanong po sa board of education (教育委員会).

guide-single_parent = Para sa solo parent, may allowance para sa anak (児童扶養手当) at tulong sa gamutan. Kung nagbago ang sitwasyon, puwede po kayong magtanong sa city hall o munisipyo.

guide-high_school = Sa senior high school may suporta ng bansa (就学支援金) at ng prepektura (奨学給付金). Hindi kailangang bayaran ang galing sa prepektura.

guide-places = Bukod sa paaralan, may mga lugar na puwedeng mag-aral nang libre, tulad ng education support center (教育支援センター). Minsan puwede munang bumisita, kahit magulang lang.

guide-attendance = Ang pag-aaral sa labas ng paaralan o online ay minsan ibinibilang na pagpasok (出席扱い), ayon sa punong-guro. Puwede po namin kayong samahan sa pakikipag-usap sa paaralan.

guide-rest = Nasa batas din (教育機会確保法) na may panahong kailangan ang pahinga. Walang may kasalanan sa pagpapahinga.

guide-visits = Ang pagdalaw sa bahay o pulong ay puwedeng ilipat, paikliin o tanggihan. Tumanggi man kayo, magagamit pa rin po ninyo ang chat na ito.

guide-records = Hindi ipinapaalam sa paaralan o munisipyo ang isinusulat dito nang walang pahintulot ninyo, maliban kung may panganib sa buhay o katawan. Kung gusto ninyong makita ang talaan, sabihin lang po.

## Mga telepono (flows/tables/hotlines.csv), pangalan bago ang numero

hotline-sos24 = SOS line ng mga bata, 24 oras (wikang Hapon)

hotline-childline = Childline, hanggang 18 taon (wikang Hapon)

hotline-abuse189 = Child guidance center (kapag sinasaktan o natatakot)

hotline-rights_child = Linya para sa karapatan ng bata (wikang Hapon)

hotline-police = Pulis, kapag nasa panganib ngayon

hotline-ambulance = Ambulansiya at bumbero
