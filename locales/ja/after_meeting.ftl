### 会った次の日に（flows/after_meeting.yml）
### audience: child

# push: yes
after_meeting-how =
    { $role ->
        [child]
            このあいだは、来てくれてありがとう。
            どうだった？ 答えなくても大丈夫だよ。
       *[other] 先日は、お時間をありがとうございました。いかがでしたか。お返事はなくても大丈夫です。
    }
    .good = よかった
    .so_so = ふつう
    .tired = 少しつかれた
    .talk = 人と話す

after_meeting-tired =
    { $role ->
        [child]
            教えてくれて、ありがとう。
            つかれるのは、ふつうのことだよ。
       *[other] 教えてくださって、ありがとうございます。お疲れになるのは、自然なことです。どうぞ、ゆっくりなさってください。
    }

# push: yes
after_meeting-again =
    { $role ->
        [child] また会う日を、選んでおく？
       *[other] 次にお会いする日を、お選びになりますか。
    }
    .choose = 選んでみる
    .think = 考えておく
    .not_now = 今はいい
    .talk = 人と話す

after_meeting-think =
    { $role ->
        [child]
            うん。急がなくて大丈夫。
            決めたくなったら、ひとこと書いてね。
       *[other] 承知しました。お急ぎになる必要はありません。お決めになりたいときに、ひとことお書きください。
    }

after_meeting-rest =
    { $role ->
        [child]
            わかった。教えてくれてありがとう。
            話したくなったら、いつでも書いてね。
       *[other] 承知しました。教えてくださって、ありがとうございます。いつでもお書きください。
    }
