### 手紙のコードから来た人へ（flows/invite_letter.yml）。手紙に書いた約束を、そのまま言う。
### 同じ電話をほかの人が見ても困らない言葉だけにする。
### audience: child

invite_letter-hello =
    コードを受け取りました。{ $service }です。
    ここは、自動でお返事しています。

    手紙に書いたとおり、名前は聞きません。
    返事も、しなくて大丈夫です。
    やめたいときは「やめる」と送れば止まります。

# push: yes
invite_letter-who =
    見ているのは、どなたですか？
    近いほうを押してください。
    .child = 手紙の本人
    .parent = 家の大人
    .talk = 人と話す

invite_letter-welcome_back =
    おかえりなさい。
    前の続きを、いつでもどうぞ。
    ここは、自動でお返事しています。
