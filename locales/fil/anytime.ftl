### Kahit kailan (flows/anytime.yml), sa gitna ng anumang usapan.

## Kapag may panganib. Araw o gabi, pareho ang sinasabi; hindi nangangako ng hindi kaya.

anytime-danger =
    { $role ->
        [child]
            Salamat sa pagsabi mo.
            Matatawagan mo ngayon ang mga numerong ito:
            { $hotlines }

            Kung nasa panganib ka ngayon, tumawag ka.
            Pulis: 110. Ambulansiya: 119.

            Awtomatikong sagot ito.
            Ipinaalam na namin ito agad sa staff.
            Baka matagalan nang kaunti bago may taong sumagot.
       *[other]
            Salamat po sa pagsabi ninyo. Matatawagan po ninyo ngayon ang mga numerong ito:
            { $hotlines }

            Kung may panganib ngayon, tumawag po sa 110 (pulis) o 119 (ambulansiya).

            Awtomatikong sagot po ito. Ipinaalam na namin ito agad sa staff. Baka matagalan po nang kaunti bago may taong sumagot.
    }

anytime-concern =
    { $role ->
        [child]
            Salamat sa pagsabi mo.
            Mahalaga ito, kaya babasahin din ng staff.
            Puwede ka pang magsulat, kahit gaano karami.
       *[other] Salamat po sa pagsabi ninyo. Mahalaga ito, kaya babasahin din ng staff. Kung gusto ninyo, puwede po kayong magsulat pa.
    }

## Pakikipag-usap sa tao

anytime-person =
    { $role ->
        [child]
            Sige, sinabi na namin sa staff.
            May taong sasagot dito.

            Baka matagalan nang kaunti.
            Wala kang kailangang gawin.
       *[other] Sige po, ipapasa namin sa staff. Tao ang sasagot dito, hindi awtomatiko. Baka matagalan nang kaunti; wala po kayong kailangang gawin.
    }

anytime-person_closed =
    { $role ->
        [child]
            Sige, sasabihin namin sa staff.
            Wala sila ngayon, pasensiya na.
            May taong magbabasa simula { $next_open }.

            Kung gusto mo ng kausap bago noon, puwede rito:
            { $hotlines }
       *[other]
            Natanggap po namin. Wala pong staff sa oras na ito. May taong magbabasa simula { $next_open }.

            Kung hindi makapaghintay, puwede rin pong tumawag dito:
            { $hotlines }
    }

## Pahinga, paghinto

anytime-pause =
    { $role ->
        [child] Oo naman. Gaano katagal mo gustong magpahinga?
       *[other] Sige po. Gaano katagal ninyo gustong magpahinga?
    }
    .one_week = 1 linggo
    .one_month = 1 buwan
    .until_i_write = Hanggang sumulat ako

anytime-paused =
    { $role ->
        [child]
            Sige, hanggang noon, tatahimik muna kami.
            Kung gusto mong makipag-usap, mag-message ka lang.
       *[other] Sige po. Hanggang noon, wala kaming ipadadala. Puwede po kayong mag-message kahit kailan.
    }

anytime-skipped =
    { $role ->
        [child] Sige, pahinga ngayong linggo. Hanggang sa muli.
       *[other] Sige po, laktawan muna natin ngayon.
    }

anytime-stop =
    { $role ->
        [child]
            Sige, itinigil na namin.
            Kung magbago ang isip mo, pumili ka sa ibaba.
            Kung ayos na ito, wala kang kailangang gawin.
       *[other] Sige po, itinigil na namin ang pagpapadala. Kung magbago ang isip ninyo, pumili po kayo sa ibaba. Kung ayos na ito, wala po kayong kailangang gawin.
    }
    .stop = Hayaang nakatigil
    .pause = Pahinga lang
    .keep = Ituloy pa rin

## Mga salitang wala sa anumang usapan

