### Kapag nagsimula ang suporta (flows/support_started.yml). Hindi mahahalata sa naka-lock na screen.

support_started-welcome =
    { $role ->
        [child]
            Masaya kaming makilala ka. Awtomatikong abiso ito.
            Minsan sa isang linggo, tatanungin namin ang panahon ng damdamin mo.
            Puwedeng laktawan o magpahinga kahit kailan.

            Kung gusto mong makipag-usap, ipadala ang “makipag-usap sa tao”.
       *[other]
            Ikinagagalak po naming makilala kayo. Awtomatikong abiso ito. Minsan sa isang buwan, mangungumusta kami. Puwedeng laktawan o magpahinga kahit kailan.

            Kung gusto po ninyong makipag-usap, ipadala ang “makipag-usap sa tao” at sasagot ang staff.
    }

support_started-day =
    Anong araw mas magaan sa iyo ang tanong sa panahon?
    Kung wala kang pipiliin, sa Linggo na.
    .wed = Miyerkoles
    .fri = Biyernes
    .sun = Linggo
    .talk = Makipag-usap sa tao

support_started-thanks =
    Sige, sa araw na iyon.
    Kung gusto mong baguhin, mag-message ka lang.
