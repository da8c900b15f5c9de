### 1か月（げつ）に 1回（かい）の 様子（ようす）（flows/checkin_guardian.yml）。

checkin_guardian-mood = こんにちは。{ $service }の 自動（じどう）の お知（し）らせです。あなたの 最近（さいきん）の 気持（きも）ちは、どの 天気（てんき）ですか？ 答（こた）えなくても いいです。
    .great = ☀️ とても いい
    .good = 🌤 いい
    .ok = ☁️ ふつう
    .low = 🌧 すこし つらい
    .bad = ⛈ とても つらい
    .skip = パス
    .talk = ひとと はなす

checkin_guardian-need = 教（おし）えて くださって、ありがとう ございます。今（いま）、どれが 楽（らく）ですか？
    .talk = ひとと はなす
    .guide = じょうほうを よむ
    .write = かいて おく
    .quiet = しずかに したい

checkin_guardian-guide = { $text }

checkin_guardian-note = 書（か）いて おきたい ことが あれば、ひとこと どうぞ。あなたの ことでも、お子（こ）さんの ことでも いいです。
    .nothing = とくに ない
    .talk = ひとと はなす

checkin_guardian-worry =
    話（はな）して くださって、ありがとう ございます。スタッフに 知（し）らせます。人（ひと）の 返事（へんじ）は、{ $next_open }からです。

    その 前（まえ）に「人（ひと）と話（はな）したい」と 送（おく）っても いいです。

checkin_guardian-gathering = ありがとう ございます。1か月（げつ）に 1回（かい）、親（おや）どうしで 話（はな）す 会（かい）が あります。カメラは なくて いいです。聞（き）くだけでも いいです。参加（さんか）しますか？
    .join = さんかしたい
    .not_now = こんかいは いい
    .talk = ひとに きく

checkin_guardian-join = ありがとう ございます。日（ひ）と 入（はい）り方（かた）は、スタッフが ここで 知（し）らせます。気持（きも）ちが 変（か）わっても いいです。

checkin_guardian-thanks = ありがとう ございます。受（う）け取（と）りました。いつでも 書（か）いて ください。

checkin_guardian-skipped = わかりました。パスも 大切（たいせつ）な 答（こた）えです。
