### Pag-uugnay ng kuwarto sa web at ng LINE.

## Sa kuwarto

link-continue = Ituloy sa LINE
link-come = Galing ka sa mensahe sa LINE. Puwedeng iugnay ang kuwartong ito sa LINE.
link-join = Iugnay sa LINE
link-no-room = Wala ka pang kuwarto rito. Buksan muna ang kuwarto, saka pindutin ulit ang mensahe.

## Ang pahina bago ang LINE

link-lead =
    Ang susunod na pahina ay sa LINE.
    Kapag naiugnay na, puwede ka ring makipag-usap sa LINE. Malalaman ng staff na iisang tao ito.

    Kung may ibang gumagamit ng telepono, baka makita nila ang mga abiso ng LINE.
link-go = Pumunta sa LINE
link-back = Bumalik sa kuwarto
link-often = Magpahinga muna sandali, saka subukan ulit.
link-early = Makipag-usap muna nang kaunti sa kuwarto. Pagkatapos, puwede nang iugnay.

## Ang pahina pagkatapos ng LINE

link-joined = Naiugnay na sa LINE. Puwede ring ituloy roon ang usapan.
link-friend = Naiugnay na. Kapag idinagdag mo kami bilang kaibigan sa LINE, puwedeng ituloy roon.
link-declined = Walang naiugnay. Puwede ka pa ring makipag-usap sa kuwarto.
link-stale = Lumipas na ang oras, o binuksan ito sa ibang lugar. Puwedeng subukan ulit mula sa kuwarto.
link-unproven = Hindi ito nakumpirma ng LINE. Puwedeng subukan ulit mula sa kuwarto.
link-apart = Hindi maiugnay rito ang LINE na ito. Sabihin sa staff, at sabay nating hahanapan ng paraan.
link-away = Hindi maabot ang LINE. Subukan ulit mamaya.
link-none = Hindi pa puwedeng pumunta sa LINE mula rito ngayon. Puwede kang makipag-usap sa kuwarto.

## Binabasa sa LINE

link-done = Naiugnay na ang kuwarto sa web. Dito rin, puwedeng ituloy ang usapan.
link-failed = Hindi naiugnay. Gumagana pa rin ang kuwarto. Puwedeng magpadala ng bago ang staff.
link-invite =
    Puwedeng iugnay ang kuwarto mo sa web at ang LINE na ito.
    Buksan sa loob ng 10 minuto, sa gamit kung saan ka pumapasok sa kuwarto.
    { $address }
