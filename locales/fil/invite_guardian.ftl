### Paanyaya sa magulang (flows/invite_guardian.yml). Una ang makatutulong; walang sinisisi.

invite_guardian-topics = Salamat po. Pinaikli namin ang mga impormasyong magagamit sa araw-araw. Pindutin po ang gusto ninyo. Ayos lang kahit tingnan lang.
    .money = Gastos
    .learning = Pag-aaral
    .rights = Karapatan
    .talk = Makipag-usap sa tao

invite_guardian-guide = { $text }

invite_guardian-after_guide = May gusto pa po ba kayong tingnan? Puwede na rin hanggang dito.
    .more = Iba pang impormasyon
    .places = Tingnan ang lugar
    .talk = Makipag-usap sa tao
    .enough = Hanggang dito lang

invite_guardian-enough = Sige po. Sana makatulong ito kapag kailangan ninyo. Ipadala lang ang “makipag-usap sa tao” kahit kailan, at ipapasa namin kayo sa staff.

invite_guardian-look = Ito po ang mga puwedeng puntahan. Pindutin kung may gusto kayo. Ayos lang kahit tingnan lang.
    .meet = Makipagkita
    .ask = Magtanong sa tao

invite_guardian-gathering = Kumusta po, awtomatikong mensahe ito ng { $service }. Minsan sa isang buwan, nagkukuwentuhan ang mga taong pareho ang kalagayan. Walang camera, walang pangalan, at puwedeng makinig lang.
    .join = Gusto kong sumali
    .not_now = Hindi muna
    .talk = Magtanong sa tao

invite_guardian-join = Salamat po. Sasabihin ng staff dito kung kailan at paano sumali. Ayos lang kung magbago ang isip ninyo.

invite_guardian-not_now = Sige po, salamat sa pagsabi ninyo. Tatahimik muna kami.

invite_guardian-news = Kumusta po, awtomatikong mensahe ito ng { $service }. May dala po kaming isang impormasyong magagamit sa araw-araw. Hindi kailangang sumagot.
    .read = Babasahin ko
    .not_now = Hindi muna
    .talk = Makipag-usap sa tao
    .stop = Tama na, salamat

invite_guardian-stopped = Sige po, hindi na kami magpapadala. Salamat sa pagsabi. Para magsimula ulit, ipadala lang ang “simula”.
