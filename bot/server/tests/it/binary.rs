//! The binary itself: started, killed, started again; and its commands.

use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A service over a SQLite file in a folder of its own, with LINE's double as its platform.
pub struct Running {
    child: Child,
    pub address: SocketAddr,
    folder: Option<tempfile::TempDir>,
}

impl Running {
    pub fn start(api_base: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let path = folder.path().display();
        std::fs::write(
            folder.path().join("tsunagi.toml"),
            format!(
                "listen = \"{address}\"\ndatabase_url = \"sqlite://{path}/t.db\"\nkey_file = \"{path}/t.key\"\nflows = \"{root}/flows\"\n\
                 locales = \"{root}/locales\"\n[[channel]]\nslug = \"line\"\nkind = \"line\"\narea = \"uwajima\"\nsecret = \"test-secret\"\n\
                 access_token = \"test-token\"\napi_base = \"{api_base}\"\ndata_api_base = \"{api_base}\"\n",
                root = root().display()
            ),
        )
        .unwrap();
        Self::launch(folder, address)
    }

    fn launch(folder: tempfile::TempDir, address: SocketAddr) -> Self {
        let child = tsunagi(&folder.path().join("tsunagi.toml"))
            .arg("serve")
            .env("RUST_LOG", "error")
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "the service did not start"
            );
            std::thread::yield_now();
        }
        Self {
            child,
            address,
            folder: Some(folder),
        }
    }

    /// Another command with the same configuration, while the service runs.
    pub fn command(&self, arguments: &[&str]) -> Output {
        let folder = self.folder.as_ref().unwrap().path();
        let mut command = tsunagi(&folder.join("tsunagi.toml"));
        command
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// SIGKILL: nothing is said goodbye to.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Where its files are.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.as_ref().unwrap().path()
    }

    /// The same service once more.
    pub fn again(mut self) -> Self {
        let folder = self.folder.take().unwrap();
        Self::launch(folder, self.address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn tsunagi(config: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tsunagi"));
    command.current_dir(root()).arg("--config").arg(config);
    command
}

pub fn run(folder: &tempfile::TempDir, arguments: &[&str]) -> Output {
    run_with(folder, "", arguments)
}

/// The same with more in the configuration.
pub fn run_with(folder: &tempfile::TempDir, more: &str, arguments: &[&str]) -> Output {
    let config = folder.path().join("t.toml");
    let path = folder.path().display();
    std::fs::write(
        &config,
        format!("database_url = \"sqlite://{path}/t.db\"\nkey_file = \"{path}/t.key\"\n{more}"),
    )
    .unwrap();
    tsunagi(&config)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What `menu check` says of the folder `flows` in this one.
pub fn check_menus(folder: &tempfile::TempDir) -> String {
    let config = folder.path().join("menus.toml");
    let flows = folder.path().join("flows");
    std::fs::write(&config, format!("flows = \"{}\"\n", flows.display())).unwrap();
    let output = tsunagi(&config).args(["menu", "check"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn the_shipped_flows_and_texts_have_no_errors() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["flow", "check"][..],
        &["menu", "check"],
        &["locale", "check"],
        &["flow", "test"],
    ] {
        let output = run(&folder, arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}{}",
            text(&output.stdout),
            text(&output.stderr)
        );
    }
    let output = run(&folder, &["flow", "check", "--format", "json"]);
    assert!(serde_json::from_slice::<Vec<serde_json::Value>>(&output.stdout).is_ok());
}

#[test]
fn a_broken_flow_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let flows = folder.path().join("flows");
    std::fs::create_dir(&flows).unwrap();
    std::fs::write(
        flows.join("bad.yml"),
        "version: 1\nflow: bad\ntitle: x\nsteps:\n  hello: {say: hello, then: nowhere}\n",
    )
    .unwrap();
    let output = run(&folder, &["flow", "check", flows.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stdout);
    assert!(
        said.contains("bad.yml:5:") && said.contains("error[E01]"),
        "{said}"
    );
}

#[test]
fn codes_for_letters_come_as_a_file_and_are_kept_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("t.toml");
    let path = folder.path().display();
    std::fs::write(
        &config,
        format!("database_url = \"sqlite://{path}/t.db\"\nkey_file = \"{path}/t.key\"\n[[area]]\nslug = \"uwajima\"\nname = \"宇和島市\"\n"),
    )
    .unwrap();
    let make = |area: &str| {
        let arguments = [
            "codes", "make", "--area", area, "--letter", "spring", "--count", "3",
        ];
        tsunagi(&config).args(arguments).output().unwrap()
    };
    let said = text(&make("uwajima").stdout);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "code,area,letter,expires");
    assert_eq!(lines.len(), 4, "{said}");
    assert!(lines[1].contains(",uwajima,spring,2"), "{said}");
    let code = lines[1].split(',').next().unwrap();
    assert!(code.len() == 9 && code.as_bytes()[4] == b'-', "{code}");
    let file = std::fs::read(folder.path().join("t.db")).unwrap();
    let plain = code.replace('-', "");
    assert!(
        !file.windows(8).any(|bytes| bytes == plain.as_bytes()),
        "the store knows only the hash"
    );
    let wrong = make("uwajma");
    assert!(!wrong.status.success());
    assert!(text(&wrong.stderr).contains("there is no area `uwajma`"));
}

#[test]
fn classify_reads_lines() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("t.toml");
    std::fs::write(&config, "").unwrap();
    let mut child = tsunagi(&config)
        .arg("classify")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(
        &mut child.stdin.take().unwrap(),
        "死にたい\nこんにちは\n".as_bytes(),
    )
    .unwrap();
    let output = child.wait_with_output().unwrap();
    let lines: Vec<_> = text(&output.stdout).lines().map(str::to_owned).collect();
    assert!(lines[0].starts_with("alert\tsuicide\t"), "{lines:?}");
    assert_eq!(lines[1], "none\t-\t-");
}

