### Mais um convite (flows/reinvite.yml). Só a equipe começa, com um motivo escrito. Vai uma vez só.

reinvite-hello =
    { $role ->
        [child]
            Quanto tempo! Aqui é { $service }.
            Esta mensagem automática vai só uma vez.

            Temos salas e lugares novos.
            Se não quiser ver, tudo bem.
       *[other] Quanto tempo. Aqui é { $service }; esta mensagem automática vai só uma vez. Temos salas e lugares novos. Se não quiser ver, tudo bem.
    }
    .look = Quero ver
    .not_now = Agora não
    .stop = Não quero mais
    .talk = Falar com alguém

reinvite-not_now =
    { $role ->
        [child]
            Entendi, obrigado por avisar.
            Se quiser conversar, envie “começar”.
       *[other] Entendido, obrigado por avisar. Quando quiser, é só enviar “começar”.
    }

reinvite-stopped =
    { $role ->
        [child]
            Entendi, não vamos mais mandar mensagens.
            Obrigado por avisar.
       *[other] Entendido, não vamos mais enviar mensagens. Obrigado por avisar.
    }
