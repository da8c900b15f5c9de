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

## O nome deste idioma

chat-language-name = Português
