### Unir a sala da web e o LINE.

## Na sala

link-continue = Continuar no LINE
link-come = Você veio da mensagem no LINE. Dá para unir esta sala ao LINE.
link-join = Unir ao LINE
link-no-room = Aqui ainda não há uma sala sua. Abra a sala e toque de novo na mensagem.

## A página antes do LINE

link-lead =
    A próxima página é do LINE.
    Depois de unir, você também pode conversar no LINE. A equipe verá que é a mesma pessoa.

    Se outras pessoas usam seu celular, elas podem ver os avisos do LINE.
link-go = Ir para o LINE
link-back = Voltar à sala
link-often = Descanse um pouquinho e tente de novo.
link-early = Converse um pouco na sala primeiro. Depois dá para unir.

## A página depois do LINE

link-joined = Pronto, unido ao LINE. Você também pode conversar por lá.
link-friend = Unido. Depois de nos adicionar como amigo no LINE, dá para conversar por lá.
link-declined = Nada foi unido. Você pode continuar na sala, como antes.
link-stale = Passou um tempo, ou foi aberto em outro lugar. Dá para tentar de novo pela sala.
link-unproven = O LINE não confirmou. Dá para tentar de novo pela sala.
link-apart = Não deu para unir este LINE aqui. Fale com a equipe, e vemos juntos o que fazer.
link-away = Não deu para chegar ao LINE. Tente de novo daqui a pouco.
link-none = Agora não dá para ir ao LINE por aqui. Você pode conversar na sala.

## Lido no LINE

link-done = Sua sala da web foi unida. Aqui também dá para conversar.
link-failed = Não deu para unir. A sala funciona como antes. A equipe pode mandar outra mensagem.
link-invite =
    Dá para unir sua sala da web a este LINE.
    Abra em até 10 minutos, no aparelho em que você usa a sala.
    { $address }
