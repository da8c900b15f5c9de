### A qualquer momento (flows/anytime.yml), no meio de qualquer conversa.

## Em perigo. De dia e de noite as mesmas palavras; só prometemos o que podemos cumprir.

anytime-danger =
    { $role ->
        [child]
            Obrigado por contar.
            Para estes números dá para ligar agora.
            { $hotlines }

            Se estiver em perigo agora, ligue.
            Polícia 110, ambulância 119.

            Esta é uma resposta automática.
            Já avisamos a nossa equipe.
            A resposta de uma pessoa pode demorar um pouco.
       *[other]
            Obrigado por nos contar. Para estes números é possível ligar agora.
            { $hotlines }

            Se houver perigo neste momento, ligue 110 (polícia) ou 119 (ambulância).

            Esta é uma resposta automática. Já avisamos a nossa equipe. A resposta de uma pessoa pode demorar um pouco.
    }

anytime-concern =
    { $role ->
        [child]
            Obrigado por contar.
            Isso é importante, a equipe também vai ler.
            Pode continuar, escreva o quanto quiser.
       *[other] Obrigado por contar. Isso é importante, e a nossa equipe também vai ler. Pode continuar escrevendo.
    }

## Falar com uma pessoa

anytime-person =
    { $role ->
        [child]
            Entendi. Já avisei a equipe.
            Uma pessoa vai responder aqui.

            Pode demorar um pouco.
            Você não precisa fazer nada.
       *[other] Certo, vamos passar para a nossa equipe. A resposta virá aqui, de uma pessoa, não automática. Pode demorar um pouco; você não precisa fazer nada.
    }

anytime-person_closed =
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

## Descansar, parar

anytime-pause =
    { $role ->
        [child] Tudo bem. Quanto tempo de pausa?
       *[other] Tudo bem. Quanto tempo de pausa prefere?
    }
    .one_week = 1 semana
    .one_month = 1 mês
    .until_i_write = Até eu escrever

anytime-paused =
    { $role ->
        [child]
            Combinado, vamos ficar em silêncio.
            Se quiser falar, é só escrever.
       *[other] Combinado. Até lá não enviamos nada. Você pode escrever quando quiser.
    }

anytime-skipped =
    { $role ->
        [child] Tudo bem, esta semana descansa. Até a próxima.
       *[other] Tudo bem, desta vez fica para depois.
    }

anytime-stop =
    { $role ->
        [child]
            Certo, já paramos.
            Se mudar de ideia, escolha abaixo.
            Se quiser assim, não precisa fazer nada.
       *[other] Certo, paramos de enviar mensagens. Se mudar de ideia, escolha abaixo. Se quiser deixar assim, não precisa fazer nada.
    }
    .stop = Deixar parado
    .pause = Só uma pausa
    .keep = Quero continuar

## Palavras fora de qualquer conversa

anytime-received =
    { $role ->
        [child]
            Obrigado por escrever.
            Esta é uma resposta automática.
            { $open ->
                [yes] Depois uma pessoa também vai ler.
               *[no] Uma pessoa vai ler a partir de { $next_open }.
            }
       *[other] Obrigado por escrever. Esta é uma resposta automática. { $open ->
            [yes] Depois alguém da equipe também vai ler.
           *[no] Alguém da equipe vai ler a partir de { $next_open }.
        }
    }

anytime-stopped =
    { $role ->
        [child]
            Parado. Não vamos mais escrever primeiro.
            Obrigado por ter lido até aqui.

            Se quiser voltar a conversar, envie “começar”.
            Dá para voltar quando quiser.
       *[other] Parado. Não vamos mais enviar mensagens. Obrigado por tudo até aqui. Para recomeçar, é só enviar “começar”.
    }

## Idioma, quando não deu para entender

anytime-language_changed = A partir de agora, falamos em português.

anytime-not_understood =
    { $role ->
        [child]
            Desculpe, sou automático e não entendi.
            Toque num botão ou tente com outras palavras.
       *[other] Desculpe, a leitura é automática e não deu certo. Escolha abaixo ou escreva com outras palavras.
    }

anytime-lost =
    { $role ->
        [child]
            Desculpe, não consegui entender.
            Quer tentar de novo?
            Ou falar com uma pessoa?
       *[other] Desculpe, não conseguimos entender. Prefere tentar de novo ou falar com uma pessoa?
    }
    .again = Tentar de novo
    .person = Falar com alguém

## Códigos das cartas

anytime-code_unknown =
    { $role ->
        [child]
            Não encontrei esse código.
            Olhe a carta e escreva de novo.

            Sem código também dá.
            Para falar com uma pessoa, toque abaixo.
       *[other] Desculpe, não encontramos esse código. Olhe a carta e escreva de novo, por favor. Sem código também dá: abaixo você chama alguém da equipe.
    }

anytime-code_used =
    { $role ->
        [child]
            Esse código não vale mais.
            Tudo bem, dá para conversar aqui assim mesmo.

            Se quiser um código novo, chame uma pessoa abaixo.
       *[other] Esse código já foi usado ou venceu. Dá para conversar aqui assim mesmo. Se precisar de outro código, chame alguém da equipe abaixo.
    }
