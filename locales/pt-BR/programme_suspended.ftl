### Aviso de pausa do programa (flows/programme_suspended.yml): epidemia, desastre.

programme_suspended-notice =
    { $role ->
        [child]
            Este é um aviso automático.
            Por um tempo, os encontros ficam em pausa.
            Aqui, você pode escrever quando quiser.
       *[other] Este é um aviso automático. Por um tempo, os encontros ficam em pausa. A conversa por escrito aqui continua como antes.
    }
    .text = Falar por escrito
    .phones = Telefones
    .quiet = Esperar

programme_suspended-phones =
    { $role ->
        [child]
            Também dá para ligar para:
            { $hotlines }
       *[other]
            Se for urgente, você também pode ligar para:
            { $hotlines }
    }

programme_suspended-quiet =
    { $role ->
        [child]
            Certo. Avisamos quando recomeçar.
            Até lá, escreva quando quiser.
       *[other] Certo. Avisamos quando recomeçar. Até lá, escreva quando quiser.
    }
