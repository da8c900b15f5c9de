### ことばを 選（えら）ぶ（flows/language.yml）。

# 選択肢（せんたくし）は、どの 言語（げんご）でも 同（おな）じ。
language-language =
    どの ことばが 読（よ）みやすいですか？
    .ja = 日本語
    .ja_hira = ひらがな
    .ja_easy = やさしい日本語
    .en = English
    .zh = 中文
    .pt = Português
    .vi = Tiếng Việt
    .fil = Filipino
