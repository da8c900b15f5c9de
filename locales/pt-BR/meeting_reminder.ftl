### Aviso no dia anterior ao encontro (flows/meeting_reminder.yml)

meeting_reminder-confirm =
    { $role ->
        [child]
            Este é um aviso automático.
            Temos um horário marcado: { $meeting_at }.
            Dá para mudar, ou deixar para outra vez.
       *[other] Este é um aviso automático. Temos um horário marcado: { $meeting_at }. Dá para mudar, ou deixar para outra vez.
    }
    .coming = Tudo certo
    .change = Outro dia
    .cannot = Desta vez não
    .worried = Um pouco de receio

meeting_reminder-see_you =
    { $role ->
        [child]
            Obrigado! Até { $meeting_at }.
            Se mudar de ideia no dia, tudo bem.
       *[other] Obrigado. Até { $meeting_at }. Se precisar mudar no próprio dia, não tem problema.
    }

meeting_reminder-cannot =
    { $role ->
        [child]
            Certo, vamos avisar a equipe.
            Obrigado por avisar.
       *[other] Certo, vamos avisar a equipe. Obrigado por nos contar.
    }

meeting_reminder-another_day =
    { $role ->
        [child] Quer escolher outro dia? Não precisa ser agora.
       *[other] Gostaria de escolher outro dia? Não precisa ser agora.
    }
    .choose = Outro dia
    .not_now = Agora não
    .talk = Falar com alguém

meeting_reminder-rest =
    { $role ->
        [child] Tudo bem. Escreva quando der vontade.
       *[other] Tudo bem. Escreva quando quiser.
    }
