### Aviso de pausa do programa (flows/programme_suspended.yml): epidemia, desastre.

programme_suspended-notice =
    { $role ->
        [child]
            Este é um aviso automático.
            Por um tempo, os encontros ficam em pausa.
            Aqui, você pode escrever quando quiser.

            Também dá para ligar para:
            { $hotlines }
       *[other]
            Este é um aviso automático. Por um tempo, os encontros ficam em pausa. A conversa por escrito aqui continua como antes.

            Se for urgente, você também pode ligar para:
            { $hotlines }
    }
    .text = Falar por escrito
    .quiet = Esperar

programme_suspended-quiet =
    { $role ->
        [child]
            Certo. Avisamos quando recomeçar.
            Até lá, escreva quando quiser.
       *[other] Certo. Avisamos quando recomeçar. Até lá, escreva quando quiser.
    }
