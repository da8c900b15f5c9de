//! A store of its own for each test, on either engine, and the texts.

use tsunagi_locale::{Catalogue, TextFile};
use tsunagi_model::Timestamp;
use tsunagi_report::{
    CaseImport, Column, DenominatorImport, FiscalYear, Group, Mode, Options, Report, Request, Row,
};
use tsunagi_store::Store;

/// 2026-11-20 12:00 in Tokyo.
pub const NOW: Timestamp = Timestamp(1_795_143_600_000_000);

pub struct Rig {
    pub store: Store,
    _folder: tempfile::TempDir,
}

/// One async function, a test of it on each engine. A missing engine is a failure, never a skip.
macro_rules! on_both {
    ($($name:ident)*) => {$(
        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name(crate::rig::Rig::sqlite().await).await;
            }
            #[tokio::test]
            async fn postgres() {
                super::$name(crate::rig::Rig::postgres().await).await;
            }
        }
    )*};
}
pub(crate) use on_both;

impl Rig {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("t.db").display());
        Self::over(&url, folder).await
    }

    pub async fn postgres() -> Self {
        let server = std::env::var("TSUNAGI_TEST_POSTGRES")
            .expect("TSUNAGI_TEST_POSTGRES must name a PostgreSQL server (postgres://…/postgres); ./test starts one");
        let url = tsunagi_store::fresh_postgres(&server).await.unwrap();
        Self::over(&url, tempfile::tempdir().unwrap()).await
    }

    async fn over(url: &str, folder: tempfile::TempDir) -> Self {
        let store = Store::open(url, &folder.path().join("key")).await.unwrap();
        Self {
            store,
            _folder: folder,
        }
    }

    pub async fn cases(&self, bytes: &[u8], mode: Mode) -> CaseImport {
        tsunagi_report::import_cases(&self.store, bytes, mode, None, NOW, &mut |_, _| {})
            .await
            .unwrap()
    }

    pub async fn pupils(&self, bytes: &[u8], mode: Mode) -> DenominatorImport {
        tsunagi_report::import_denominators(&self.store, bytes, mode, None, NOW)
            .await
            .unwrap()
    }

    pub async fn report(&self, year: i64, group: Group, options: Options) -> Report {
        let request = Request {
            year: FiscalYear(year),
            areas: Vec::new(),
            group,
            options,
        };
        tsunagi_report::osaka(&self.store, &request, None, NOW)
            .await
            .unwrap()
    }

    /// The whole ledger as exported, to see whether anything changed.
    pub async fn ledger(&self) -> Vec<u8> {
        let mut out = Vec::new();
        tsunagi_report::export_encounters(
            &self.store,
            tsunagi_report::Format::Csv,
            None,
            NOW,
            &mut out,
        )
        .await
        .unwrap();
        out
    }
}

pub fn values(row: &Row) -> Vec<i64> {
    Column::all().map(|column| row.value(column)).collect()
}

pub fn texts() -> Catalogue {
    let file = |language: &str, text: &str| TextFile {
        language: language.to_owned(),
        name: "report".to_owned(),
        path: format!("locales/{language}/report.ftl"),
        text: text.to_owned(),
    };
    let ja = file("ja", include_str!("../../../../locales/ja/report.ftl"));
    let en = file("en", include_str!("../../../../locales/en/report.ftl"));
    let (texts, problems) = Catalogue::load(&[ja, en]);
    assert!(problems.is_empty(), "{problems:?}");
    texts
}
