### TITLE（flows/NAME.yml）
### audience: child

# push: yes
NAME-notice =
    { $role ->
        [child]
            お知らせだよ。
            返事はいらないよ。
       *[other] お知らせです。お返事は要りません。
    }
