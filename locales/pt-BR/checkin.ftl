### O clima por dentro, uma vez por semana (flows/checkin.yml). Quem lê é a criança.

checkin-mood =
    Se a sua semana fosse um clima, qual seria?
    Pode passar também.
    .great = ☀️ Ótimo
    .good = 🌤 Bom
    .ok = ☁️ Normal
    .low = 🌧 Meio difícil
    .bad = ⛈ Muito difícil
    .skip = Passar
    .talk = Falar com alguém

checkin-care =
    Obrigado por contar.
    O que deixaria tudo mais leve agora?
    .talk = Falar com alguém
    .idea = Ideia de descanso
    .write = Escrever
    .quiet = Quero sossego

checkin-worry =
    Obrigado por contar.
    Vamos avisar a pessoa da equipe que acompanha você.
    Uma pessoa responde a partir de { $next_open }.

    Antes disso, pode enviar “falar com uma pessoa”.
    Você não precisa aguentar tudo em silêncio.

checkin-how_week =
    Quer deixar alguma coisa escrita?
    Uma palavra ou só um emoji já vale.
    .nothing = Nada de especial
    .talk = Falar com alguém

checkin-tip =
    Uma ideia para descansar um pouco:
    { $text }

checkin-thanks =
    Obrigado, recebemos direitinho.
    Até a próxima.

checkin-skipped = Certo. Passar também é uma boa resposta.
