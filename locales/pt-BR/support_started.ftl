### Quando o apoio começa (flows/support_started.yml). Na tela bloqueada ninguém deve perceber que é um apoio.

support_started-welcome =
    { $role ->
        [child]
            Que bom ter você aqui. Este é um aviso automático.
            Uma vez por semana, vamos perguntar como está o clima por dentro.
            Dá para passar ou fazer uma pausa quando quiser.

            Para conversar, envie “falar com uma pessoa”.
       *[other]
            Que bom ter você aqui. Este é um aviso automático. Uma vez por mês, vamos perguntar como vocês estão. Dá para passar ou fazer uma pausa quando quiser.

            Para conversar, envie “falar com uma pessoa”, e a equipe responde.
    }

support_started-day =
    Que dia é melhor para a pergunta do clima?
    Se não escolher, fica no domingo.
    .wed = Quarta
    .fri = Sexta
    .sun = Domingo
    .talk = Falar com alguém

support_started-thanks =
    Combinado, fica nesse dia.
    Se quiser mudar, é só escrever.
