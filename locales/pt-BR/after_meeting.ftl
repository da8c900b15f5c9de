### Depois do encontro (flows/after_meeting.yml)

after_meeting-how =
    { $role ->
        [child]
            Obrigado por ter vindo.
            Como foi? Não precisa responder.
       *[other] Obrigado pelo seu tempo no outro dia. Como foi? Não precisa responder.
    }
    .good = Foi bom
    .so_so = Mais ou menos
    .tired = Cansou um pouco
    .talk = Falar com alguém

after_meeting-tired =
    { $role ->
        [child]
            Obrigado por contar.
            Sentir cansaço é normal.
       *[other] Obrigado por contar. É natural sentir cansaço. Descanse bem.
    }

after_meeting-again =
    { $role ->
        [child] Quer escolher um dia para a próxima vez?
       *[other] Gostaria de escolher um dia para a próxima vez?
    }
    .choose = Ver os dias
    .think = Vou pensar
    .not_now = Agora não
    .talk = Falar com alguém

after_meeting-think =
    { $role ->
        [child]
            Sem pressa.
            Quando quiser marcar, escreva uma palavra.
       *[other] Não há pressa. Quando quiser marcar, escreva uma palavra.
    }

after_meeting-rest =
    { $role ->
        [child]
            Entendi, obrigado por avisar.
            Se quiser falar, é só escrever.
       *[other] Entendido, obrigado por avisar. Escreva quando quiser.
    }
