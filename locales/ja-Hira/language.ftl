### ことばを えらぶ。

language-language =
    どの ことばが よみやすいですか？
    Which language is easiest for you?
    .ja = 日本語
    .ja_hira = ひらがな
    .ja_easy = やさしい日本語
    .en = English
    .zh = 中文
    .pt = Português
    .vi = Tiếng Việt
    .fil = Filipino
