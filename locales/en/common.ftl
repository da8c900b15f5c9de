### Words used in many texts. Dates are put together from numbers when a message is sent.

common-date-time =
    { $weekday ->
        [mon] Mon
        [tue] Tue
        [wed] Wed
        [thu] Thu
        [fri] Fri
        [sat] Sat
       *[sun] Sun
    } { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }, { $hour ->
        [0] 12
       *[other] { $hour }
    }{ $minute ->
        [0] {""}
       *[other] :{ $minute2 }
    } { $half ->
        [am] am
       *[pm] pm
    }

# For buttons, at most 20 characters.
common-date-time-short =
    { $weekday ->
        [mon] Mon
        [tue] Tue
        [wed] Wed
        [thu] Thu
        [fri] Fri
        [sat] Sat
       *[sun] Sun
    } { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $hour ->
        [0] 12
       *[other] { $hour }
    }{ $minute ->
        [0] {""}
       *[other] :{ $minute2 }
    } { $half ->
        [am] am
       *[pm] pm
    }

# variables: any
common-service = Tsunagi in { $area }

common-robot = Tsunagi (automatic)