anytime-received =
    { $role ->
        [child]
            Salamat sa mensahe mo.
            Awtomatikong sagot ito.
            { $open ->
                [yes] Pagkatapos nito, may taong magbabasa.
               *[no] May taong magbabasa simula { $next_open }.
            }
       *[other] Salamat po sa mensahe ninyo. Awtomatikong sagot ito. { $open ->
            [yes] Pagkatapos nito, babasahin po ito ng staff.
           *[no] Babasahin po ito ng staff simula { $next_open }.
        }
    }

anytime-arrived =
    { $role ->
        [child]
            { $sent ->
                [image] Natanggap namin ang larawan.
                [video] Natanggap namin ang video.
                [audio] Natanggap namin ang boses mo.
                [sticker] Natanggap namin ang sticker.
                [location] Natanggap namin ang lokasyon.
               *[other] Natanggap namin ito.
            }
            Salamat sa pagpadala mo.
            Awtomatikong sagot ito.
            { $open ->
                [yes] Pagkatapos nito, may taong titingin.
               *[no] May taong titingin simula { $next_open }.
            }
       *[other]
            { $sent ->
                [image] Natanggap po namin ang larawan.
                [video] Natanggap po namin ang video.
                [audio] Natanggap po namin ang boses ninyo.
                [sticker] Natanggap po namin ang sticker.
                [location] Natanggap po namin ang lokasyon.
               *[other] Natanggap po namin ito.
            }
            Salamat po sa pagpadala ninyo.
            Awtomatikong sagot ito.
            { $open ->
                [yes] Pagkatapos nito, titingnan po ito ng staff.
               *[no] Titingnan po ito ng staff simula { $next_open }.
            }
    }

anytime-stopped =
    { $role ->
        [child]
            Itinigil na. Hindi na kami mauunang mag-message.
            Salamat sa pagbabasa hanggang dito.

            Kung gusto mong makipag-usap ulit, ipadala ang “simula”.
            Puwede kang bumalik kahit kailan.
       *[other] Itinigil na po. Hindi na kami magpapadala. Salamat po sa pagbabasa hanggang dito. Para magsimula ulit, ipadala lang ang “simula”.
    }

## Wika, kapag hindi naintindihan

anytime-language_changed = Mula ngayon, Filipino ang gagamitin natin.

anytime-not_understood =
    { $role ->
        [child]
            Pasensiya na, awtomatiko ito at hindi naintindihan.
            Pindutin ang button sa ibaba o subukan ang ibang salita.
       *[other] Pasensiya na po, awtomatiko ito at hindi naintindihan. Pumili po sa ibaba o subukan ang ibang salita.
    }

anytime-lost =
    { $role ->
        [child]
            Pasensiya na, hindi pa rin namin naintindihan.
            Gusto mo bang subukan ulit?
            O makipag-usap sa tao?
       *[other] Pasensiya na po, hindi namin naintindihan. Gusto po ba ninyong subukan ulit o makipag-usap sa tao?
    }
    .again = Subukan ulit
    .person = Makipag-usap sa tao

## Mga code sa sulat

anytime-code_unknown =
    { $role ->
        [child]
            Hindi namin nahanap ang code na iyan.
            Tingnan mo ang sulat at subukan ulit.

            Ayos lang kahit walang code.
            Kung gusto mong makipag-usap sa tao, pindutin ang nasa ibaba.
       *[other] Pasensiya na po, hindi namin nahanap ang code na iyan. Tingnan po ang sulat at subukan ulit. Ayos lang kahit walang code; pindutin ang nasa ibaba para makausap ang staff.
    }

anytime-code_used =
    { $role ->
        [child]
            Hindi na magagamit ang code na iyan.
            Ayos lang, puwede ka pa ring makipag-usap dito.

            Kung gusto mo ng bagong code, pindutin ang nasa ibaba para makausap ang tao.
       *[other] Nagamit na po o lumipas na ang code na iyan. Puwede pa rin kayong makipag-usap dito. Kung kailangan ninyo ng bagong code, pindutin ang nasa ibaba para makausap ang staff.
    }
