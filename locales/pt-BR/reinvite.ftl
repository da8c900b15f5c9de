### Mais um convite (flows/reinvite.yml). Só a equipe começa, com um motivo escrito. Vai uma vez só.

reinvite-hello =
    { $role ->
        [child]
            Quanto tempo! Aqui é { $service }.
            Esta mensagem automática vai só uma vez.

            Há salas e lugares novos.
            Se não quiser ver, pode deixar assim.
       *[other] Quanto tempo. Aqui é { $service }; esta mensagem automática vai só uma vez. Há salas e lugares novos. Se preferir, pode deixar assim.
    }
    .look = Quero ver
    .not_now = Agora não
    .stop = Não quero mais
    .talk = Falar com alguém

reinvite-not_now =
    { $role ->
        [child]
            Entendi, obrigado por dizer.
            Se quiser conversar, envie “começar”.
       *[other] Entendido, obrigado por dizer. Quando quiser, é só enviar “começar”.
    }

reinvite-stopped =
    { $role ->
        [child]
            Entendi, não vamos mais escrever primeiro.
            Obrigado por dizer.
       *[other] Entendido, não vamos mais enviar mensagens. Obrigado por dizer.
    }
