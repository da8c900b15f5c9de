### つきに 1かいの、ようす。おうちの ひとが よむ。

checkin_guardian-mood =
    こんにちは。{ $service }です。
    じどうの たよりです。

    じぶんの さいきんの きもちは、
    どの てんきに ちかいですか。
    パスでも かまいません。
    .great = ☀️ とても いい
    .good = 🌤 まあまあ
    .ok = ☁️ ふつう
    .low = 🌧 すこし つらい
    .bad = ⛈ とても つらい
    .skip = パス
    .talk = ひとと はなす

checkin_guardian-need =
    おしえてくださって、ありがとうございます。
    どうするのが、らくですか。
    .talk = ひとと はなす
    .guide = よみものを みる
    .write = かいておく
    .quiet = そっとして

checkin_guardian-guide = { $text }

checkin_guardian-note =
    かいておきたいことが あれば、どうぞ。
    じぶんの ことでも、こどもの ことでも。
    .nothing = とくに ない
    .talk = ひとと はなす

checkin_guardian-worry =
    はなしてくださって、ありがとうございます。
    スタッフに しらせます。
    ひとの へんじは、{ $next_open }からです。

    そのまえでも、
    「ひとと はなしたい」と おくれます。

checkin_guardian-gathering =
    ありがとうございます。
    おうちの ひとどうしで はなす かいが あります。
    つきに 1かいです。どうですか。
    .join = さんかしたい
    .not_now = こんかいは いい
    .talk = ひとに きく

checkin_guardian-join =
    ありがとうございます。
    いつ、どう はいるかは、スタッフが ここで しらせます。
    きが かわっても だいじょうぶです。

checkin_guardian-thanks =
    ありがとうございます。うけとりました。
    いつでも かいてください。

checkin_guardian-skipped =
    わかりました。
    パスも、たいせつな こたえです。
