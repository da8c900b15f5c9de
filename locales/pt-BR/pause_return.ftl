### No dia em que a pausa termina (flows/pause_return.yml). Uma palavra só, sem elogio nem cobrança.

pause_return-back =
    { $role ->
        [child]
            Oi, este é um aviso automático.
            O tempo de pausa chegou ao fim.
            Podemos voltar a escrever de vez em quando?
       *[other] Olá, este é um aviso automático. O tempo de pausa chegou ao fim. Podemos voltar a escrever de vez em quando?
    }
    .again = Pode sim
    .more = Mais uma pausa
    .stop = Não quero mais
    .talk = Falar com alguém

pause_return-again =
    { $role ->
        [child] Obrigado. De vez em quando mandamos um recado.
       *[other] Obrigado. Vamos escrever de vez em quando.
    }

pause_return-more =
    { $role ->
        [child]
            Certo, ficamos em silêncio por mais um mês.
            Se quiser falar, é só escrever.
       *[other] Certo. Por mais um mês não enviamos nada. Você pode escrever quando quiser.
    }

pause_return-stopped =
    { $role ->
        [child]
            Entendi, não vamos mais mandar mensagens.
            Obrigado por avisar.

            Se quiser conversar, envie “começar”.
            Dá para voltar quando quiser.
       *[other] Entendido, não vamos mais enviar mensagens. Obrigado por avisar. Para recomeçar, é só enviar “começar”.
    }
