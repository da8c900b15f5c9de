### Depois de falar com uma pessoa (flows/followup.yml). A equipe escolhe ao devolver a conversa.

followup-how_was_it =
    { $role ->
        [child]
            Obrigado por conversar com a gente.
            Como foi para você?
            Não precisa responder.
       *[other] Obrigado pela conversa. Como foi para você? Não precisa responder.
    }
    .good = Foi bom
    .so_so = Mais ou menos
    .not_yet = Ainda incomoda
    .talk = Falar com alguém

followup-not_yet =
    { $role ->
        [child]
            Obrigado por contar.
            Vamos avisar a equipe também.
            Pode escrever mais quando quiser.
       *[other] Obrigado por contar. Vamos avisar a equipe também. Se quiser, escreva mais a qualquer hora.
    }

followup-thanks =
    { $role ->
        [child] Obrigado por contar. Até a próxima.
       *[other] Obrigado por contar. Escreva quando quiser.
    }
