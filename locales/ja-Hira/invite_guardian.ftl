### おうちの ひとへの あんない。まず、やくに たつことから。

invite_guardian-topics =
    ありがとうございます。
    くらしに つかえることを まとめました。
    きになるものを おしてください。
    みるだけでも かまいません。
    .money = おかねの こと
    .learning = まなびの こと
    .rights = けんりの こと
    .talk = ひとと はなす

invite_guardian-guide = { $text }

invite_guardian-after_guide =
    ほかにも、みますか。
    ここまででも、かまいません。
    .more = ほかの こと
    .places = ばしょを みる
    .talk = ひとと はなす
    .enough = ここまで

invite_guardian-enough =
    わかりました。
    ひつような ときに、やくに たてば うれしいです。
    「ひとと はなしたい」と おくれば、ひとに つなぎます。

invite_guardian-look =
    こんな ところが あります。
    きになるものを おしてください。
    みるだけでも かまいません。
    .meet = あってみる
    .ask = ひとに きく

invite_guardian-gathering =
    こんにちは。{ $service }です。
    じどうの おしらせです。

    おなじ たちばの ひとどうしで、はなす かいが あります。
    つきに 1かいです。
    カメラなし、きくだけでも いいです。
    .join = さんかしたい
    .not_now = こんかいは いい
    .talk = ひとに きく

invite_guardian-join =
    ありがとうございます。
    いつ、どう はいるかは、スタッフが ここで しらせます。
    きが かわっても だいじょうぶです。

invite_guardian-not_now =
    わかりました。
    おしえてくださって、ありがとうございます。
    しばらく、おしらせを やすみます。

invite_guardian-news =
    こんにちは。{ $service }です。
    じどうの おしらせです。

    くらしに つかえることを、ひとつ とどけます。
    へんじは いりません。
    .read = よんでみる
    .not_now = こんかいは いい
    .talk = ひとと はなす
    .stop = もう いらない

invite_guardian-stopped =
    わかりました。もう、おくりません。
    おしえてくださって、ありがとうございます。
    「はじめる」と おくれば、いつでも もどれます。
