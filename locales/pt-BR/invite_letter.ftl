### Para quem veio com o código da carta (flows/invite_letter.yml). Dizemos o que a carta prometeu.
### Ninguém que veja o mesmo celular deve estranhar.

invite_letter-hello =
    Recebemos o código. Aqui é { $service }.
    As respostas aqui são automáticas.

    Como diz a carta, não perguntamos seu nome.
    E não precisa responder.
    Para parar, é só enviar “parar”.

invite_letter-who =
    Quem está lendo?
    Toque na opção mais próxima.
    .child = A carta é minha
    .parent = Adulto da casa
    .talk = Falar com alguém

invite_letter-welcome_back =
    Que bom ter você de volta.
    Pode continuar de onde parou, quando quiser.
    As respostas aqui são automáticas.
