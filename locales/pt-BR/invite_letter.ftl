### Para quem veio com o número da carta (flows/invite_letter.yml). Dizemos o que a carta prometeu.
### Ninguém que veja o mesmo celular deve estranhar.

invite_letter-hello =
    Recebi o número. Aqui é { $service }.
    As respostas aqui são automáticas.

    Como diz a carta, não perguntamos seu nome.
    E não precisa responder.
    Para parar, é só enviar “parar”.

invite_letter-who =
    Quem está lendo?
    Toque no mais parecido.
    .child = A carta é minha
    .parent = Adulto da casa
    .talk = Falar com alguém

invite_letter-welcome_back =
    Que bom ter você de volta.
    O número continua valendo.
    As respostas aqui são automáticas.
