//! What others hold: addresses that came in a message are fetched without any token of ours, and only from the public internet.
//!
//! Who writes to us chooses the address, so it may point at our own machines. Therefore: https only; a name is resolved here, every one
//! of its addresses is judged, and the connection goes to those that were judged and to no others; each redirect is an address like
//! the first; the answer is bounded in bytes and time; what it is, its first bytes say.

use std::error::Error as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;

use crate::http::{HttpError, cause, header, read_up_to};
use crate::{Content, SendError};

/// Redirects that are followed.
const REDIRECTS: usize = 3;
/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a silence in the middle of an answer may last.
const SILENCE: Duration = Duration::from_secs(15);
/// How long one answer may take as a whole.
const TOTAL: Duration = Duration::from_secs(60);
/// The longest address that is looked at.
const LONGEST: usize = 4_096;

/// Why something that others hold is not here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExternalError {
    /// It must not be fetched: a stable word for why.
    #[error("not to be fetched: {0}")]
    Unsafe(&'static str),
    /// It could not be fetched.
    #[error(transparent)]
    Failed(#[from] SendError),
}

/// A resolver that knows only addresses of the public internet.
struct Judged {
    this_machine: bool,
}

/// A name has an address that is not public.
#[derive(Debug, thiserror::Error)]
#[error("the name has an address that is not public")]
struct NotPublic;

impl Resolve for Judged {
    fn resolve(&self, name: Name) -> Resolving {
        let this_machine = self.this_machine;
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            // One bad address among good ones is no accident.
            if found.is_empty() || !found.iter().all(|at| may_reach(at.ip(), this_machine)) {
                return Err(NotPublic.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Fetches what others hold.
#[derive(Clone)]
pub struct External {
    http: reqwest::Client,
    this_machine: bool,
}

impl External {
    /// The one that everybody uses.
    pub fn shared() -> Result<Self, ExternalError> {
        static SHARED: OnceLock<External> = OnceLock::new();
        Self::kept(&SHARED, false)
    }

    /// One that also reaches this machine, and there without TLS: for channels whose platform is a stand-in here.
    pub fn with_this_machine() -> Result<Self, ExternalError> {
        static LOCAL: OnceLock<External> = OnceLock::new();
        Self::kept(&LOCAL, true)
    }

    fn kept(place: &OnceLock<Self>, this_machine: bool) -> Result<Self, ExternalError> {
        if let Some(known) = place.get() {
            return Ok(known.clone());
        }
        let made = Self::new(this_machine, TOTAL, SILENCE)
            .map_err(|_| ExternalError::Failed(SendError::Connect))?;
        Ok(place.get_or_init(|| made).clone())
    }

    fn new(this_machine: bool, total: Duration, silence: Duration) -> Result<Self, HttpError> {
        let http = reqwest::Client::builder()
            .user_agent(concat!("tsunagi/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT.min(total))
            .read_timeout(silence)
            .timeout(total)
            .redirect(Policy::none())
            .referer(false)
            // A proxy would resolve names by itself.
            .no_proxy()
            .pool_max_idle_per_host(2)
            .dns_resolver(Arc::new(Judged { this_machine }))
            .build()?;
        Ok(Self { http, this_machine })
    }

    /// Fetches at most `limit` bytes. The content type of what is [`Content::Ready`] is what its first bytes say.
    pub async fn fetch(&self, address: &str, limit: usize) -> Result<Content, ExternalError> {
        if address.len() > LONGEST {
            return Err(ExternalError::Unsafe("address"));
        }
        let mut url = Url::parse(address).map_err(|_| ExternalError::Unsafe("address"))?;
        for _ in 0..=REDIRECTS {
            self.judge(&url)?;
            let mut response = self
                .http
                .get(url.clone())
                .send()
                .await
                .map_err(|error| refusal(&error))?;
            let status = response.status().as_u16();
            match status {
                200 => {
                    let named = header(&response, "content-type").unwrap_or_default();
                    let bytes = read_up_to(&mut response, limit)
                        .await
                        .map_err(|error| cause(&error))?;
                    return bytes.map_or(Ok(Content::TooLarge), |bytes| content(&named, bytes));
                }
                202 | 204 => return Ok(Content::NotYet),
                301 | 302 | 303 | 307 | 308 => {
                    let to = header(&response, "location").filter(|to| to.len() <= LONGEST);
                    url = to
                        .and_then(|to| url.join(&to).ok())
                        .ok_or(ExternalError::Unsafe("redirect"))?;
                }
                404 | 410 => return Ok(Content::Gone),
                408 | 425 | 429 => return Err(SendError::RateLimited { after: None }.into()),
                500.. => {
                    return Err(SendError::Platform {
                        status,
                        after: None,
                    }
                    .into());
                }
                // Most often the address was good for a while only.
                _ => {
                    return Err(SendError::Refused {
                        status,
                        detail: String::new(),
                    }
                    .into());
                }
            }
        }
        Err(ExternalError::Unsafe("redirects"))
    }

    /// Whether an address may be asked at all. Of a name only its form can be judged here; its addresses are when it is resolved.
    fn judge(&self, url: &Url) -> Result<(), ExternalError> {
        let host = url.host().ok_or(ExternalError::Unsafe("address"))?;
        let ip = match &host {
            url::Host::Ipv4(ip) => Some(IpAddr::V4(*ip)),
            url::Host::Ipv6(ip) => Some(IpAddr::V6(*ip)),
            url::Host::Domain(_) => None,
        };
        if ip.is_some_and(|ip| !may_reach(ip, self.this_machine)) {
            return Err(ExternalError::Unsafe("private_address"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ExternalError::Unsafe("address"));
        }
        let here = self.this_machine && ip.is_some_and(|ip| ip.is_loopback());
        match url.scheme() {
            "https" | "http" if here => Ok(()),
            "https" if url.port_or_known_default() == Some(443) => Ok(()),
            "https" => Err(ExternalError::Unsafe("port")),
            _ => Err(ExternalError::Unsafe("not_https")),
        }
    }
}

fn content(named: &str, bytes: Vec<u8>) -> Result<Content, ExternalError> {
    let sniffed = sniff(&bytes);
    let page = |kind: &str| kind.contains("html") || kind.contains("xhtml");
    // A page where a picture should be says that there is none, or wants to be shown to somebody.
    if page(sniffed) || sniffed == UNKNOWN && page(&named.to_ascii_lowercase()) {
        return Err(ExternalError::Unsafe("page"));
    }
    Ok(Content::Ready {
        content_type: sniffed.to_owned(),
        bytes,
    })
}

fn refusal(error: &reqwest::Error) -> ExternalError {
    let mut below = error.source();
    while let Some(error) = below {
        if error.is::<NotPublic>() {
            return ExternalError::Unsafe("private_address");
        }
        below = error.source();
    }
    cause(error).into()
}

const UNKNOWN: &str = "application/octet-stream";

/// What bytes are, by how they begin; `application/octet-stream` if nobody knows.
pub fn sniff(bytes: &[u8]) -> &'static str {
    infer::get(bytes).map_or(UNKNOWN, |known| known.mime_type())
}

/// Whether an address belongs to the public internet, or to this machine where that is allowed.
fn may_reach(ip: IpAddr, this_machine: bool) -> bool {
    match ip {
        _ if this_machine && ip.is_loopback() => true,
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// Everything but what the registries keep for special use (RFC 6890 and its successors).
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127, ..)                          // this network, private, loopback
            | (100, 64..=127, _)                    // shared by providers
            | (169, 254, _)                         // link-local; where clouds answer about themselves
            | (172, 16..=31, _)                     // private
            | (192, 0, 0 | 2)                       // protocol assignments, documentation
            | (192, 31, 196) | (192, 52, 193) | (192, 175, 48) // AS112, AMT
            | (192, 88, 99)                         // 6to4 relays
            | (192, 168, _)                         // private
            | (198, 18 | 19, _)                     // benchmarks
            | (198, 51, 100) | (203, 0, 113)        // documentation
            | (224.., ..) // multicast, reserved, broadcast
    );
    // Where one cloud answers about itself although the address is public.
    !special && ip != Ipv4Addr::new(168, 63, 129, 16)
}

/// Global unicast without the parts that carry another address or are kept for special use.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    // ::ffff:0:0/96, ::/96 and the translated forms are IPv4 in disguise or nothing that anybody serves from: all outside 2000::/3.
    match parts {
        [0x2001, second, ..] if second < 0x200 => false, // protocol assignments, Teredo, ORCHID
        [0x2001, 0xdb8, ..] => false,                    // documentation
        [0x2002, ..] => false,                           // 6to4 carries an IPv4 address
        [0x3fff, second, ..] if second < 0x1000 => false, // documentation
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests;
