//! What `flows/` ships is in its canonical form, and its pictures show what it says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn tsunagi(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tsunagi"))
        .current_dir(root())
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said.into_owned())
}

fn pictures(folder: &Path) -> BTreeMap<String, String> {
    let paths = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    paths
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[test]
fn shipped_flows_are_in_their_canonical_form() {
    let (well, said) = tsunagi(&["flow", "fmt", "--check", "flows"]);
    assert!(well, "run `tsunagi flow fmt`:\n{said}");
}

#[test]
fn fmt_names_what_is_not_in_form_and_leaves_what_it_cannot_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let (odd, broken) = (
        folder.path().join("odd.yml"),
        folder.path().join("broken.yml"),
    );
    std::fs::write(
        &odd,
        "flow: odd\nversion: 1 # one\nsteps: {a: {then: end, say: a}}\n",
    )
    .unwrap();
    let (well, said) = tsunagi(&["flow", "fmt", "--check", path]);
    assert!(!well && said.contains("odd.yml"), "{said}");
    let (well, _) = tsunagi(&["flow", "fmt", path]);
    assert!(well);
    let formed = std::fs::read_to_string(&odd).unwrap();
    assert!(
        formed.starts_with("version: 1 ") && formed.contains("# one"),
        "{formed}"
    );
    let (well, said) = tsunagi(&["flow", "fmt", "--check", path]);
    assert!(well && said.is_empty(), "{said}");
    std::fs::write(&broken, "flow: [broken\n").unwrap();
    let (well, said) = tsunagi(&["flow", "fmt", path]);
    assert!(
        !well && said.contains("broken.yml") && said.contains("E00"),
        "{said}"
    );
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), "flow: [broken\n");
}

#[test]
fn the_pictures_are_current() {
    let folder = tempfile::tempdir().unwrap();
    let (well, said) = tsunagi(&[
        "flow",
        "graph",
        "--all",
        "--out",
        folder.path().to_str().unwrap(),
    ]);
    assert!(well, "{said}");
    let (drawn, shipped) = (
        pictures(folder.path()),
        pictures(&root().join("flows/pictures")),
    );
    let names: Vec<_> = drawn.keys().collect();
    let again = "run `tsunagi flow graph --all --out flows/pictures`";
    assert_eq!(shipped.keys().collect::<Vec<_>>(), names, "{again}");
    for (name, picture) in &drawn {
        assert!(shipped[name] == *picture, "{name} is old: {again}");
    }
}

#[test]
fn the_schemas_are_printed_as_they_are_shipped() {
    for (of, file) in [
        ("flow", "flow.schema.json"),
        ("transcript", "transcript.schema.json"),
    ] {
        let (well, said) = tsunagi(&["flow", "schema", of]);
        let shipped = std::fs::read_to_string(root().join("flows").join(file)).unwrap();
        assert!(well && said == shipped, "{file}");
    }
}
