### Escolher o idioma (flows/language.yml). Aparece sempre que alguém envia “idioma”.

# As opções são iguais em todos os arquivos, cada uma no próprio idioma.
language-language =
    Em que idioma prefere ler?
    どのことばが よみやすいですか？
    .ja = 日本語
    .ja_hira = ひらがな
    .ja_easy = やさしい日本語
    .en = English
    .zh = 中文
    .pt = Português
    .vi = Tiếng Việt
    .fil = Filipino
