### Marcar o dia do encontro (flows/meeting.yml), chamado por outras conversas.

meeting-times =
    { $role ->
        [child]
            Estes horários estão livres.
            Se algum servir, toque nele.
            Não precisa escolher.
       *[other] Estes horários estão livres. Toque no que for melhor para você. Não precisa escolher.
    }
    .none_fits = Nenhum serve
    .not_now = Agora não

meeting-booked =
    { $role ->
        [child]
            Ficou marcado: { $meeting_at }.
            Se quiser mudar ou desistir, tudo bem.
            No dia anterior avisamos de novo.
       *[other] Ficou marcado: { $meeting_at }. Dá para mudar ou cancelar quando quiser. No dia anterior avisamos de novo.
    }
