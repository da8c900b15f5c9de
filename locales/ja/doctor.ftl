### 点検（`tsunagi doctor`）が、直すことを言う文。読むのは運用する人。英語の文は、それを見つける所にある。
### languages: ja
### audience: adult

## この設置そのもの

doctor-telephones = 電話番号がまだ入っていないチームがあります（{ $teams }）。`tables/teams.csv` に書いてください。
doctor-spool-waiting = データベースが止まっていた間に届いた言葉が、まだ取り込まれていません。`tsunagi serve` を動かし、データベースが答えていれば、ひとりでに取り込まれます。しばらくして、もう一度点検してください。
doctor-spool-unwritable = { $folder } に書きこめません。このままでは、データベースが止まっている間に届く言葉を受け取れません。サービスを動かすユーザーが書けるようにしてください。
doctor-database = データベースか鍵のファイルを開けません。下の英語の理由を見て、データベースが動いているか、`database_url` と `key_file` が正しいかを確かめてください。
doctor-events-aside = 読み取れずに取り置いた知らせが { $count } 件あります。返事を待っている人がいるかもしれません。サービスの記録（ログ）で「put aside」をさがし、開発者に知らせてください。
doctor-staff = スタッフがまだひとりもいません。`tsunagi staff add` で作ってください。
doctor-audit-broken = 閲覧の記録のつながりが { $row } 行目で切れています。書きかえられたか、一部が失われたおそれがあります。何も直さずにデータベースの写しを取り、責任者に知らせてください。
doctor-settings = この連絡手段の設定が正しくありません。下の英語が名ざしている項目を `tsunagi.toml` で直してください。
doctor-connect = Webhook の届け先を相手に伝えられませんでした。このあとに出る項目を直してから、もう一度 `tsunagi doctor --connect` を実行してください。

## LINE

doctor-line-later = LINE が今は答えられません。しばらくしてから、もう一度点検してください。
doctor-line-reach = LINE につながりません。このコンピューターから https で api.line.me につながるかを確かめて、もう一度点検してください。
doctor-line-token-long = アクセストークンが通りません。LINE Developers コンソールの「Messaging API設定」でチャネルアクセストークン（長期）を発行し、`access_token` に書いてください。
doctor-line-token-short = アクセストークンを取れません。LINE Developers コンソールの「チャネル基本設定」にあるチャネルIDを `channel_id` に、チャネルシークレットを `secret` に書いてください。
doctor-line-token-forbidden = このチャネルは使えないことになっています。LINE Developers コンソールで、このアカウントの Messaging API のチャネルか、停止されていないかを確かめてください。
doctor-line-account-other = `account` が別のボットのユーザーIDなので、届いたものをすべて断ってしまいます。`GET /v2/bot/info` の `userId` に直すか、`access_token` がこのアカウントのものかを確かめてください。
doctor-line-account-unset = `account` にボットのユーザーIDを書くと、ほかのアカウントあての知らせを断れます。
doctor-line-https = LINE は、500字までの https の住所にしか届けません。`public_url` に、このサービスの https の住所を書いてください。
doctor-line-webhook-none = LINE に Webhook URL が入っていないので、言葉が届きません。`tsunagi doctor --connect` を実行するか、コンソールの「Messaging API設定」で { $address } を入れてください。
doctor-line-webhook-other = LINE の Webhook URL が別の住所なので、言葉がここに届きません。`tsunagi doctor --connect` を実行するか、コンソールの「Messaging API設定」で { $address } を入れてください。
doctor-line-webhook-off = 「Webhookの利用」がオフなので、何も届きません。LINE Developers コンソールの「Messaging API設定」でオンにしてください。
doctor-line-redelivery = LINE に聞けないので、目で確かめてください。LINE Developers コンソールの「Messaging API設定」で「Webhookの再送」がオンなら、再起動の間に届いた言葉がもう一度届きます。
doctor-line-test-limit = LINE の確認は1時間に60回までです。時間をおいて、もう一度点検してください。
doctor-line-test-connect = LINE がこのサービスにつながりません。住所の名前、443番のポート、ファイアウォール、証明書（中間証明書も）を確かめてください。
doctor-line-test-timeout = LINE が待っても、このサービスが答えませんでした。サービスが動いているか、ディスクやデータベースが混みすぎていないかを確かめてください。
doctor-line-test-status = LINE への答えが 200 ではありません。404なら住所の終わりの名前、401なら `secret` か `account`、500番台なら手前のプロキシを確かめてください。
doctor-line-test-other = LINE の確認がうまくいきませんでした。下の英語の理由を見て、直してからもう一度点検してください。
doctor-line-chat = LINE の管理画面から返事ができる設定です。そこで返事をすると、記録に残らず、台本も止まりません。LINE Official Account Manager の「応答設定」で、チャット、あいさつメッセージ、応答メッセージをオフにしてください。
doctor-line-quota-empty = 今月は、こちらから送れる通数を使い切りました。返事は送れます。来月を待つか、LINE Official Account Manager の「利用と請求」でプランを変えてください。
doctor-line-quota-tight = 今の送り方だと、月末までに { $expected } 通ほどになり、足りません（残り { $left } 通）。こちらから送る数を減らすか、LINE Official Account Manager の「利用と請求」でプランを変えてください。

