### はじめて動かした人が見るページ。電話（チャット）と、5分の手順。
### languages: ja, en
### audience: adult

demo-title = つなぎ 体験ページ
demo-heading = 5分で、ひととおり試せます
demo-lead = つなぎは、子どもや保護者とメッセージでつながり、必要なときに人へ引き継ぎ、その一つひとつを記録に残すしくみです。
demo-made-up = ここに出てくる子ども、家庭、スタッフは、すべて架空です。実在の人や団体とは関係ありません。外へは何も送られません。
demo-phone-label = 体験用のスマートフォン
demo-phone-hint = 子ども、または保護者になったつもりで話してみてください。
demo-phone-again = 最初からやり直す
demo-steps-label = 手順
demo-step = 手順{ $number }

demo-step-talk-title = 話してみる
demo-step-talk = 電話の画面で「はじめる」を押し、ボタンを選んで進めてください。好きなことばで書いてもかまいません。答えたくない質問は、飛ばせます。

demo-step-person-title = 人を呼ぶ
demo-step-person = 電話の画面に「人と話したい」と書いて送ってください。自動の返事が止まり、スタッフの一覧に入ります。

demo-step-console-title = スタッフとして引き継ぐ
demo-step-console = 管理画面を開き、待っている会話を選んで、引き受けてください。返事を書くと、電話の画面に届きます。終わったら、自動の案内に戻します。

demo-step-clock-title = 時計を進める
demo-step-clock = 下のボタンで、この体験の中だけ時計が進みます（長くて1週間）。週に1回の様子うかがいが、電話の画面に届きます。案内の中で「はい」と答えた人にだけ届きます。

demo-step-report-title = 報告書を見る
demo-step-report = 会話の画面で「ケースにする」を押すと、そのやりとりが自治体の様式に数えられます。報告を開けるのは、aoki と yakuba です。

demo-open-console = 管理画面を開く
demo-open-report = 報告を開く
demo-open-chat = チャットだけを開く
demo-sign-in = ログイン名 { $name }　パスワード { $password }
demo-clock-button = 次の「ようすうかがい」まで進める
demo-clock-day = 1日進める
demo-clock-now = この体験の現在時刻：{ $now }
demo-clock-moved = 時計を進めました。いまは{ $now }です。
demo-danger-title = 危険を知らせることばも試せます
demo-danger = たとえば「もう消えたい」と書くと、自動の会話は止まり、相談先を先に伝えて、管理画面で当番を呼びます。体験では、どこにも電話はかかりません。
demo-language = ことば
demo-source = フローは flows/、文は locales/ にあります。書きかえると、ここで試せます。