#[test]
fn a_flow_is_played_through_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("t.toml");
    std::fs::write(&config, "").unwrap();
    let mut child = tsunagi(&config)
        .args([
            "flow",
            "play",
            "checkin",
            "--role",
            "child",
            "--language",
            "en",
        ])
        .args(["--ui", "en", "--set", "consent.messages=agree"])
        .args(["--at", "2026-12-06 17:00"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let typed =
        "1\n/back\ntalk to a person\n/staff write\n/staff close\n/wait 3d\n/fields\n/nonsense\n";
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = text(&output.stdout);
    assert!(output.status.success(), "{said}");
    for part in [
        "unasked, number 1",
        "1) ",
        "Remembered: checkin.mood = great",
        "One step back",
        "A person is asked to take over: outreach",
        "contact.role = child",
        "not a command",
    ] {
        assert!(said.contains(part), "{part} is not in:\n{said}");
    }
    assert!(!said.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn a_simulated_spring_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = [
        "flow",
        "simulate",
        "--families",
        "20",
        "--days",
        "60",
        "--format",
        "json",
    ];
    let output = run(&folder, &arguments);
    let sums: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(sums["families"], 20);
    assert_eq!(sums["endless"], 0);
}

#[test]
fn a_year_of_a_city_goes_in_and_comes_out_as_its_report() {
    let folder = tempfile::tempdir().unwrap();
    let cases = folder.path().join("cases.csv");
    std::fs::write(
        &cases,
        include_str!("../../demo/cases.csv").replace("YEAR", "2026"),
    )
    .unwrap();
    let output = run(&folder, &["import", "cases", cases.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let output = run(
        &folder,
        &[
            "report",
            "osaka",
            "--fiscal-year",
            "2026",
            "--group",
            "area",
            "--format",
            "csv",
        ],
    );
    let csv = text(&output.stdout);
    let rows: Vec<Vec<&str>> = csv
        .trim_start_matches('\u{feff}')
        .lines()
        .map(|line| line.trim().split(',').collect())
        .collect();
    assert_eq!(rows[0].len(), 31, "{csv}");
    assert_eq!((rows[0][1], rows[0][30]), ("O1", "O30"));
    let uwajima = rows.iter().find(|row| row[0] == "uwajima").unwrap();
    assert_eq!(uwajima[2], "5", "five children needed support");
    assert_eq!(uwajima[12], "8", "telephone: 2 + 3 + 1 + 2");
    let output = run(&folder, &["export", "encounters"]);
    assert!(text(&output.stdout).lines().count() > 15);
    let output = run(&folder, &["export", "audit"]);
    assert!(
        text(&output.stdout).contains("export"),
        "an export leaves a trace"
    );
}

#[test]
fn help_and_mistakes_have_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        "serve", "demo", "doctor", "flow", "locale", "classify", "import", "export", "report",
        "staff", "migrate", "bench",
    ] {
        let output = run(&folder, &[command, "--help"]);
        assert!(
            output.status.success() && !output.stdout.is_empty(),
            "{command} --help"
        );
    }
    assert_eq!(run(&folder, &["nonsense"]).status.code(), Some(2));
    assert_eq!(
        run(&folder, &["report", "osaka", "--fiscal-year", "soon"])
            .status
            .code(),
        Some(2)
    );
}
