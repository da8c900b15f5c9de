### Convite para a criança (flows/invite_child.yml). Recados que não pedem resposta, por meses, com calma.
### Nada sobre escola ou problemas; qualquer pessoa pode ver a tela.

## Lugares

invite_child-look =
    Obrigado! Temos estes lugares.
    Só olhar já está ótimo.
    .peek = Dar uma olhada
    .meet = Conhecer a equipe
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
    .meet = Conhecer a equipe
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
    Legal! Obrigado por contar.
    Quentinho, os dois são bons.

invite_child-postcard =
    Um recadinho automático.
    Não precisa responder.

    { $text }

invite_child-room =
    Tem uma sala para falar de jogos e do que cada um gosta.
    Sem câmera, sem nome. Pode só ouvir.
    Dá para sair quando quiser.
    .meet = Quero ir ver
    .not_now = Agora não
    .talk = Perguntar a alguém
    .stop = Não quero mais

invite_child-not_now =
    Entendi, obrigado por avisar.
    Vamos ficar em silêncio por um tempo.

invite_child-stopped =
    Entendi, não vamos mais mandar mensagens.
    Obrigado por avisar.

    Se quiser conversar, envie “começar”.
    Dá para voltar quando quiser.
