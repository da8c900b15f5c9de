NAME-ask =
    Como vão as coisas hoje?
    Não precisa responder.
    .good = Tudo bem
    .talk = Falar com alguém

NAME-nudge = Quando quiser, é só escolher uma opção.

NAME-thanks = Obrigado por contar para a gente.

NAME-person =
    Certo. Já avisamos a nossa equipe.
    Uma pessoa vai responder por aqui.

NAME-person_closed =
    Certo. Vamos avisar a nossa equipe.
    Uma pessoa volta a atender a partir de { $next_open }.

    Se quiser conversar antes disso, estes contatos também atendem:
    { $hotlines }
