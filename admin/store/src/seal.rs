//! Sealing at rest: XChaCha20-Poly1305 under a key per contact, which is itself wrapped by the installation's key file.
//!
//! Each area has a wrapping key of its own, derived from the key file, so that a row read under the wrong municipality cannot be
//! opened at all. Destroying a contact's wrapped key destroys every word of theirs, in every backup too.

use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use tsunagi_model::AreaId;

use crate::Error;

const NONCE: usize = 24;
const FORMAT: u8 = 1;

/// The key that opens one contact's words.
#[derive(Clone)]
pub struct ContactKey(XChaCha20Poly1305);

/// The installation's keys.
pub(crate) struct Keyring {
    master: [u8; 32],
    intake: XChaCha20Poly1305,
}

fn derive(master: &[u8; 32], purpose: &str) -> [u8; 32] {
    // HMAC fills a short key with zeros to the block length; doing it here makes the length a fact of the type.
    let mut block = [0; 64];
    block[..32].copy_from_slice(master);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(purpose.as_bytes());
    mac.finalize().into_bytes().into()
}

fn seal_with(cipher: &XChaCha20Poly1305, about: &str, plain: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE] = rand::random();
    let sealed = cipher
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: plain,
                aad: about.as_bytes(),
            },
        )
        .unwrap_or_default();
    let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
    out.push(FORMAT);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    out
}

fn open_with(cipher: &XChaCha20Poly1305, about: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
    let Some((&FORMAT, rest)) = sealed.split_first() else {
        return Err(Error::Sealed);
    };
    let Some((nonce, body)) = rest.split_first_chunk::<NONCE>() else {
        return Err(Error::Sealed);
    };
    cipher
        .decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: body,
                aad: about.as_bytes(),
            },
        )
        .map_err(|_| Error::Sealed)
}

impl ContactKey {
    fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(&bytes.into()))
    }

    /// Seals `plain`; it opens only under the same `about` (table and row).
    pub(crate) fn seal(&self, about: &str, plain: &[u8]) -> Vec<u8> {
        seal_with(&self.0, about, plain)
    }

    /// Opens what [`Self::seal`] made.
    pub(crate) fn open(&self, about: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        open_with(&self.0, about, sealed)
    }
}

impl Keyring {
    /// Reads the key file (64 hexadecimal digits), or makes one that only its owner can read.
    ///
    /// # Errors
    /// [`Error::KeyFile`] when it cannot be read, written or understood.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let bad = |source: std::io::Error| Error::KeyFile {
            path: path.to_owned(),
            source,
        };
        let master = match std::fs::read_to_string(path) {
            Ok(text) => {
                let mut master = [0; 32];
                hex::decode_to_slice(text.trim(), &mut master).map_err(|_| {
                    bad(std::io::Error::new(
                        std::io::ErrorKind::InvalidData,
                        "expected 64 hexadecimal digits",
                    ))
                })?;
                master
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let master: [u8; 32] = rand::random();
                write_private(path, &format!("{}\n", hex::encode(master))).map_err(bad)?;
                master
            }
            Err(error) => return Err(bad(error)),
        };
        Ok(Self::from_master(master))
    }

    fn from_master(master: [u8; 32]) -> Self {
        Self {
            intake: XChaCha20Poly1305::new(&derive(&master, "intake").into()),
            master,
        }
    }

    /// A short value that changes with the key: a store remembers it, so that a wrong key file is noticed at start.
    pub(crate) fn fingerprint(&self) -> String {
        hex::encode(&derive(&self.master, "fingerprint")[..8])
    }

    /// A keyed hash that finds a platform's id without storing it.
    pub(crate) fn thread(&self, channel: &str, thread: &str) -> String {
        hex::encode(&derive(&self.master, &format!("thread\0{channel}\0{thread}"))[..16])
    }

    /// A key for signing short-lived tokens of one purpose.
    pub(crate) fn signing_key(&self, purpose: &str) -> [u8; 32] {
        derive(&self.master, &format!("sign\0{purpose}"))
    }

    fn area(&self, area: AreaId) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&derive(&self.master, &format!("area\0{area}")).into())
    }

    /// A new contact's key: the key itself and its wrapped form for the row.
    pub(crate) fn new_contact_key(&self, area: AreaId, contact: &str) -> (ContactKey, Vec<u8>) {
        let bytes: [u8; 32] = rand::random();
        (
            ContactKey::from_bytes(bytes),
            seal_with(&self.area(area), contact, &bytes),
        )
    }

    /// Opens a contact's wrapped key.
    pub(crate) fn contact_key(
        &self,
        area: AreaId,
        contact: &str,
        wrapped: &[u8],
    ) -> Result<ContactKey, Error> {
        let bytes: [u8; 32] = open_with(&self.area(area), contact, wrapped)?
            .try_into()
            .map_err(|_| Error::Sealed)?;
        Ok(ContactKey::from_bytes(bytes))
    }

    /// The key of what belongs to an area but to no contact: groups, staff secrets.
    pub(crate) fn area_key(&self, area: AreaId) -> ContactKey {
        ContactKey(self.area(area))
    }

    /// Seals a raw event until its work is done.
    pub(crate) fn seal_intake(&self, about: &str, plain: &[u8]) -> Vec<u8> {
        seal_with(&self.intake, about, plain)
    }

    /// Opens it.
    pub(crate) fn open_intake(&self, about: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        open_with(&self.intake, about, sealed)
    }
}

#[cfg(unix)]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(not(unix))]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::Keyring;
    use tsunagi_model::{AreaId, Timestamp};

    fn area(n: u8) -> AreaId {
        AreaId::new(Timestamp(0), [n; 10])
    }

    #[test]
    fn a_word_opens_only_under_its_own_key_area_and_row() {
        let keys = Keyring::from_master([7; 32]);
        let (key, wrapped) = keys.new_contact_key(area(1), "c1");
        let sealed = key.seal("message/1", "きえたい".as_bytes());
        assert!(!sealed.windows(3).any(|three| three == "き".as_bytes()));
        let again = keys.contact_key(area(1), "c1", &wrapped).unwrap();
        assert_eq!(
            again.open("message/1", &sealed).unwrap(),
            "きえたい".as_bytes()
        );
        assert!(
            again.open("message/2", &sealed).is_err(),
            "moved to another row"
        );
        assert!(
            keys.contact_key(area(2), "c1", &wrapped).is_err(),
            "another municipality"
        );
        assert!(
            keys.contact_key(area(1), "c2", &wrapped).is_err(),
            "another contact"
        );
        let (other, _) = keys.new_contact_key(area(1), "c1");
        assert!(other.open("message/1", &sealed).is_err(), "another key");
        assert!(again.open("message/1", &sealed[..10]).is_err(), "cut short");
    }

    #[test]
    fn the_key_file_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/tsunagi.key");
        let first = Keyring::open(&path).unwrap();
        assert_eq!(
            first.fingerprint(),
            Keyring::open(&path).unwrap().fingerprint()
        );
        std::fs::write(&path, "rubbish").unwrap();
        assert!(Keyring::open(&path).is_err());
    }
}
