### 选择语言（flows/language.yml）。发“语言”随时都会出现。

# 选项在每种语言的文件里都一样，用那种语言自己写。
language-language =
    哪种语言最容易读？
    どのことばが よみやすいですか？
    .ja = 日本語
    .ja_hira = ひらがな
    .ja_easy = やさしい日本語
    .en = English
    .zh = 中文
    .pt = Português
    .vi = Tiếng Việt
    .fil = Filipino
