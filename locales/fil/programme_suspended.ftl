### Abiso na hihinto muna ang programa (flows/programme_suspended.yml): epidemya o sakuna.

programme_suspended-notice =
    { $role ->
        [child]
            Awtomatikong abiso ito.
            Pansamantalang walang pagkikita.
            Puwede kang sumulat dito kahit kailan.

            May matatawagan din:
            { $hotlines }
       *[other]
            Awtomatikong abiso po ito. Pansamantalang walang pagkikita. Tuloy pa rin ang usapan dito sa pagsulat.

            Kung apurahan, puwede rin pong tumawag dito:
            { $hotlines }
    }
    .text = Sumulat dito
    .quiet = Maghintay muna

programme_suspended-quiet =
    { $role ->
        [child]
            Sige, sasabihin namin kapag nagsimula ulit.
            Hanggang noon, sumulat ka kahit kailan.
       *[other] Sige po, ipaaalam namin kapag nagsimula ulit. Hanggang noon, sumulat lang kahit kailan.
    }
