### ことばを選ぶ（flows/language.yml）。「ことば」と送ると、いつでも出る。
### audience: child

# 選択肢は、どの言語のファイルでも同じ（その言語で書く）。
# buttons: any
language-language =
    どのことばが読みやすいですか？
    Which language is easiest for you?
    .ja = 日本語
    .ja_hira = ひらがな
    .ja_easy = やさしい日本語
    .en = English
    .zh = 中文
    .pt = Português
    .vi = Tiếng Việt
    .fil = Filipino
