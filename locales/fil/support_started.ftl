### Kapag nagsimula ang suporta (flows/support_started.yml). Hindi mahahalata sa naka-lock na screen.

support_started-welcome =
    { $role ->
        [child]
            Simula ngayon, magkasama tayo. Awtomatikong abiso ito.
            Minsan sa isang linggo, tatanungin ko ang panahon ng damdamin mo.
            Puwedeng laktawan o magpahinga kahit kailan.

            Kung gusto mong mag-usap, ipadala ang “makipag-usap sa tao”.
       *[other]
            Simula ngayon, magkasama po tayo. Awtomatikong abiso ito. Minsan sa isang buwan, mangungumusta kami. Puwedeng laktawan o magpahinga kahit kailan.

            Kung gusto ninyong mag-usap, ipadala ang “makipag-usap sa tao” at sasagot ang staff.
    }

support_started-day =
    Anong araw ang mas magaan para sa tanong?
    Kung walang pipiliin, Linggo na.
    .wed = Miyerkoles
    .fri = Biyernes
    .sun = Linggo
    .talk = Makipag-usap

support_started-thanks =
    Sige, sa araw na iyon.
    Kung gusto mong baguhin, sumulat ka lang.
