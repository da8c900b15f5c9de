### Paanyaya sa bata (flows/invite_child.yml). Mga mensaheng hindi kailangang sagutin, dahan-dahan.
### Walang tungkol sa paaralan o problema; ayos lang kahit may ibang makakita.

## Mga lugar

invite_child-look =
    Salamat. May mga lugar na ganito.
    Ayos lang kahit tingnan lang.
    .peek = Silipin
    .meet = Makipagkita
    .ask = Magtanong sa tao

invite_child-peek =
    Sa loob, ganito ang pakiramdam:
    { $text }

invite_child-film =
    May maikling video rin.
    Puwedeng walang tunog, o hanggang kalahati lang.

invite_child-meet =
    Gusto mo bang makipagkita sa staff minsan?
    Puwede sa screen, kahit hindi ipakita ang mukha.
    Hindi kailangang ngayon na.
    .meet = Makipagkita
    .not_now = Hindi muna
    .talk = Magtanong muna

## Mga munting mensahe

invite_child-two_ways =
    Awtomatikong tanong na pampasaya lang:
    sa onigiri, tuna o maasim na plum?
    Puwede ring walang piliin.
    .tuna = Tuna
    .plum = Plum
    .both = Pareho
    .skip = Laktawan

invite_child-two_ways_thanks =
    Ah, ganoon pala. Salamat sa pagsabi mo.
    Masarap ang nori, malambot man o malutong.

invite_child-postcard =
    Isang munting awtomatikong mensahe.
    Hindi kailangang sumagot.

    { $text }

invite_child-room =
    May online na silid para sa kuwentuhan tungkol sa laro at mga hilig.
    Walang camera, walang pangalan. Puwedeng makinig lang.
    Puwede ring umalis kahit hindi pa tapos.
    .meet = Pupunta ako
    .not_now = Hindi muna
    .talk = Magtanong sa tao
    .stop = Tama na, salamat

invite_child-not_now =
    Sige, salamat sa pagsabi mo.
    Tatahimik muna kami.

invite_child-stopped =
    Sige, hindi na kami mauunang mag-message.
    Salamat sa pagsabi mo.

    Kung gusto mong makipag-usap, ipadala ang “simula”.
    Puwede kang bumalik kahit kailan.
