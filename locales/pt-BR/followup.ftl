### Depois de falar com uma pessoa (flows/followup.yml). A equipe escolhe ao devolver a conversa.

followup-how_was_it =
    { $role ->
        [child]
            Obrigado por conversar.
            Como foi para você?
            Não precisa responder.
       *[other] Obrigado pela conversa. Como foi para você? Não precisa responder.
    }
    .good = Foi bom
    .so_so = Mais ou menos
    .not_yet = Ainda pesa
    .talk = Falar com alguém

followup-not_yet =
    { $role ->
        [child]
            Obrigado por contar.
            Vou avisar a equipe também.
            Pode continuar quando quiser.
       *[other] Obrigado por contar. Vamos avisar a equipe também. Continue quando quiser.
    }

followup-thanks =
    { $role ->
        [child] Obrigado por contar. Até a próxima.
       *[other] Obrigado por contar. Escreva quando quiser.
    }
