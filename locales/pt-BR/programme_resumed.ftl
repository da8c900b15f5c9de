### Aviso de que o programa recomeça (flows/programme_resumed.yml)

programme_resumed-notice =
    { $role ->
        [child]
            Este é um aviso automático.
            Já dá para marcar encontros de novo.
            Sem pressa.
       *[other] Este é um aviso automático. Já é possível marcar encontros de novo. Não há pressa.
    }
    .meet = Marcar um dia
    .look = Ver os lugares
    .later = Outra hora
    .talk = Falar com alguém

programme_resumed-later =
    { $role ->
        [child] Está bem, outra hora. Escreva quando quiser.
       *[other] Tudo bem, fica para outra hora. Escreva quando quiser.
    }
