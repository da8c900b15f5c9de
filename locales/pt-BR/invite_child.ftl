### Convite para a criança (flows/invite_child.yml). Recados que não pedem resposta, por meses, com calma.
### Nada sobre escola ou problemas; qualquer pessoa pode ver a tela.

## Lugares

invite_child-look =
    Obrigado. Temos uns lugares assim.
    Só olhar já está ótimo.
    .peek = Dar uma olhada
    .meet = Conhecer alguém
    .ask = Perguntar a alguém

invite_child-peek =
    Lá dentro é mais ou menos assim:
    { $text }

invite_child-film =
    Tem um vídeo curto também.
    Sem som ou só até a metade, tudo bem.

invite_child-meet =
    Quer conhecer alguém da equipe?
    Pode ser pela tela, sem mostrar o rosto.
    Não precisa ser agora.
    .meet = Conhecer alguém
    .not_now = Agora não
    .talk = Perguntar antes

## Recados

invite_child-two_ways =
    Uma pergunta automática, só de brincadeira:
    pastel de queijo ou de carne?
    Não escolher também vale.
    .tuna = Queijo
    .plum = Carne
    .both = Os dois
    .skip = Passar

invite_child-two_ways_thanks =
    Ah, boa! Obrigado por contar.
    Quentinho, todo mundo gosta.

invite_child-postcard =
    Um recadinho automático.
    Não precisa responder.

    { $text }

invite_child-room =
    Há uma sala para falar de jogos e do que a gente gosta.
    Sem câmera, sem nome. Pode só ouvir.
    Dá para sair no meio.
    .meet = Quero ir ver
    .not_now = Agora não
    .talk = Perguntar a alguém
    .stop = Não quero mais

invite_child-not_now =
    Entendi, obrigado por dizer.
    Vamos ficar quietos por um tempo.

invite_child-stopped =
    Entendi, não vamos mais escrever primeiro.
    Obrigado por dizer.

    Se quiser conversar, envie “começar”.
    Dá para voltar quando quiser.
