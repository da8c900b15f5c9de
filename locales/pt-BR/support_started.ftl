### Quando o apoio começa (flows/support_started.yml). Na tela bloqueada ninguém deve perceber que é um apoio.

support_started-welcome =
    { $role ->
        [child]
            Que bom ter você aqui. Este é um aviso automático.
            Uma vez por semana pergunto o tempo do coração.
            Passar ou descansar, sempre pode.

            Para conversar, envie “falar com uma pessoa”.
       *[other]
            Que bom ter vocês aqui. Este é um aviso automático. Uma vez por mês perguntamos como estão. Passar ou descansar, sempre pode.

            Para conversar, envie “falar com uma pessoa”, e a equipe responde.
    }

support_started-day =
    Em que dia é melhor perguntar do tempo?
    Se não escolher, fica domingo.
    .wed = Quarta
    .fri = Sexta
    .sun = Domingo
    .talk = Falar com alguém

support_started-thanks =
    Combinado, fica nesse dia.
    Se quiser mudar, é só escrever.
