### Mga salitang ginagamit sa maraming teksto. Binubuo ang petsa mula sa mga numero kapag ipinadadala.

common-date-time =
    { $weekday ->
        [mon] Lunes
        [tue] Martes
        [wed] Miyerkoles
        [thu] Huwebes
        [fri] Biyernes
        [sat] Sabado
       *[sun] Linggo
    }, { $month ->
        [1] Enero
        [2] Pebrero
        [3] Marso
        [4] Abril
        [5] Mayo
        [6] Hunyo
        [7] Hulyo
        [8] Agosto
        [9] Setyembre
        [10] Oktubre
        [11] Nobyembre
       *[12] Disyembre
    } { $day }, { $hour ->
        [0] 12
       *[other] { $hour }
    }{ $minute ->
        [0] {""}
       *[other] :{ $minute2 }
    } { $half ->
        [am] AM
       *[pm] PM
    }

# Para sa mga button, hanggang 20 titik.
common-date-time-short =
    { $weekday ->
        [mon] Lun
        [tue] Mar
        [wed] Miy
        [thu] Huw
        [fri] Biy
        [sat] Sab
       *[sun] Lin
    } { $month }/{ $day } { $hour ->
        [0] 12
       *[other] { $hour }
    }{ $minute ->
        [0] {""}
       *[other] :{ $minute2 }
    } { $half ->
        [am] AM
       *[pm] PM
    }

# variables: any
common-service = Tsunagi sa { $area }

common-robot = Tsunagi (awtomatiko)
