### Pagpili ng wika (flows/language.yml). Lumalabas kapag ipinadala ang “wika”.

# Pareho ang mga pagpipilian sa lahat ng file, nakasulat sa sariling wika.
language-language =
    Aling wika ang pinakamadaling basahin?
    どのことばが よみやすいですか？
    .ja = 日本語
    .ja_hira = ひらがな
    .ja_easy = やさしい日本語
    .en = English
    .zh = 中文
    .pt = Português
    .vi = Tiếng Việt
    .fil = Filipino
