### Passar para uma pessoa (flows/person.yml), chamado por qualquer conversa.

person-coming =
    { $role ->
        [child]
            Entendi. Já avisei a equipe.
            Uma pessoa vai responder aqui.

            Pode demorar um pouco.
            Você não precisa fazer nada.
       *[other] Certo, vamos passar para a nossa equipe. A resposta virá aqui, de uma pessoa, não automática. Pode demorar um pouco; você não precisa fazer nada.
    }

person-closed =
    { $role ->
        [child]
            Entendi. Vou avisar a equipe.
            Agora ela está fora do horário, desculpe.
            Uma pessoa lê a partir de { $next_open }.

            Se quiser falar antes, pode ligar aqui:
            { $hotlines }
       *[other]
            Recebemos. Agora não há ninguém da equipe. Uma pessoa lê a partir de { $next_open }.

            Se for urgente, pode ligar também para:
            { $hotlines }
    }

person-came_back =
    { $role ->
        [child]
            A conversa com a pessoa fica por aqui.
            Agora as respostas são automáticas de novo.
            O que você quer fazer?
       *[other] A conversa com a equipe fica por aqui. Agora as respostas são automáticas de novo. O que prefere fazer?
    }
    .meet = Marcar encontro
    .fine = Está tudo bem
    .talk = Falar de novo

person-well =
    { $role ->
        [child] Que bom! Escreva quando quiser.
       *[other] Que bom. Escreva quando quiser.
    }
