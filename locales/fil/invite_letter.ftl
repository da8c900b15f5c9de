### Para sa dumating gamit ang numero sa sulat (flows/invite_letter.yml). Sinasabi ang ipinangako ng sulat.
### Ayos lang kahit may ibang makakita sa iisang telepono.

invite_letter-hello =
    Natanggap ang numero. { $service } ito.
    Awtomatiko ang mga sagot dito.

    Tulad ng nasa sulat, hindi namin itinatanong ang pangalan.
    Hindi rin kailangang sumagot.
    Para huminto, ipadala ang “itigil”.

invite_letter-who =
    Sino ang tumitingin?
    Pindutin ang mas malapit.
    .child = Akin ang sulat
    .parent = Nakatatanda
    .talk = Makipag-usap

invite_letter-welcome_back =
    Maligayang pagbabalik.
    Magagamit pa rin ang numero.
    Awtomatiko ang mga sagot dito.
