NAME-notice =
    { $role ->
        [child]
            おしらせだよ。
            へんじは いらないよ。
       *[other]
            おしらせです。
            おへんじは いりません。
    }
