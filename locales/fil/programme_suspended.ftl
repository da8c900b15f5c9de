### Abiso na hihinto muna ang programa (flows/programme_suspended.yml): epidemya o sakuna.

programme_suspended-notice =
    { $role ->
        [child]
            Awtomatikong abiso ito.
            Pansamantalang walang pagkikita.
            Puwede kang mag-message dito kahit kailan.
       *[other] Awtomatikong abiso po ito. Pansamantalang walang pagkikita. Tuloy pa rin ang pag-message dito.
    }
    .text = Mag-message dito
    .phones = Mga matatawagan
    .quiet = Maghintay muna

programme_suspended-phones =
    { $role ->
        [child]
            May matatawagan din:
            { $hotlines }
       *[other]
            Kung hindi makapaghintay, puwede rin pong tumawag dito:
            { $hotlines }
    }

programme_suspended-quiet =
    { $role ->
        [child]
            Sige, sasabihin namin sa iyo kapag nagsimula ulit.
            Hanggang noon, puwede kang mag-message kahit kailan.
       *[other] Sige po, ipaaalam namin kapag nagsimula ulit. Hanggang noon, puwede po kayong mag-message kahit kailan.
    }
