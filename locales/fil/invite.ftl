### Unang pagbati (flows/invite.yml). Babasahin din ito ng mga bata.

invite-hello =
    Hello, { $service } ito.
    Awtomatiko ang mga sagot dito.

    Hindi mo kailangang sagutin ang ayaw mong sagutin.
    Ipadala ang “makipag-usap sa tao” at babasahin ito ng staff.
    Baka matagalan nang kaunti ang sagot.

invite-who =
    Sino ang nagbabasa nito?
    Pindutin ang pinakamalapit.
    .child = Bata o kabataan
    .parent = Magulang o pamilya
    .teacher = Guro
    .someone = Iba pa

invite-teacher_info =
    Salamat po sa pakikipag-ugnayan. Chat ito para magkaroon ng taong makakausap ang mga bata at magulang. Bago sumagot ang staff, huwag po munang isulat ang pangalan o anumang magpapakilala kung sino.

## Tahimik na paghihintay

invite-nudge =
    { $role ->
        [child]
            Hello, { $service } ito.
            Kung gusto mo, pindutin ang button sa ibaba.
            Ayos din kung babasahin mo lang.
       *[other] Kumusta po, { $service } ito. Tingnan lang po kapag may oras kayo. Ayos din kung babasahin lang.
    }

invite-rest =
    { $role ->
        [child]
            Magpapahinga muna ang mga mensahe namin.

            Kung gusto mong makipag-usap, mag-message ka lang.
            Kahit anong salita, puwede.
       *[other] Magpapahinga po muna ang mga mensahe namin. Kung may kailangan kayo, mag-message lang po kahit kailan.
    }

invite-welcome_back =
    { $role ->
        [child]
            Welcome ulit! Natutuwa kaming bumalik ka.
            Tulad ng dati, awtomatiko ang mga sagot dito.
       *[other]
            Maligayang pagbabalik po.
            Natutuwa kaming bumalik kayo.
            Awtomatiko ang mga sagot dito.
    }
