### Notícias, uma vez por mês (flows/checkin_guardian.yml). Quem lê é o responsável.

checkin_guardian-mood = Olá, esta é uma mensagem automática de { $service }. Se o que você tem sentido ultimamente fosse um clima, qual seria? Pode passar também.
    .great = ☀️ Ótimo
    .good = 🌤 Bom
    .ok = ☁️ Normal
    .low = 🌧 Meio difícil
    .bad = ⛈ Muito difícil
    .skip = Passar
    .talk = Falar com alguém

checkin_guardian-need = Obrigado por contar. O que deixaria tudo mais leve para você agora?
    .talk = Falar com alguém
    .guide = Ler informações
    .write = Escrever
    .quiet = Quero sossego

checkin_guardian-guide = { $text }

checkin_guardian-note = Se quiser, escreva umas palavras. Pode ser sobre você, sobre seu filho ou sua filha.
    .nothing = Nada de especial
    .talk = Falar com alguém

checkin_guardian-worry =
    Obrigado por contar. Vamos avisar a pessoa da equipe que acompanha você. A resposta de uma pessoa vem a partir de { $next_open }.

    Antes disso, pode enviar “falar com uma pessoa”.

checkin_guardian-gathering = Obrigado. Uma vez por mês há uma roda de conversa entre mães, pais e responsáveis. Quer participar? Sem câmera, e pode só ouvir.
    .join = Quero participar
    .not_now = Desta vez não
    .talk = Perguntar a alguém

checkin_guardian-join = Obrigado. A equipe vai avisar aqui o dia e como entrar. Se mudar de ideia, não tem problema.

checkin_guardian-thanks = Obrigado, recebemos. Escreva quando quiser.

checkin_guardian-skipped = Tudo bem. Passar também é uma resposta.
