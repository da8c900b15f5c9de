### こどもへの さそい。へんじの いらない たより。

invite_child-look =
    ありがとう。
    こんな ところが あるよ。
    みるだけでも だいじょうぶ。
    .peek = のぞいてみる
    .meet = あってみる
    .ask = ひとに きく

invite_child-peek =
    はいってみると、こんな かんじ。
    { $text }

invite_child-film =
    みじかい どうがも あるよ。
    おとなしでも いいよ。
    とちゅうまででも いいよ。

invite_child-meet =
    いちど、スタッフと あってみる？
    がめんごしでも いいよ。
    かおを ださなくても いいよ。
    いまじゃ なくても だいじょうぶ。
    .meet = あってみる
    .not_now = いまは いい
    .talk = さきに ひとに きく

invite_child-two_ways =
    じどうで とどく、2たくだよ。
    おにぎりは、ツナと うめ、どっち？
    えらばなくても いいよ。
    .tuna = ツナ
    .plum = うめ
    .both = どっちも
    .skip = パス

invite_child-two_ways_thanks =
    おしえてくれて、ありがとう。
    のりは、しっとりも、パリパリも いいね。

invite_child-postcard =
    じどうで とどく、たよりだよ。
    へんじは いらないよ。

    { $text }

invite_child-room =
    ゲームの はなしを する へやが あるよ。
    カメラなし、なまえなし。
    きくだけでも いいよ。
    とちゅうで でても だいじょうぶ。
    .meet = いってみる
    .not_now = いまは いい
    .talk = ひとに きく
    .stop = もう いらない

invite_child-not_now =
    わかった。
    おしえてくれて、ありがとう。
    しばらく しずかに しているね。

invite_child-stopped =
    わかった。もう、おくらないね。
    おしえてくれて、ありがとう。

    はなしたく なったら、
    「はじめる」と おくってね。
    いつでも もどれるよ。
