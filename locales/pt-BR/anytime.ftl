### A qualquer momento (flows/anytime.yml), no meio de qualquer conversa.

## Em perigo. De dia e de noite as mesmas palavras; só prometemos o que podemos cumprir.

anytime-danger =
    { $role ->
        [child]
            Obrigado por contar.
            Você pode ligar agora para estes números:
            { $hotlines }

            Se estiver em perigo agora, ligue.
            Polícia 110, ambulância 119.

            Esta é uma resposta automática.
            Já avisamos a nossa equipe.
            A resposta de uma pessoa pode demorar um pouco.
       *[other]
            Obrigado por nos contar. Você pode ligar agora para estes números:
            { $hotlines }

            Se houver perigo neste momento, ligue para 110 (polícia) ou 119 (ambulância).

            Esta é uma resposta automática. Já avisamos a nossa equipe. A resposta de uma pessoa pode demorar um pouco.
    }

anytime-concern =
    { $role ->
        [child]
            Obrigado por contar.
            Isso é importante, então a equipe também vai ler.
            Se quiser, pode escrever mais.
       *[other] Obrigado por contar. Isso é importante, e a nossa equipe também vai ler. Se quiser, pode continuar escrevendo.
    }

## Falar com uma pessoa

anytime-person =
    { $role ->
        [child]
            Entendi. Já avisamos a equipe.
            Uma pessoa vai responder aqui.

            Pode demorar um pouco.
            Você não precisa fazer nada.
       *[other] Certo, já avisamos a equipe. A resposta virá por aqui, de uma pessoa, não automática. Pode demorar um pouco; você não precisa fazer nada.
    }

anytime-person_closed =
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
            Combinado, até lá ficamos em silêncio.
            Se quiser falar, é só escrever.
       *[other] Combinado. Até lá não enviamos nada. Você pode escrever quando quiser.
    }

anytime-skipped =
    { $role ->
        [child] Tudo bem, esta semana fica de folga. Até a próxima.
       *[other] Tudo bem, desta vez não perguntamos.
    }

anytime-stop =
    { $role ->
        [child]
            Certo, já paramos de mandar mensagens.
            Se mudar de ideia, escolha abaixo.
            Se está bom assim, não precisa fazer nada.
       *[other] Certo, paramos de enviar mensagens. Se mudar de ideia, escolha abaixo. Se está bom assim, não precisa fazer nada.
    }
    .stop = Não receber mais
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

anytime-arrived =
    { $role ->
        [child]
            { $sent ->
                [image] Sua foto chegou.
                [video] Seu vídeo chegou.
                [audio] Seu áudio chegou.
                [sticker] Sua figurinha chegou.
                [location] Sua localização chegou.
               *[other] Chegou aqui.
            }
            Obrigado por enviar.
            Esta é uma resposta automática.
            { $open ->
                [yes] Depois uma pessoa também vai ver.
               *[no] Uma pessoa vai ver a partir de { $next_open }.
            }
       *[other]
            { $sent ->
                [image] Sua foto chegou.
                [video] Seu vídeo chegou.
                [audio] Seu áudio chegou.
                [sticker] Sua figurinha chegou.
                [location] Sua localização chegou.
               *[other] Chegou aqui.
            }
            Obrigado por enviar.
            Esta é uma resposta automática.
            { $open ->
                [yes] Depois alguém da equipe também vai ver.
               *[no] Alguém da equipe vai ver a partir de { $next_open }.
            }
    }

anytime-stopped =
    { $role ->
        [child]
            Pronto, paramos. Não vamos mais mandar mensagens.
            Obrigado por ter lido até aqui.

            Se quiser conversar de novo, envie “começar”.
            Dá para voltar quando quiser.
       *[other] Pronto, paramos. Não vamos mais enviar mensagens. Obrigado por tudo até aqui. Para recomeçar, é só enviar “começar”.
    }

## Idioma, quando não deu para entender

anytime-language_changed = A partir de agora, falamos em português.

anytime-not_understood =
    { $role ->
        [child]
            Desculpe, o sistema é automático e não entendeu.
            Toque num botão ou tente com outras palavras.
       *[other] Desculpe, o sistema é automático e não entendeu. Escolha abaixo ou escreva com outras palavras.
    }

anytime-lost =
    { $role ->
        [child]
            Desculpe, não conseguimos entender.
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
            Não encontramos esse código.
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
