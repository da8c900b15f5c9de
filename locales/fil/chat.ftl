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

## Ang pangalan ng wikang ito

chat-language-name = Filipino
