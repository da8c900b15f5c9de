### Choosing a language (flows/language.yml). The labels are the same in every file: each in its own language.

language-language =
    Which language is easiest for you?
    どのことばが よみやすいですか？
    .ja = 日本語
    .ja_hira = ひらがな
    .ja_easy = やさしい日本語
    .en = English
    .zh = 中文
    .pt = Português
    .vi = Tiếng Việt
    .fil = Filipino
