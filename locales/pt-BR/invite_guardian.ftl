### Convite para a família (flows/invite_guardian.yml). Primeiro o que ajuda; sem culpar ninguém.

invite_guardian-topics = Obrigado. Reunimos informações curtas e úteis para o dia a dia. Toque no que interessar. Só olhar também está ótimo.
    .money = Dinheiro
    .learning = Estudos
    .rights = Direitos
    .talk = Falar com alguém

invite_guardian-guide = { $text }

invite_guardian-after_guide = Quer ver mais alguma coisa? Pode parar por aqui também.
    .more = Mais informações
    .places = Ver os lugares
    .talk = Falar com alguém
    .enough = Por hoje chega

invite_guardian-enough = Tudo bem. Esperamos que ajude quando precisar. Envie “falar com uma pessoa” a qualquer hora, e alguém da equipe vai responder.

invite_guardian-look = Temos estes lugares. Toque se algum interessar. Só olhar também está ótimo.
    .meet = Conhecer a equipe
    .ask = Perguntar a alguém

invite_guardian-gathering = Olá, esta é uma mensagem automática de { $service }. Uma vez por mês, famílias em situação parecida conversam com calma. Sem câmera, sem nome, e pode só ouvir.
    .join = Quero participar
    .not_now = Desta vez não
    .talk = Perguntar a alguém

invite_guardian-join = Obrigado. A equipe vai avisar aqui o dia e como entrar. Se mudar de ideia, não tem problema.

invite_guardian-not_now = Entendido, obrigado por avisar. Vamos ficar em silêncio por um tempo.

invite_guardian-news = Olá, esta é uma mensagem automática de { $service }. Trouxemos uma informação útil para o dia a dia. Não precisa responder.
    .read = Quero ler
    .not_now = Desta vez não
    .talk = Falar com alguém
    .stop = Não quero mais

invite_guardian-stopped = Entendido, não vamos mais enviar mensagens. Obrigado por avisar. Para recomeçar, é só enviar “começar”.
