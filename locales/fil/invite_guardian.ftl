### Paanyaya sa magulang (flows/invite_guardian.yml). Una ang makatutulong; walang sinisisi.

invite_guardian-topics = Salamat po. Pinaikli namin ang mga impormasyong magagamit sa araw-araw. Pindutin ang gusto ninyo. Tingnan lang, ayos na.
    .money = Gastos
    .learning = Pag-aaral
    .rights = Karapatan
    .talk = Makipag-usap

invite_guardian-guide = { $text }

invite_guardian-after_guide = May gusto pa ba kayong tingnan? Puwede na rin hanggang dito.
    .more = Iba pang impo
    .places = Tingnan ang lugar
    .talk = Makipag-usap
    .enough = Hanggang dito

invite_guardian-enough = Sige po. Sana makatulong kapag kailangan ninyo. Ipadala ang “makipag-usap sa tao” at may taong kakausap sa inyo.

invite_guardian-look = May mga lugar na ganito. Pindutin kung interesado. Tingnan lang, ayos na.
    .meet = Makipagkita
    .ask = Magtanong sa tao

invite_guardian-gathering = Kumusta po, awtomatikong mensahe ito ng { $service }. Minsan sa isang buwan, nagkukuwentuhan ang mga magulang na pareho ang kalagayan. Walang camera, walang pangalan, at puwedeng makinig lang.
    .join = Gusto kong sumali
    .not_now = Hindi muna
    .talk = Magtanong sa tao

invite_guardian-join = Salamat po. Ipaaalam ng staff dito ang araw at kung paano sumali. Ayos lang kung magbago ang isip ninyo.

invite_guardian-not_now = Sige po, salamat sa pagsabi. Tatahimik muna kami.

invite_guardian-news = Kumusta po, awtomatikong mensahe ito ng { $service }. May dala kaming impormasyong magagamit sa araw-araw. Hindi kailangang sumagot.
    .read = Babasahin ko
    .not_now = Hindi muna
    .talk = Makipag-usap
    .stop = Ayaw ko na

invite_guardian-stopped = Sige po, hindi na kami magpapadala. Salamat sa pagsabi. Para magsimula ulit, ipadala lang ang “simula”.
