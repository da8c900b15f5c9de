### 報告書と取り込みの文。読むのは職員。
### audience: adult
### languages: ja, en

report-osaka-title = こどもサポートネット 実績 { $era }（{ $year }年度）
report-row = 区分
report-row-all = 全体
report-row-model = モデル区
report-sheet-table = 実績
report-sheet-how = 数え方と確認
report-sheet-behind = 内訳

## 見出し
report-group-outreach = アウトリーチ件数
report-group-school = 学校
report-group-ward = 区
report-group-methods = 方法など（延べ）
report-group-support = 支援状況（延べ）
report-group-effect = 効果
report-o1 = 児童・生徒数
report-o2 = ケース数
report-o3 = アウトリーチ件数（実数）
report-o4 = アウトリーチできた実数
report-o5 = できなかった実数
report-o6 = していない（区における支援のみ）
report-o7 = 準備中
report-o8 = アウトリーチできた実数
report-o9 = できなかった実数
report-o10 = していない（学校における支援のみ）
report-o11 = 準備中
report-o12 = 電話
report-o13 = 手紙・メール
report-o14 = 家庭訪問
report-o15 = その他
report-o16 = 拒否
report-o17 = 支援状況（実数）
report-o18 = 区役所等の支援
report-o19 = 関係機関の支援等
report-o20 = 医療機関・警察の支援
report-o21 = 居場所・学習支援等の支援
report-o22 = 学校における支援
report-o23 = その他（拒否等）
report-o24 = 支援準備中
report-o25 = 解決（こサポでの支援終了）
report-o26 = 好転
report-o27 = 変化なし
report-o28 = 悪化
report-o29 = その他（転出等）
report-o30 = 未測定（支援中で効果が確認できていない）

## 表のそばに置く数
report-beside = 参考の数
report-beside-not-needed = （アセスメントの結果、支援不要）
report-beside-formula = （O4＋O6で計算したO3）
report-beside-messages = （うちLINE・Web・SMSなど）
report-beside-refused-contacts = （拒否 延べ）
report-beside-refused-children = （拒否 実人数）
report-beside-bot-only = （自動応答だけのやりとり）
report-beside-better = （解決＋好転）
report-beside-better-not-connected = （解決・好転のうち支援の記録がないケース）
report-beside-own-reached = （委託先: できた）
report-beside-own-unreached = （委託先: できなかった）
report-beside-own-not-attempted = （委託先: していない）
report-beside-own-preparing = （委託先: 準備中）

## 確認
report-checks = 合計の確認
report-check-f1 = 学校のアウトリーチ（O4〜O7）
report-check-f2 = 区のアウトリーチ（O8〜O11）
report-check-f3 = 効果（O25〜O30）
report-check-closes = { $rule }の合計{ $sum }は、ケース数{ $whole }と一致しています。
report-check-open = { $rule }の合計{ $sum }が、ケース数{ $whole }と一致しません。
report-notes = 注意
report-warn-union = 実際にアウトリーチできた子どもは{ $union }人ですが、O4＋O6で計算すると{ $formula }人です。表には実際の人数を入れています。
report-warn-better = 解決・好転{ $better }人のうち{ $children }人には、提供・利用した支援の記録がありません。「支援につながった{ $connected }人のうち{ $better }人」とは書けません。
report-warn-states = 状況が入力されていないケースが{ $cases }件あります。入力が済むまで、確定できません。
report-warn-pupils = 児童・生徒数が登録されていない区があります: { $areas }
report-warn-without-case = ケースに結びついていない記録が{ $contacts }件あり、表には入っていません。
report-warn-not-screening = スクリーニング以外で見つかったケースが{ $cases }件あり、表には入っていません。
report-warn-not-assessed = アセスメントの結果が入力されていないケースが{ $cases }件あり、表には入っていません。
report-warn-ranking = スクリーニングの進め方は区ごとに違います。件数で区に順位をつけないでください。
report-missing = 要入力: { $count }件
report-missing-more = ほか{ $count }件
report-actor-school = 学校
report-actor-ward = 区
report-actor-other = 委託先

## 数え方
report-options = 数え方
report-made-at = 作成日時
report-high-water = ここまでの記録で集計
report-option-cohort = 対象のケース
report-option-cohort-new = この年度に新しくアセスメントしたケース
report-option-cohort-active = この年度に支援していたケース
report-option-found = 見つけた方法
report-option-found-screening = スクリーニングで見つかったケースだけ
report-option-found-any = すべて
report-option-methods = 方法ごとの件数（O12〜O16）
report-option-methods-all = 学校と区の両方
report-option-methods-ward = 区だけ
report-option-refusal = 会って断られたとき
report-option-refusal-unreached = 「できなかった」に数える
report-option-refusal-reached = 「できた」に数える
report-option-refusals = 拒否（O16）
report-option-refusals-contacts = 延べ件数
report-option-refusals-children = 実人数
report-option-support = 支援（O18〜O23）
report-option-support-links = この年度に始まった支援
report-option-support-events = 支援を受けた回数
report-option-messages = LINE・Web・SMSなど
report-option-messages-other = 「その他」に数える
report-option-messages-letter-mail = 「手紙・メール」に数える
report-option-contractor = 委託先の団体
report-option-contractor-ward = 区として数える
report-option-contractor-school = 学校として数える
report-option-contractor-own = 別の欄にする
report-option-bot-only = 自動応答だけのやりとり
report-option-bot-only-no = 数えない
report-option-bot-only-yes = 数える
report-option-model-areas = モデル区

## 内訳
report-behind-row = 区分
report-behind-column = 欄
report-behind-kind = 種類
report-behind-id = 記録番号
report-behind-area = 区
report-behind-case = ケース番号
report-behind-date = 日時
report-kind-case = ケース
report-kind-encounter = 接触の記録
report-kind-link = 支援先
report-kind-pupils = 児童・生徒数

## 取り込み
report-import-sums = { $rows }行のうち、{ $good }行を取り込めます。取り込めない行は{ $bad }行です。
report-import-new-areas = 新しく登録する区: { $areas }
report-import-unknown-columns = 使わない列: { $columns }
report-import-empty = { $row }行目 { $column }: 空欄です。入力してください。
report-import-count = { $row }行目 { $column }:「{ $found }」は読めません。0から{ $value }までの整数で入力してください。
report-import-year = { $row }行目 { $column }:「{ $found }」は年度として読めません。「2026」や「令和8」のように入力してください。
report-import-word = { $row }行目 { $column }:「{ $found }」は使えません。次のどれかで入力してください: { $value }
report-import-area = { $row }行目 { $column }:「{ $found }」という区はありません。「{ $value }」のことでしょうか。
report-import-sum = { $row }行目: 合計の行なので取り込みません。
report-import-twice = { $row }行目 { $column }:「{ $found }」は{ $value }行目と同じです。どちらか一つにしてください。
report-import-not-assessed = { $row }行目 { $column }: 空欄のまま取り込みます。入力するまで、報告の表には入りません。
report-import-no-state = { $row }行目 { $column }: 空欄のまま取り込みます。報告では「要入力」になります。
report-import-no-destination = { $row }行目 { $column }: 支援先が空欄なので「その他」として取り込みます。
