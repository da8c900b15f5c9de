### Textos das tabelas (flows/tables/*.csv). No cartão cabem 40 letras no título e 60 no texto.

## Lugares

place-room = Sem câmera e sem nome. Pode só olhar e sair quando quiser.
    .title = Sala on-line

place-game_talk = Dez minutos de conversa sobre jogos. Muitos só ouvem.
    .title = Papo de jogos

place-one_to_one = Uma vez por semana com a mesma pessoa. Assunto livre.
    .title = Conversa a dois

place-learning = Ler, estudar ou descansar. Chegue e saia quando quiser.
    .title = Um lugar perto de você

place-parent_talk = Conversa mensal entre famílias. Sem câmera; pode só ouvir.
    .title = Roda de famílias

place-parent_consult = Sobre filhos ou sobre você. Não precisa estar tudo claro.
    .title = Conversa individual

place-parent_visit = Venha conhecer o lugar, com ou sem a criança.
    .title = Visita ao lugar

## Um pouco de descanso

tip-breath =
    Solte o ar devagar, até o fim. Três vezes.
    Na hora de puxar o ar, o corpo sabe o que fazer.

tip-sky =
    Olhe o céu por dez segundos.
    Pela janela também vale. De noite também.

tip-music =
    Coloque uma música de que você gosta.
    Não precisa cantar, só ouvir já é bom.

tip-warm =
    Tome um gole de algo quentinho.
    Chá, chocolate ou só água quente.

tip-one_thing =
    Escreva uma coisa de hoje que não foi ruim.
    “O lanche estava gostoso” já vale.

tip-parent_rest = Cinco minutos só seus. Um café, ou um pouco de ar lá fora, já basta.

tip-parent_sleep = Trocar o dia pela noite é muito comum. Não precisa ter pressa para corrigir. Dormir, a qualquer hora, já é bom.

tip-parent_small = O jantar, a televisão: uma conversa pequena que não seja sobre a escola. Mesmo sem resposta, sua voz chega.

tip-parent_tell = Você não precisa carregar tudo sem ajuda. Envie “falar com uma pessoa” e a equipe responde.

## Dar uma olhada (tables/peeks.csv)

peek-room =
    Ao entrar, não precisa cumprimentar.
    No começo, muitos só olham.
    Dá para sair sem dizer nada.

peek-game_talk =
    Alguém da equipe fala de jogos.
    Tem quem participe só com figurinhas.

peek-one_to_one =
    Pela tela, você e alguém da equipe.
    Tem dia sem conversa, e tudo bem.

peek-learning =
    Há mesas no cantinho e um sofá.
    Pode ir embora sem ter feito nada.

## Recados sem resposta (tables/postcards.csv). Aparecem com a tela bloqueada.

postcard-cat =
    Gatos dormem mais da metade do dia.
    Para eles, é normal.

postcard-moon =
    Às vezes dá para ver a lua de dia.
    Branquinha, bem clara.

postcard-penguin =
    Pinguim também tem joelho.
    Só fica escondido dentro do corpo.

postcard-noodles =
    Três minutos de macarrão instantâneo demoram.
    Olhando a cor do caldo, passa rápido.

postcard-rain =
    Barulho de chuva dá sono em muita gente.
    Bom para um dia de não fazer nada.

postcard-cloud =
    Não existem duas nuvens iguais.
    Por isso o céu é sempre novo.

postcard-octopus =
    O polvo tem três corações.
    E oito braços. Deve viver ocupado.

postcard-bread =
    O cheiro do pão muda conforme ele tosta.
    Tem quem goste dele branquinho.

## Informações para a família (tables/guides.csv)

guide-school_costs = Auxílio escolar (就学援助): o município ajuda com material, merenda e outros custos. Às vezes dá para pedir no meio do ano. Pergunte no conselho de educação do município (教育委員会).

guide-single_parent = Famílias com só um dos pais têm o auxílio para filhos (児童扶養手当) e ajuda com saúde. Se sua situação mudou, confirme na prefeitura.

guide-high_school = Para o ensino médio há o apoio do país (就学支援金) e o da província (奨学給付金). Este último não precisa ser devolvido.

guide-places = Além da escola, há centros de apoio e outros lugares para aprender sem pagar. Alguns aceitam só uma visita, mesmo sem a criança.

guide-attendance = Estudos fora da escola ou on-line podem contar como presença, se a direção da escola aceitar. Podemos ajudar na conversa com a escola.

guide-rest = A lei também diz que às vezes é preciso descansar. Descansar não é culpa de ninguém.

guide-visits = Visitas e reuniões podem mudar de dia, ser mais curtas ou ser recusadas. Se recusar, este chat continua como antes.

guide-records = O que você escreve aqui não vai para a escola nem para a prefeitura sem o seu consentimento; só quando há risco à vida ou à segurança. Para ver os registros, é só pedir.

## Telefones (flows/tables/hotlines.csv), o nome antes do número

hotline-sos24 = SOS criança 24 horas (em japonês)

hotline-childline = Childline, até 18 anos (em japonês)

hotline-abuse189 = Centro de apoio à criança (se alguém está sendo machucado)

hotline-rights_child = Direitos da criança (em japonês)

hotline-police = Polícia (perigo agora)

hotline-ambulance = Ambulância e bombeiros
