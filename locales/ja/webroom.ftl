### 管理画面のうち、ウェブのへや（チャットのページ）へ招くところ。
### languages: ja, en
### audience: adult

webroom-title = ウェブのへや
webroom-lead = この人を、ウェブのチャットへ招けます。ほかの会話は、そこには出ません。
webroom-make-link = ウェブのへやのリンクを作る
webroom-make-code = コードを作る
webroom-link-title = ウェブのへやのリンク
webroom-code-title = ウェブのへやのコード
webroom-for = { $handle } のためのものです。先に開いた人のへやになるので、本人にだけ渡してください。
webroom-until = { $time } まで、1回だけ使えます。
webroom-once = このページを離れると、もう見られません。作り直すと、前のものは使えなくなります。
webroom-copy = コピーする
webroom-copied = コピーしました
webroom-qr = リンクのQRコード
webroom-code-how = チャットのページで「コードを持っている」を押して、入れてもらいます。
webroom-back = 会話にもどる
webroom-link-lead = もうへやを使っている人なら、このLINEとつなぐ案内を送れます。案内は10分だけ使えます。
webroom-link-send = つなぐ案内を送る
webroom-link-away = LINEが応答しないため、送っていません。少し待ってから、もう一度お試しください。
webroom-linked = 本人が、ウェブのへやとLINEをつなぎました
webroom-link-failed = 本人がつなごうとしましたが、つながりませんでした
webroom-opened = リンクかコードで、ウェブのへやを開きました