doctor-login-secret = `login_channel_id` はありますが、`login_channel_secret` がありません。LINE Developers コンソールのLINEログインのチャネルの「チャネル基本設定」にあるチャネルシークレットを書いてください。
doctor-login-id = `login_channel_secret` はありますが、`login_channel_id` がありません。LINE Developers コンソールのLINEログインのチャネルの「チャネル基本設定」にあるチャネルIDを書いてください。
doctor-login-kind = LINEログインを使えるのは、`kind = "line"` の連絡手段だけです。ここから `login_channel_id` とシークレットを消してください。
doctor-login-public = `public_url` がないので、LINE から本人をもどす住所がありません。このサービスの https の住所を書いてください。
doctor-login-https = LINE は、https の住所にしか本人をもどしません。`public_url` を https の住所にしてください。
doctor-login-own = `login_channel_id` が、Messaging API のチャネルのIDになっています。同じプロバイダーにLINEログインのチャネルを作り、そのIDとシークレットを書いてください。

## Messenger と Instagram

doctor-meta-verify-token = `verify_token` がないので、Meta が Webhook を確かめられません。長くてでたらめな言葉を書いてサービスを動かし直し、Meta の「Webhooks」の確認トークンにも同じ言葉を入れてください。
doctor-meta-fields = 届かないフィールドがあります（{ $fields }）。developers.facebook.com でアプリの「Webhooks」（Messenger なら「設定」）を開き、このアカウントで購読してください。
doctor-meta-permissions = 許可が足りません（{ $permissions }）。developers.facebook.com でアプリの「アプリレビュー」の「アクセス許可と機能」から申請し、許可の入ったトークンを作り直してください。
doctor-meta-token = アクセストークンが通りません。期限のないトークンを作り直して `access_token` に書いてください。作った人がパスワードを変えたり、ページを離れたりすると使えなくなります。
doctor-meta-forbidden = アプリの許可が足りません。この連絡手段の説明（docs/channels）にある許可をアプリに付け、トークンを作り直してください。
doctor-meta-reach = Meta につながりません。このコンピューターから `api_base` の住所につながるかを確かめてください。
doctor-meta-later = Meta が今は答えられません。数分おいて、もう一度点検してください。続くときは metastatus.com を見てください。
doctor-messenger-account-other = トークンは、`account` に書いたページのものではありません（{ $name } のもの）。ページ ID（ページの「基本データ」→「ページの透明性」）を `account` に書くか、正しいページのトークンに替えてください。
doctor-messenger-account-unset = `account` がないので、アプリのほかのページあてのものまで受け取ってしまいます。ページ ID（ページの「基本データ」→「ページの透明性」）を書いてください。
doctor-messenger-page-unknown = どのページのトークンか、Meta が答えません。アプリの Messenger の設定で、ページのトークンを作り直してください。
doctor-instagram-account-other = トークンが `account` のものではありません（{ $name } のもの）。`account` を developers.facebook.com のアプリの「Instagram」にある ID に直すか、正しいトークンに替えてください。
doctor-instagram-account-unset = `account` がないので、アプリのほかのアカウントあてのものまで受け取ってしまいます。developers.facebook.com のアプリの「Instagram」にあるアカウントの ID を書いてください。
doctor-instagram-unlinked = このトークンのページに、Instagram のアカウントがつながっていません。Facebook ページの設定の「リンク済みのアカウント」で Instagram のプロアカウントをつなぎ、トークンを作り直してください。

## WhatsApp

