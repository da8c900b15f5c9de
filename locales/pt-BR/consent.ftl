### Idade e consentimento (flows/consent.yml), chamado por outras conversas.

consent-age =
    Quantos anos você tem? Só o número já basta.
    É para falarmos do jeito certo com você.
    .skip = Prefiro não dizer

consent-messages =
    { $role ->
        [child]
            Quem cuida daqui é { $service }.
            O que você escreve fica guardado, e a equipe lê.

            Não mostramos nada à família nem a outras pessoas sem você saber.
            Mas, se a vida de alguém correr perigo, falamos com outros adultos.

            Podemos mandar mensagens curtas, no máximo 2 por semana?
            Envie “parar” e paramos na hora.
       *[other]
            Este atendimento é mantido por { $service }. O que você escreve fica registrado e só a equipe responsável lê.

            Nada é passado adiante sem o seu consentimento. Mas, se houver risco à vida ou à segurança de alguém, agimos junto com os órgãos responsáveis.

            Podemos enviar avisos e perguntar como vocês estão, no máximo 2 vezes por semana? Envie “parar” e paramos na hora.
    }
    .agree = Sim
    .later = Depois
    .decline = Não

consent-nudge =
    { $role ->
        [child]
            Oi, aqui é { $service }.
            Se der vontade, toque num botão abaixo.
            Só ler também está ótimo.
       *[other] Olá, aqui é { $service }. Veja quando tiver um tempo. Só ler também está ótimo.
    }

consent-later =
    { $role ->
        [child]
            Tudo bem, sem pressa.
            Perguntamos de novo daqui a umas 2 semanas.
       *[other] Tudo bem. Perguntamos mais uma vez daqui a umas 2 semanas. Até lá, não precisa fazer nada.
    }

consent-let_be =
    { $role ->
        [child]
            Tudo bem, não vamos mais perguntar.
            Se quiser conversar, envie “começar”.
       *[other] Tudo bem, não vamos mais perguntar. Quando quiser, é só enviar “começar”.
    }

consent-goodbye =
    { $role ->
        [child]
            Entendi, obrigado por avisar.
            Paramos as mensagens por aqui.

            Se quiser conversar de novo, envie “começar”.
            Dá para voltar quando quiser.
       *[other] Entendido, obrigado por avisar. Paramos as mensagens por aqui. Para recomeçar, é só enviar “começar”.
    }
