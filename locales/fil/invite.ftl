### Unang pagbati (flows/invite.yml). Babasahin din ito ng mga bata.

invite-hello =
    Hello, { $service } ito.
    Awtomatiko ang mga sagot dito.

    Hindi mo kailangang sagutin ang ayaw mo.
    Ipadala ang “makipag-usap sa tao” at babasahin ng staff.
    Medyo matagal bago sumagot.

invite-who =
    Sino ang nagbabasa nito?
    Pindutin ang pinakamalapit.
    .child = Bata o kabataan
    .parent = Magulang, pamilya
    .teacher = Guro
    .someone = Iba pa

invite-teacher_info =
    Salamat po sa pakikipag-ugnayan. Chat ito para magkaroon ng makakausap ang mga bata at magulang. Bago sumagot ang staff, huwag po munang isulat ang pangalan o anumang magpapakilala kung sino.

## Tahimik na paghihintay

invite-nudge =
    { $role ->
        [child]
            Hello, { $service } ito.
            Kung gusto mo, pindutin ang button sa ibaba.
            Ayos din kung babasahin mo lang.
       *[other] Kumusta po, { $service } ito. Tingnan lang kapag may oras. Ayos din kung babasahin lang.
    }

invite-rest =
    { $role ->
        [child]
            Magpapahinga muna ang mga mensahe namin.

            Kung gusto mong mag-usap, magpadala ng isang salita.
            Kahit anong salita, puwede.
       *[other] Magpapahinga muna ang mga mensahe namin. Kung may kailangan, magpadala lang ng isang salita kahit kailan.
    }

invite-welcome_back =
    { $role ->
        [child]
            Maligayang pagbabalik! Natutuwa kami.
            Tulad ng dati, awtomatiko ang mga sagot dito.
       *[other]
            Maligayang pagbabalik po.
            Natutuwa kaming bumalik kayo.
            Awtomatiko ang mga sagot dito.
    }
