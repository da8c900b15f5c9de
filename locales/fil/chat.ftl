### Ang pahina ng chat. Dapat walang ipinahihiwatig ang pamagat kahit may ibang makakita.

## Pahina

chat-title = Mga mensahe
chat-heading = { $service }
chat-about = Hindi mo kailangang sagutin ang ayaw mong sagutin.
chat-start = Magsimula
chat-loading = Binubuksan…

## Pagsulat at pagpapadala

chat-input-label = Sumulat ng mensahe
chat-input-placeholder = Dito magsulat
chat-send = Ipadala
chat-sending = Ipinapadala…
chat-sent = Naipadala na
chat-failed = Hindi pa naipapadala. Nandito pa rin ang isinulat mo.
chat-retry = Subukan ulit
chat-discard = Huwag nang ipadala
chat-too-long = Medyo mahaba. Hatiin sa dalawang mensahe.

## Pagtatago

chat-hide = Itago
chat-hide-hint = Lilipat agad sa ibang pahina at mawawala ang usapan sa screen.
chat-hide-key = Puwede ring pindutin ang Esc nang dalawang beses.

## Koneksiyon

chat-offline = Walang internet ngayon. Ipapadala ang isinulat mo kapag may koneksiyon na.
chat-reconnecting = Kumokonekta ulit…
chat-online = Konektado na ulit
chat-gone = Isinara ang pahina dahil matagal na hindi ginamit.

## Sino ang nagsasalita

chat-automatic = Awtomatikong sagot
chat-person = { $person } (staff)
chat-person-unnamed = Staff
chat-you = Ikaw
chat-now-person = Mula rito, tao na ang sasagot.
chat-now-waiting = Sinabi na sa staff. May taong sasagot.
chat-now-automatic = Mula rito, awtomatiko ang mga sagot.

## Pagpapatuloy

chat-resume = Puwedeng ituloy kung saan ka huminto.
chat-resume-continue = Ituloy
chat-resume-new = Magsimula ulit
chat-keep-on = Hayaang maituloy sa device na ito
chat-keep-off = Burahin sa device na ito kapag isinara

## Wika

chat-language = Wika
chat-kana-on = Hiragana lang
chat-kana-off = Ibalik sa kanji

## Mga telepono

chat-hotlines = Kung gusto mo ng makakausap ngayon
chat-hotlines-emergency = Nasa panganib? Tumawag sa 110 (pulis) o 119 (ambulansiya).
chat-hotlines-more = Iba pang matatawagan

## Para sa screen reader

chat-log-label = Mga mensahe hanggang ngayon
chat-choices-label = Mga sagot na mapipili
chat-cards-label = Mga card
chat-new-message = May dumating na bagong mensahe
chat-picture = Larawan
chat-video = Video
chat-video-play = Panoorin ang video
chat-skip = Pumunta sa sulatan
chat-close = Isara
chat-menu = Menu

## Abiso (nakikita rin kahit naka-lock ang screen)

chat-notice = May isa kang abiso

## Kapag hindi gumagana

chat-no-script = Kailangan ng pahinang ito ang JavaScript. Kung hindi ito ma-on, puwedeng tumawag sa mga numero sa ibaba.
chat-not-found = Walang ganitong pahina.
chat-trouble = Hindi mabuksan. Subukan ulit mamaya.
chat-embed-open = Buksan ang chat
chat-embed-close = Isara ang chat

## Pagbawi

chat-unsend = Bawiin
chat-unsent = Binawi na
chat-chosen = ang sagot mo

## Kung saan dadalhin ng “Itago”

chat-exit-title = Kalendaryo
chat-exit-days = Lin Lun Mar Miy Huw Biy Sab

## Mga link at code

chat-door = Ang link na ito ang susi ng kuwarto mo.
chat-door-open = Buksan ang kuwarto
chat-key-refused = Hindi nabuksan gamit ang link o code na ito. Puwede kang bigyan ng staff ng bago. Puwede ring magsimula nang hindi sinasabi kung sino ka.
chat-code-have = May code ako
chat-code-label = Code
chat-code-open = Buksan
chat-code-joins = Ilagay ang code na ibinigay ng staff para malaman nilang ikaw ito.
chat-code-joined = Konektado na. Alam na ng staff na ikaw ito.
chat-room-yours = Ito ang kuwarto mo. Binabasa ng staff ang isinusulat mo.

## Ang kandado na may larawan

chat-lock-title = Pindutin ang mga larawan ayon sa pagkakasunod
chat-lock-pictures = Mga larawan ng kandado
chat-lock-hint = Kandado ito para sa screen na ginagamit din ng iba. Ang nakakaalam lang ng mga larawan ang makakabukas.
chat-lock-choose = Pumili ng 3 o 4 na larawan, isa-isa.
chat-lock-count = { $count } ang napili
chat-lock-repeat = Piliin ulit sa parehong pagkakasunod.
chat-lock-differs = Parang iba sa nauna. Pumili ulit mula sa simula.
chat-lock-back = Ibalik ang isa
chat-lock-done = Ito na
chat-lock-set = Ikandado gamit ang larawan
chat-lock-change = Palitan ang mga larawan
chat-lock-shut = Ikandado ngayon
chat-lock-off = Alisin ang kandado
chat-lock-is-set = Nakakandado na. Kusa itong magsasara kapag 5 minutong hindi ginamit.
chat-lock-is-off = Inalis na ang kandado.
chat-lock-wrong = Parang hindi iyan. Puwedeng subukan ulit.
chat-lock-wait = Magpahinga muna. Puwedeng subukan ulit mamaya.
chat-lock-again = Puwede nang subukan ulit.
chat-lock-closed = Isinara ang kuwartong ito pagkatapos ng maraming subok. Puwede kang bigyan ng staff ng bagong link.
chat-lock-forgot = Nakalimutan ko ang mga larawan
chat-lock-forgot-hint = Ayos lang. Puwedeng gumawa ang staff ng bagong link.
chat-lock-tell = Sabihin sa staff
chat-lock-told = Nasabi na sa staff.
chat-lock-new = Makipag-usap nang hindi nagpapakilala

## Mga pangalan ng larawan sa kandado

chat-lock-sun = Araw
chat-lock-moon = Buwan
chat-lock-star = Bituin
chat-lock-flower = Bulaklak
chat-lock-tree = Puno
chat-lock-apple = Mansanas
chat-lock-fish = Isda
chat-lock-cat = Pusa
chat-lock-house = Bahay
chat-lock-boat = Bangka
chat-lock-umbrella = Payong
chat-lock-ball = Bola

## Pagpapadala ng larawan

chat-picture-send = Magpadala ng larawan
chat-picture-mine = Ang larawang ipinadala mo
chat-picture-refused = Hindi maipadala ang larawang ito. Baka puwede ang iba.

## Ang pahina na walang JavaScript

chat-plain = Gamitin ang simpleng pahina
chat-plain-look = Tingnan kung may bagong mensahe
chat-plain-hide = Lilipat sa ibang pahina. Hindi na makakabalik sa usapan mula sa screen na ito.

## Ang pangalan ng wikang ito

chat-language-name = Filipino
