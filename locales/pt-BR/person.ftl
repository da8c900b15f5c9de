### Passar para uma pessoa (flows/person.yml), chamado por qualquer conversa.

person-coming =
    { $role ->
        [child]
            Entendi. Já avisamos a equipe.
            Uma pessoa vai responder aqui.

            Pode demorar um pouco.
            Você não precisa fazer nada.
       *[other] Certo, já avisamos a equipe. A resposta virá por aqui, de uma pessoa, não automática. Pode demorar um pouco; você não precisa fazer nada.
    }

person-closed =
    { $role ->
        [child]
            Entendi. Vamos avisar a equipe.
            Agora a equipe está em descanso, desculpe.
            Uma pessoa lê a partir de { $next_open }.

            Se quiser conversar antes, pode ligar para:
            { $hotlines }
       *[other]
            Recebemos sua mensagem. Agora a equipe está fora do horário. Uma pessoa lê a partir de { $next_open }.

            Se for urgente, você também pode ligar para:
            { $hotlines }
    }

person-came_back =
    { $role ->
        [child]
            Por enquanto, a conversa com a pessoa termina aqui.
            Agora as respostas são automáticas de novo.
            O que você quer fazer?
       *[other] Por enquanto, a conversa com a equipe termina aqui. Agora as respostas são automáticas de novo. O que prefere fazer?
    }
    .meet = Marcar um dia
    .fine = Está tudo bem
    .talk = Falar de novo

person-well =
    { $role ->
        [child] Que bom! Escreva quando quiser.
       *[other] Que bom. Escreva quando quiser.
    }
