### O tempo do coração, uma vez por semana (flows/checkin.yml). Quem lê é a criança.

checkin-mood =
    Esta semana, seu humor parece que tempo?
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
    O que deixaria mais leve?
    .talk = Falar com alguém
    .idea = Ideia de descanso
    .write = Escrever
    .quiet = Quero sossego

checkin-worry =
    Obrigado por contar.
    Vou avisar a pessoa da equipe que cuida de você.
    Uma pessoa responde a partir de { $next_open }.

    Antes disso, pode enviar “falar com uma pessoa”.
    Não precisa aguentar sozinho.

checkin-how_week =
    Quer deixar alguma coisa escrita?
    Uma palavra ou só um emoji já vale.
    .nothing = Nada de especial
    .talk = Falar com alguém

checkin-tip =
    Uma ideia para descansar um pouco:
    { $text }

checkin-thanks =
    Obrigado, recebi direitinho.
    Até a próxima.

checkin-skipped = Certo. Passar também é uma boa resposta.
