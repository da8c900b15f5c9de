### Kahit kailan (flows/anytime.yml), sa gitna ng anumang usapan.

## Kapag may panganib. Araw o gabi, pareho ang sinasabi; hindi nangangako ng hindi kaya.

anytime-danger =
    { $role ->
        [child]
            Salamat sa pagsabi mo.
            Matatawagan ngayon ang mga numerong ito.
            { $hotlines }

            Kung nasa panganib ka ngayon, tumawag ka.
            Pulis 110, ambulansiya 119.

            Awtomatikong sagot ito.
            Ipinaalam na agad namin sa staff.
            Maaaring medyo matagal bago sumagot ang tao.
       *[other]
            Salamat sa pagsabi ninyo. Matatawagan ngayon ang mga numerong ito.
            { $hotlines }

            Kung may panganib ngayon, tumawag sa 110 (pulis) o 119 (ambulansiya).

            Awtomatikong sagot ito. Ipinaalam na agad namin sa staff. Maaaring medyo matagal bago sumagot ang tao.
    }

anytime-concern =
    { $role ->
        [child]
            Salamat sa pagsabi mo.
            Mahalaga ito, babasahin din ng staff.
            Isulat mo lang kung gaano karami ang gusto mo.
       *[other] Salamat sa pagsabi ninyo. Mahalaga ito, at babasahin din ng staff. Ituloy lang po ninyo ang pagsulat.
    }

## Pakikipag-usap sa tao

anytime-person =
    { $role ->
        [child]
            Sige, sinabi ko na sa staff.
            May taong sasagot dito.

            Maaaring medyo matagal.
            Wala kang kailangang gawin.
       *[other] Sige po, ipapasa namin sa staff. Tao ang sasagot dito, hindi awtomatiko. Maaaring medyo matagal; wala po kayong kailangang gawin.
    }

anytime-person_closed =
    { $role ->
        [child]
            Sige, sasabihin ko sa staff.
            Wala sila ngayon, pasensiya na.
            May magbabasa simula { $next_open }.

            Kung gusto mong makipag-usap bago noon:
            { $hotlines }
       *[other]
            Natanggap po namin. Walang staff ngayon. May magbabasa simula { $next_open }.

            Kung apurahan, puwede rin pong tumawag dito:
            { $hotlines }
    }

## Pahinga, paghinto

anytime-pause =
    { $role ->
        [child] Oo naman. Gaano katagal ang pahinga?
       *[other] Sige po. Gaano katagal ang pahinga?
    }
    .one_week = 1 linggo
    .one_month = 1 buwan
    .until_i_write = Hanggang sumulat ako

anytime-paused =
    { $role ->
        [child]
            Sige, tatahimik muna kami.
            Kung gusto mong magkuwento, sumulat ka lang.
       *[other] Sige po. Hanggang noon, wala kaming ipadadala. Puwede po kayong sumulat kahit kailan.
    }

anytime-skipped =
    { $role ->
        [child] Sige, pahinga ngayong linggo. Hanggang sa muli.
       *[other] Sige po, laktawan natin ngayon.
    }

anytime-stop =
    { $role ->
        [child]
            Sige, itinigil na namin.
            Kung magbago ang isip mo, pumili sa ibaba.
            Kung ganito na lang, wala kang gagawin.
       *[other] Sige po, itinigil na namin ang pagpapadala. Kung magbago ang isip ninyo, pumili sa ibaba. Kung ganito na lang, wala po kayong gagawin.
    }
    .stop = Huwag na muna
    .pause = Pahinga lang
    .keep = Ituloy pa rin

## Mga salitang wala sa anumang usapan

anytime-received =
    { $role ->
        [child]
            Salamat sa pagsulat mo.
            Awtomatikong sagot ito.
            { $open ->
                [yes] Pagkatapos nito, may taong babasa.
               *[no] May taong babasa simula { $next_open }.
            }
       *[other] Salamat sa pagsulat ninyo. Awtomatikong sagot ito. { $open ->
            [yes] Pagkatapos nito, babasahin ng staff.
           *[no] Babasahin ng staff simula { $next_open }.
        }
    }

anytime-stopped =
    { $role ->
        [child]
            Itinigil na. Hindi na kami mauunang sumulat.
            Salamat sa pagbasa hanggang dito.

            Kung gusto mong bumalik, ipadala ang “simula”.
            Puwede kang bumalik kahit kailan.
       *[other] Itinigil na po. Hindi na kami magpapadala. Salamat sa lahat hanggang ngayon. Para magsimula ulit, ipadala lang ang “simula”.
    }

## Wika, kapag hindi naintindihan

anytime-language_changed = Mula ngayon, Filipino ang gagamitin natin.

anytime-not_understood =
    { $role ->
        [child]
            Pasensiya na, awtomatiko ito at hindi nabasa.
            Pindutin ang button o subukan ang ibang salita.
       *[other] Pasensiya na po, awtomatiko ito at hindi nabasa. Pumili sa ibaba o sumulat sa ibang salita.
    }

anytime-lost =
    { $role ->
        [child]
            Pasensiya na, hindi ko naintindihan.
            Subukan ulit natin?
            O makipag-usap sa tao?
       *[other] Pasensiya na po, hindi namin naintindihan. Gusto ninyo bang subukan ulit o makipag-usap sa tao?
    }
    .again = Subukan ulit
    .person = Makipag-usap sa tao

## Mga code sa sulat

anytime-code_unknown =
    { $role ->
        [child]
            Hindi ko nahanap ang code na iyan.
            Tingnan ang sulat at isulat ulit.

            Ayos lang kahit walang code.
            Kung gusto mo ng kausap, pindutin ang nasa ibaba.
       *[other] Pasensiya na po, hindi namin nahanap ang code na iyan. Tingnan ang sulat at isulat ulit. Ayos lang kahit walang code; sa ibaba puwedeng tawagin ang staff.
    }

anytime-code_used =
    { $role ->
        [child]
            Hindi na magagamit ang code na iyan.
            Ayos lang, puwede ka pa ring makipag-usap dito.

            Kung gusto mo ng bagong code, tumawag ng tao sa ibaba.
       *[other] Nagamit na o lumipas na ang code na iyan. Puwede pa rin kayong makipag-usap dito. Kung kailangan ng bagong code, tawagin ang staff sa ibaba.
    }
