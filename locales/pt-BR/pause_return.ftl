### No dia em que a pausa termina (flows/pause_return.yml). Uma palavra só, sem elogio nem cobrança.

pause_return-back =
    { $role ->
        [child]
            Oi, este é um aviso automático.
            O tempo de pausa chegou ao fim.
            Podemos escrever de vez em quando?
       *[other] Olá, este é um aviso automático. O tempo de pausa chegou ao fim. Podemos voltar a escrever de vez em quando?
    }
    .again = Pode sim
    .more = Mais um pouco
    .stop = Não quero mais
    .talk = Falar com alguém

pause_return-again =
    { $role ->
        [child] Obrigado. De vez em quando mandamos um recado.
       *[other] Obrigado. De vez em quando escrevemos.
    }

pause_return-more =
    { $role ->
        [child]
            Certo, mais um mês de silêncio.
            Se quiser falar, é só escrever.
       *[other] Certo. Por mais um mês não enviamos nada. Você pode escrever quando quiser.
    }

pause_return-stopped =
    { $role ->
        [child]
            Entendi, não vamos mais escrever primeiro.
            Obrigado por dizer.

            Se quiser conversar, envie “começar”.
            Dá para voltar quando quiser.
       *[other] Entendido, não vamos mais enviar mensagens. Obrigado por dizer. Para recomeçar, é só enviar “começar”.
    }
