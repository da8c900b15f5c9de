### Chọn ngôn ngữ (flows/language.yml). Gửi “ngôn ngữ” thì lúc nào cũng hiện.

# Các lựa chọn giống nhau trong mọi tệp, viết bằng chính ngôn ngữ đó.
language-language =
    Bạn dễ đọc ngôn ngữ nào nhất?
    どのことばが よみやすいですか？
    .ja = 日本語
    .ja_hira = ひらがな
    .ja_easy = やさしい日本語
    .en = English
    .zh = 中文
    .pt = Português
    .vi = Tiếng Việt
    .fil = Filipino
