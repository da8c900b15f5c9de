### A primeira conversa (flows/invite.yml). Crianças também leem: o que não distingue quem lê deve servir a elas.

invite-hello =
    Olá, aqui é { $service }.
    As respostas aqui são automáticas.

    Você só responde se quiser.
    Envie “falar com uma pessoa” e alguém da equipe lê.
    A resposta pode demorar um pouco.

invite-who =
    Quem está lendo esta mensagem?
    Toque na opção mais próxima.
    .child = Criança ou jovem
    .parent = Mãe, pai ou família
    .teacher = Professor(a)
    .someone = Outra pessoa

invite-teacher_info =
    Obrigado pelo contato. Este chat ajuda crianças e famílias a conversar com alguém. Até a equipe responder, por favor, não escreva nomes nem nada que mostre de quem se trata.

## Esperar sem pressa

invite-nudge =
    { $role ->
        [child]
            Oi, aqui é { $service }.
            Se der vontade, toque num botão abaixo.
            Só ler também está ótimo.
       *[other] Olá, aqui é { $service }. Veja quando tiver um tempo. Só ler também está ótimo.
    }

invite-rest =
    { $role ->
        [child]
            Vamos parar de escrever por enquanto.

            Quando quiser conversar, mande uma palavra.
            Qualquer palavra serve.
       *[other] Por enquanto, paramos de enviar mensagens. Se precisar, é só mandar uma palavra, a qualquer hora.
    }

invite-welcome_back =
    { $role ->
        [child]
            Que bom ter você de volta!
            Como antes, as respostas são automáticas.
       *[other]
            Que bom ter você de volta.
            Como antes, as respostas são automáticas.
    }
