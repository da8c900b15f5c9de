### Mga teksto ng talahanayan (flows/tables/*.csv). Sa card: 40 titik sa pamagat, 60 sa teksto.

## Mga lugar

place-room = Walang camera at pangalan. Manood lang, umalis kahit kailan.
    .title = Online na silid

place-game_talk = Sampung minutong kuwentuhan sa laro. Marami ang nakikinig.
    .title = Kuwentuhang laro

place-one_to_one = Minsan sa isang linggo, iisang tao. Walang kailangang paksa.
    .title = Usapang dalawahan

place-learning = Magbasa, mag-aral o magpahinga. Malaya ang pagdating.
    .title = Lugar na malapit sa iyo

place-parent_talk = Buwanang kuwentuhan ng mga magulang. Puwedeng makinig lang.
    .title = Samahan ng magulang

place-parent_consult = Tungkol sa anak o sa inyo. Ayos lang kahit hindi maayos.
    .title = Sariling usapan

place-parent_visit = Tingnan muna ang lugar, mag-isa o kasama ang anak.
    .title = Pagbisita

## Munting pahinga

tip-breath =
    Huminga palabas, mabagal at mahaba. Tatlong beses.
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

tip-parent_rest = Limang minuto para lang sa inyo. Isang tasang tsaa o sariwang hangin, sapat na.

tip-parent_sleep = Karaniwan ang baligtad na araw at gabi. Huwag madaliin. Ang makatulog, mabuti na.

tip-parent_small = Hapunan, palabas sa TV: isang munting kuwento na hindi tungkol sa paaralan. Kahit walang sagot, naririnig kayo.

tip-parent_tell = Hindi kailangang mag-isa sa bigat. Ipadala ang “makipag-usap sa tao” at sasagot ang staff.

## Silipin (tables/peeks.csv)

peek-room =
    Hindi kailangang bumati pagpasok.
    Sa una, marami ang nanonood lang.
    Umalis nang tahimik, ayos lang.

peek-game_talk =
    Nagkukuwento ang staff tungkol sa laro.
    May sumasali na sticker lang ang ipinapadala.

peek-one_to_one =
    Sa screen, ikaw at isang staff lang.
    May araw na walang salita, ayos lang.

peek-learning =
    May upuan sa sulok at may sopa.
    Puwedeng umuwi nang walang ginawa.

## Mga mensaheng hindi kailangang sagutin (tables/postcards.csv). Nakikita sa naka-lock na screen.

postcard-cat =
    Higit kalahati ng araw ang tulog ng pusa.
    Sa pusa, karaniwan lang iyon.

postcard-moon =
    Minsan nakikita ang buwan kahit araw.
    Maputi, malabong buwan.

postcard-penguin =
    May tuhod din ang penguin.
    Nakatago lang sa loob ng katawan.

postcard-noodles =
    Ang haba ng tatlong minuto sa instant noodles.
    Tingnan ang kulay ng sabaw, mabilis na.

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
    May gusto ng maputi pa.

## Makatutulong sa magulang (tables/guides.csv)

guide-school_costs = Tulong sa pag-aaral (就学援助): tumutulong ang lungsod sa gamit, tanghalian at iba pa. Minsan puwede kahit kalagitnaan ng taon. Magtanong sa lupon ng edukasyon ng lungsod.

guide-single_parent = Sa solong magulang may allowance para sa anak (児童扶養手当) at tulong sa gamutan. Kung may nagbago, magtanong sa munisipyo.

guide-high_school = Sa senior high school may suporta ng bansa (就学支援金) at ng prepektura (奨学給付金). Hindi ibinabalik ang huli.

guide-places = Bukod sa paaralan, may mga sentro at lugar na puwedeng mag-aral nang libre. May puwedeng bisitahin lang, kahit magulang lang.

guide-attendance = Ang pag-aaral sa labas o online ay minsan ibinibilang na pagpasok, kung papayag ang punong-guro. Makatutulong kami sa pakikipag-usap.

guide-rest = Nasa batas din na may panahong kailangan ang pahinga. Walang may kasalanan sa pagpapahinga.

guide-visits = Ang pagdalaw sa bahay o pulong ay puwedeng ilipat, paikliin o tanggihan. Tumanggi man, tuloy pa rin ang chat na ito.

guide-records = Hindi ipinapaalam sa paaralan o munisipyo ang isinusulat dito nang walang pagsang-ayon, maliban kung may panganib sa buhay o katawan. Kung gusto ninyong makita ang talaan, sabihin lang.

## Mga telepono (flows/tables/hotlines.csv), pangalan bago ang numero

hotline-sos24 = SOS ng bata, 24 oras (sa Hapon)

hotline-childline = Childline, hanggang 18 taon (sa Hapon)

hotline-abuse189 = Sentro ng bata, kapag may sinasaktan

hotline-rights_child = Karapatan ng bata (sa Hapon)

hotline-police = Pulis, kapag nasa panganib ngayon

hotline-ambulance = Ambulansiya at bumbero
