//! The columns of a city's ledger and the words in them, in the interface's spelling and in those of cities.

use tsunagi_store::{Assessment, CaseOutcome, CaseState, Destination, LinkState};

use crate::sheet::Heading;

pub(crate) const HEADINGS: &[Heading] = &[
    Heading {
        key: "case",
        aliases: &[
            "ケース番号",
            "ケースno",
            "ケースno.",
            "番号",
            "整理番号",
            "no",
            "no.",
        ],
        required: true,
    },
    Heading {
        key: "fiscal_year",
        aliases: &["年度", "fiscalyear"],
        required: true,
    },
    Heading {
        key: "area",
        aliases: &["区", "区名", "行政区"],
        required: true,
    },
    Heading {
        key: "school",
        aliases: &["学校", "学校名", "在籍校"],
        required: false,
    },
    Heading {
        key: "grade",
        aliases: &["学年"],
        required: false,
    },
    Heading {
        key: "found_via",
        aliases: &["発見経路", "発見方法", "把握経路", "発見", "foundvia"],
        required: false,
    },
    Heading {
        key: "assessment",
        aliases: &["アセスメント", "アセスメント結果"],
        required: false,
    },
    Heading {
        key: "school_state",
        aliases: &[
            "学校の状況",
            "学校の状態",
            "学校アウトリーチ",
            "学校のアウトリーチ",
            "schoolstate",
        ],
        required: false,
    },
    Heading {
        key: "ward_state",
        aliases: &[
            "区の状況",
            "区の状態",
            "区アウトリーチ",
            "区のアウトリーチ",
            "wardstate",
        ],
        required: false,
    },
    Heading {
        key: "phone",
        aliases: &["電話"],
        required: false,
    },
    Heading {
        key: "letter_mail",
        aliases: &["手紙メール", "手紙", "lettermail"],
        required: false,
    },
    Heading {
        key: "home_visit",
        aliases: &["家庭訪問", "訪問", "homevisit"],
        required: false,
    },
    Heading {
        key: "other",
        aliases: &["その他"],
        required: false,
    },
    Heading {
        key: "refused",
        aliases: &["拒否"],
        required: false,
    },
    Heading {
        key: "support",
        aliases: &["支援", "支援状況"],
        required: false,
    },
    Heading {
        key: "destinations",
        aliases: &["支援先", "つなぎ先"],
        required: false,
    },
    Heading {
        key: "outcome",
        aliases: &["効果", "結果"],
        required: false,
    },
];

pub(crate) const ASSESSMENTS: &[(Assessment, &[&str])] = &[
    (
        Assessment::Needed,
        &[
            "needed",
            "必要",
            "要",
            "要支援",
            "支援必要",
            "支援が必要",
            "あり",
        ],
    ),
    (
        Assessment::NotNeeded,
        &["not_needed", "notneeded", "不要", "支援不要", "なし"],
    ),
];

pub(crate) const STATES: &[(CaseState, &[&str])] = &[
    (
        CaseState::Reached,
        &[
            "reached",
            "できた",
            "アウトリーチできた",
            "できた実数",
            "○",
            "つながった",
        ],
    ),
    (
        CaseState::Unreached,
        &[
            "unreached",
            "できなかった",
            "アウトリーチできなかった",
            "×",
            "つながらなかった",
        ],
    ),
    (
        CaseState::NotAttempted,
        &[
            "not_attempted",
            "notattempted",
            "していない",
            "アウトリーチしていない",
            "未実施",
            "区における支援のみ",
            "学校における支援のみ",
            "区のみ",
            "学校のみ",
        ],
    ),
    (CaseState::Preparing, &["preparing", "準備中"]),
];

pub(crate) const SUPPORTS: &[(Option<LinkState>, &[&str])] = &[
    (None, &["none", "なし", "無", "-", "未"]),
    (
        Some(LinkState::Preparing),
        &["preparing", "準備中", "支援準備中"],
    ),
    (Some(LinkState::Offered), &["offered", "提供"]),
    (
        Some(LinkState::InUse),
        &["in_use", "inuse", "利用", "利用中"],
    ),
    (
        Some(LinkState::Declined),
        &["declined", "拒否", "辞退", "拒否等"],
    ),
];

pub(crate) const DESTINATIONS: &[(Destination, &[&str])] = &[
    (
        Destination::WardOffice,
        &[
            "ward_office",
            "wardoffice",
            "区役所",
            "区役所等",
            "区役所等の支援",
        ],
    ),
    (
        Destination::Agency,
        &["agency", "関係機関", "関係機関等", "関係機関の支援等"],
    ),
    (
        Destination::MedicalPolice,
        &[
            "medical_police",
            "medicalpolice",
            "医療機関",
            "医療機関警察",
            "医療機関警察の支援",
            "医療",
            "警察",
        ],
    ),
    (
        Destination::PlaceLearning,
        &[
            "place_learning",
            "placelearning",
            "居場所",
            "学習支援",
            "居場所学習支援",
            "居場所学習支援等",
            "居場所学習支援等の支援",
        ],
    ),
    (Destination::School, &["school", "学校", "学校における支援"]),
    (Destination::Other, &["other", "その他"]),
];

pub(crate) const OUTCOMES: &[(Option<CaseOutcome>, &[&str])] = &[
    (Some(CaseOutcome::Resolved), &["resolved", "解決"]),
    (Some(CaseOutcome::Improved), &["improved", "好転"]),
    (Some(CaseOutcome::Unchanged), &["unchanged", "変化なし"]),
    (Some(CaseOutcome::Worsened), &["worsened", "悪化"]),
    (
        Some(CaseOutcome::OtherMoved),
        &[
            "other_moved",
            "othermoved",
            "その他",
            "転出",
            "転出等",
            "その他転出等",
        ],
    ),
    (None, &["unmeasured", "未測定", ""]),
];

pub(crate) const SUMS: &[&str] = &["合計", "計", "小計", "総計", "total"];
