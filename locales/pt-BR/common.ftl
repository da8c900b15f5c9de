### Palavras usadas em muitos textos. A data é montada a partir de números na hora do envio.

common-date-time =
    { $weekday ->
        [mon] segunda
        [tue] terça
        [wed] quarta
        [thu] quinta
        [fri] sexta
        [sat] sábado
       *[sun] domingo
    }, { $day } de { $month ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    }, { $hour24 }h{ $minute ->
        [0] {""}
       *[other] { $minute2 }
    }

# Para botões, no máximo 20 caracteres.
common-date-time-short =
    { $weekday ->
        [mon] seg
        [tue] ter
        [wed] qua
        [thu] qui
        [fri] sex
        [sat] sáb
       *[sun] dom
    } { $day }/{ $month }, { $hour24 }h{ $minute ->
        [0] {""}
       *[other] { $minute2 }
    }

# variables: any
common-service = Tsunagi de { $area }

common-robot = Tsunagi (automático)
