### Para sa dumating gamit ang code sa sulat (flows/invite_letter.yml). Sinasabi ang ipinangako ng sulat.
### Ayos lang kahit may ibang makakita sa iisang telepono.

invite_letter-hello =
    Natanggap namin ang code. { $service } ito.
    Awtomatiko ang mga sagot dito.

    Tulad ng nasa sulat, hindi namin itinatanong ang pangalan.
    Hindi rin kailangang sumagot.
    Para huminto, ipadala ang “itigil”.

invite_letter-who =
    Sino ang tumitingin?
    Pindutin ang pinakamalapit.
    .child = Akin ang sulat
    .parent = Nakatatanda sa bahay
    .talk = Makipag-usap sa tao

invite_letter-welcome_back =
    Welcome ulit.
    Puwedeng ituloy kung saan ka huminto, kahit kailan.
    Awtomatiko ang mga sagot dito.
