### Depois de um dia em que não nos encontramos (flows/missed_meeting.yml). Não falamos disso.

missed_meeting-open_door =
    { $role ->
        [child]
            Este é um aviso automático.
            Dá para escolher outro dia quando quiser.
            Se não quiser, tudo bem.
       *[other] Este é um aviso automático. Dá para escolher outro dia quando quiser. Se não quiser, tudo bem.
    }
    .choose = Ver os dias
    .later = Outra hora
    .talk = Falar com alguém

missed_meeting-later =
    { $role ->
        [child] Está bem, outra hora. Escreva quando quiser.
       *[other] Tudo bem, fica para outra hora. Escreva quando quiser.
    }
