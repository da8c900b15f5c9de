### A página do chat. O título não pode revelar nada a quem olhar por cima do ombro.

## Página

chat-title = Mensagens
chat-heading = { $service }
chat-about = Você só responde se quiser.
chat-start = Começar
chat-loading = Abrindo…

## Escrever e enviar

chat-input-label = Escrever uma mensagem
chat-input-placeholder = Escreva aqui
chat-send = Enviar
chat-sending = Enviando…
chat-sent = Enviada
chat-failed = Ainda não foi enviada. O que você escreveu continua aqui.
chat-retry = Tentar de novo
chat-discard = Não enviar
chat-too-long = Ficou um pouco longa. Envie em duas partes, por favor.

## Esconder

chat-hide = Esconder
chat-hide-hint = Abre outra página na hora e apaga esta conversa da tela.
chat-hide-key = Apertar Esc duas vezes também esconde.

## Conexão

chat-offline = Você está sem internet. O que escrever será enviado quando a conexão voltar.
chat-reconnecting = Conectando de novo…
chat-online = A conexão voltou
chat-gone = A página foi fechada porque ficou um tempo sem uso.

## Quem está falando

chat-automatic = Resposta automática
chat-person = { $person } (equipe)
chat-person-unnamed = Equipe
chat-you = Você
chat-now-person = A partir daqui, quem responde é uma pessoa.
chat-now-waiting = Nossa equipe já foi avisada. Uma pessoa vai responder.
chat-now-automatic = A partir daqui, as respostas são automáticas.

## Continuar

chat-resume = Dá para continuar de onde você parou.
chat-resume-continue = Continuar
chat-resume-new = Começar de novo
chat-keep-on = Quero poder continuar neste aparelho depois
chat-keep-off = Apagar deste aparelho quando eu fechar

## Idioma

chat-language = Idioma
chat-kana-on = Só em hiragana
chat-kana-off = Voltar aos kanji

## Telefones

chat-hotlines = Para falar com alguém agora
chat-hotlines-emergency = Em perigo? Ligue para 110 (polícia) ou 119 (ambulância).
chat-hotlines-more = Outros lugares para ligar

## Para leitores de tela

chat-log-label = Mensagens até agora
chat-choices-label = Respostas para escolher
chat-cards-label = Cartões
chat-new-message = Chegou uma mensagem nova
chat-picture = Imagem
chat-video = Vídeo
chat-video-play = Ver o vídeo
chat-skip = Ir para a caixa de escrever
chat-close = Fechar
chat-menu = Menu

## Aviso (aparece também com a tela bloqueada)

chat-notice = Você tem uma notificação

## Quando não funciona

chat-no-script = Esta página precisa de JavaScript. Se não conseguir ativar, pode ligar para os telefones abaixo.
chat-not-found = Esta página não existe.
chat-trouble = Não deu para abrir. Tente de novo daqui a pouco.
chat-embed-open = Abrir o chat
chat-embed-close = Fechar o chat

## Desfazer

chat-unsend = Desfazer envio
chat-unsent = Envio desfeito
chat-chosen = sua resposta

## Para onde leva “Esconder”

chat-exit-title = Calendário
chat-exit-days = Dom Seg Ter Qua Qui Sex Sáb

## Links e códigos

chat-door = Este link é a chave da sua sala.
chat-door-open = Abrir a sala
chat-key-refused = Este link ou código não abriu nada. A equipe pode dar um novo. Você também pode começar sem dizer quem é.
chat-code-have = Tenho um código
chat-code-label = Código
chat-code-open = Abrir
chat-code-joins = Digite o código que a equipe passou, e ela saberá que é você.
chat-code-joined = Pronto. A equipe sabe que é você.
chat-room-yours = Esta é a sua sala. A equipe lê o que você escreve.

## O cadeado de figuras

chat-lock-title = Toque nas figuras na ordem certa
chat-lock-pictures = Figuras do cadeado
chat-lock-hint = Um cadeado para uma tela que outras pessoas também usam. Só abre para quem sabe as figuras.
chat-lock-choose = Escolha 3 ou 4 figuras, uma depois da outra.
chat-lock-count = Escolhidas: { $count }
chat-lock-repeat = Agora escolha de novo, na mesma ordem.
chat-lock-differs = Ficou diferente. Vamos escolher de novo.
chat-lock-back = Voltar uma
chat-lock-done = É isso
chat-lock-set = Trancar com figuras
chat-lock-change = Trocar as figuras
chat-lock-shut = Trancar agora
chat-lock-off = Tirar o cadeado
chat-lock-is-set = Trancado. Fecha sozinho depois de 5 minutos sem uso.
chat-lock-is-off = O cadeado foi tirado.
chat-lock-wrong = Não são essas. Você pode tentar de novo.
chat-lock-wait = Vamos fazer uma pausa. Depois você pode tentar de novo.
chat-lock-again = Você já pode tentar de novo.
chat-lock-closed = Esta sala foi fechada depois de muitas tentativas. A equipe pode dar um novo link.
chat-lock-forgot = Esqueci as figuras
chat-lock-forgot-hint = Tudo bem. A equipe pode fazer um novo link.
chat-lock-tell = Avisar a equipe
chat-lock-told = A equipe foi avisada.
chat-lock-new = Falar sem dizer quem sou

## Nomes das figuras do cadeado

chat-lock-sun = Sol
chat-lock-moon = Lua
chat-lock-star = Estrela
chat-lock-flower = Flor
chat-lock-tree = Árvore
chat-lock-apple = Maçã
chat-lock-fish = Peixe
chat-lock-cat = Gato
chat-lock-house = Casa
chat-lock-boat = Barco
chat-lock-umbrella = Guarda-chuva
chat-lock-ball = Bola

## Enviar uma foto

chat-picture-send = Enviar uma foto
chat-picture-mine = A foto que você enviou
chat-picture-refused = Não deu para enviar esta foto. Outra talvez dê certo.

## A página sem JavaScript

chat-plain = Usar a página simples
chat-plain-look = Ver novas mensagens
chat-plain-hide = Abre outra página. Não dá para voltar à conversa por esta tela.

## O nome deste idioma

chat-language-name = Português