doctor-whatsapp-token = アクセストークンが通りません。Meta のビジネス設定でシステムユーザーの期限のないトークンを作り、`access_token` に書いてください。
doctor-whatsapp-forbidden = この番号を使う許可がありません。システムユーザーに番号を割り当て、トークンに whatsapp_business_messaging と whatsapp_business_management を付けてください。
doctor-whatsapp-account = Meta がこの番号を知りません。`account` には、電話番号ではなく「電話番号 ID」を書いてください。
doctor-whatsapp-later = Meta が今は答えられません。しばらくしてから、もう一度点検してください。
doctor-whatsapp-number = 電話番号の確認がすんでいません。WhatsApp マネージャーで、届いたコードを入れて確認してください。
doctor-whatsapp-quality = 番号の評価が下がっています。ブロックや報告をした人がいます。こちらから送る数を減らし、望んでいない人に送っていないかを確かめてください。
doctor-whatsapp-health = Meta が、送ることを止めています。WhatsApp マネージャーでアカウントの状態を見てください。
doctor-whatsapp-health-advice = Meta が、送ることを止めています。Meta の言う直し方：{ $advice }
doctor-whatsapp-webhook-none = Webhook の届け先が入っていないので、言葉が届きません。アプリの「WhatsApp」→「設定」でコールバック URL と確認トークンを入れ、`messages` を購読してください。
doctor-whatsapp-webhook-other = Webhook の届け先が別の住所です。アプリの「WhatsApp」→「設定」でコールバック URL に { $address } を、確認トークンに `verify_token` の言葉を入れ、`messages` を購読してください。
doctor-whatsapp-management = ビジネスアカウントを調べられません。トークンに whatsapp_business_management の許可を付けてください。
doctor-whatsapp-subscription = このアカウントの言葉を受け取るアプリがありません。同じトークンで `POST /（WhatsApp ビジネスアカウントの ID）/subscribed_apps` を送り、アプリに購読させてください。
doctor-whatsapp-template-none = テンプレートが決まっていないので、相手が書いてから24時間を過ぎると何も送れません。docs/channels/whatsapp.md のテンプレートを WhatsApp マネージャーで作り、名前を `template` に書いてください。
doctor-whatsapp-template = テンプレート { $name } はまだ使えません。docs/channels/whatsapp.md のとおりに WhatsApp マネージャーで作り、承認を待ってください。

## Telegram

doctor-telegram-token = トークンが通りません。@BotFather に `/token` と送って聞き、`access_token` に書いてください。
doctor-telegram-privacy = グループで、全員の言葉をボットが読む設定です。@BotFather に `/setprivacy` と送り、Enable を選んでください。
doctor-telegram-later = Telegram が今は答えられません。1分ほどおいて、もう一度点検してください。
doctor-telegram-secret = この `secret` は Telegram で使えません。英数字と `_` と `-` だけで256字までにして、`tsunagi doctor --connect` を実行してください。
doctor-telegram-webhook-none = 届け先を Telegram に伝えていないので、言葉が届きません。`tsunagi doctor --connect` を実行してください。
doctor-telegram-webhook-other = Telegram に伝えた届け先が別の住所です。`tsunagi doctor --connect` を実行してください。
doctor-telegram-public-url = このサービスの住所がわからないので、届け先が正しいか確かめられません。`public_url` を書いてください。
doctor-telegram-updates = 届かない種類の知らせがあります（{ $kinds }）。`tsunagi doctor --connect` を実行してください。
doctor-telegram-unreachable = Telegram がここに届けられず、{ $count } 件がたまっています。外から https でつながるか、証明書が正しいか、`secret` が伝えたものと同じかを確かめてください。
doctor-telegram-behind = Telegram に { $count } 件がたまっています。このサービスが追いついているかを確かめてください。

## SMS（Twilio）

doctor-sms-account = Twilio のアカウントに入れません。Twilio のコンソールの最初のページにある Account SID を `channel_id` に、Auth Token を `secret` に書いてください。
doctor-sms-account-inactive = Twilio のアカウントが使えない状態です。Twilio のコンソールで理由を見てください。
doctor-sms-trial = 試用のアカウントなので、確認ずみの番号にしか送れません。Twilio のコンソールで有料のアカウントに切りかえてください。
doctor-sms-signature = このサービスの住所がわからないので、Twilio から届くものをすべて断ってしまいます。`public_url` に https の住所を書いてください。
doctor-sms-public-url = このサービスの住所がわからないので、届け先が正しいか確かめられません。`public_url` を書いてください。
doctor-sms-later = Twilio が今は答えられません。1分ほどおいて、もう一度点検してください。
doctor-sms-number-foreign = `account` の番号がこの Twilio のアカウントにないので、だれも返事ができません。このアカウントの番号（+81…）か、Messaging Service の SID（MG…）を書いてください。
doctor-sms-number-without = この番号では SMS を使えません。SMS を使える番号に替えてください。
doctor-sms-service = 届け先が番号ごとの設定になっています。Messaging Service の「Integration」で「Send a webhook」を選び、この連絡手段の Webhook の住所を入れてください。
doctor-sms-webhook-none = 届け先が入っていないので、言葉が届きません。`tsunagi doctor --connect` を実行するか、Twilio のコンソールの「A message comes in」に { $address } と HTTP POST を入れてください。
doctor-sms-webhook-other = 届け先が別の住所です。`tsunagi doctor --connect` を実行するか、Twilio のコンソールの「A message comes in」に { $address } と HTTP POST を入れてください。
doctor-sms-webhook-get = 届け方が GET になっています。`tsunagi doctor --connect` を実行するか、Twilio のコンソールで HTTP POST に変えてください。
