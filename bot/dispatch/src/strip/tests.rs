//! Nothing that was recorded survives, every pixel does, and no bytes make it panic.

use image::{DynamicImage, ImageFormat, RgbImage};
use proptest::prelude::*;
use tsunagi_model::MediaKind;

use super::{Stripped, strip};

/// What must not be found again.
const PLACE: &[u8] = b"N33.223600 E132.560500";

fn picture(width: u32, height: u32, seed: u8) -> DynamicImage {
    let mut picture = RgbImage::new(width, height);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let tone = |factor: u32| ((x * factor + y * 7 + u32::from(seed)) % 256) as u8;
        pixel.0 = [tone(3), tone(5), tone(11)];
    }
    DynamicImage::ImageRgb8(picture)
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn pixels(bytes: &[u8]) -> Vec<u8> {
    image::load_from_memory(bytes)
        .unwrap()
        .to_rgba8()
        .into_raw()
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|part| part == needle)
}

fn of(bytes: &[u8]) -> Stripped {
    let kind = infer(bytes);
    strip(MediaKind::Image, kind, bytes.to_vec())
}

fn infer(bytes: &[u8]) -> &'static str {
    tsunagi_channel::sniff(bytes)
}

/// An Exif block with a place, little-endian, that says which way is up.
fn exif(way: u8) -> Vec<u8> {
    let mut block = b"Exif\0\0II\x2a\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    block.extend_from_slice(&[way, 0, 0, 0]);
    block.extend_from_slice(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0");
    block.extend_from_slice(PLACE);
    block
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], body].concat()
}

/// A JPEG with what telephones and programs put into it.
fn telling_jpeg(picture: &DynamicImage, way: u8) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::Jpeg);
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0<x>", PLACE].concat();
    let iptc = [b"Photoshop 3.0\08BIM", PLACE].concat();
    let recorded = [
        segment(0xe1, &exif(way)),
        segment(0xe1, &xmp),
        segment(0xe2, &[b"MPF\0", PLACE].concat()),
        segment(0xed, &iptc),
        segment(0xef, PLACE),
        segment(0xfe, PLACE),
    ]
    .concat();
    // Behind the end: the second picture of some telephones, with a place of its own.
    [&plain[..2], &recorded, &plain[2..], PLACE].concat()
}

fn telling_png(picture: &DynamicImage) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::Png);
    let chunk = |name: &[u8; 4]| {
        let length = u32::try_from(PLACE.len()).unwrap().to_be_bytes();
        // The sum of these is not looked at by anybody.
        [&length[..], name, PLACE, &[0; 4]].concat()
    };
    let (head, rest) = plain.split_at(33);
    let recorded = [b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"xxXX"]
        .map(chunk)
        .concat();
    [head, &recorded, rest, PLACE].concat()
}

fn telling_webp(picture: &DynamicImage) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::WebP);
    let data = &plain[12..];
    let (width, height) = (picture.width() - 1, picture.height() - 1);
    let mut head = vec![0b0000_1100, 0, 0, 0];
    head.extend_from_slice(&width.to_le_bytes()[..3]);
    head.extend_from_slice(&height.to_le_bytes()[..3]);
    let chunk = |name: &[u8; 4], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        [name, &length[..], body, &[0][..body.len() % 2]].concat()
    };
    let body = [
        chunk(b"VP8X", &head),
        data.to_vec(),
        chunk(b"EXIF", &exif(1)),
        chunk(b"XMP ", PLACE),
        chunk(b"zzzz", PLACE),
    ]
    .concat();
    let length = u32::try_from(body.len() + 4).unwrap().to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &body, PLACE].concat()
}

fn telling_gif(picture: &DynamicImage) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::Gif);
    let table = if plain[10] & 0x80 == 0 {
        0
    } else {
        3 << ((plain[10] & 7) + 1)
    };
    let (head, rest) = plain.split_at(13 + table);
    let block = |body: &[u8]| [&[u8::try_from(body.len()).unwrap()], body, &[0]].concat();
    let recorded = [
        [&[0x21, 0xfe], &block(PLACE)[..]].concat(),
        [&[0x21, 0xff], &b"\x0bXMP DataXMP"[..], &block(PLACE)].concat(),
    ]
    .concat();
    [head, &recorded, rest, PLACE].concat()
}

fn check(telling: &[u8], kind: &str) {
    assert!(has(telling, PLACE));
    let stripped = of(telling);
    assert_eq!(
        (stripped.kind, stripped.content_type),
        (MediaKind::Image, kind)
    );
    assert!(
        !stripped.tells_place && !has(&stripped.bytes, PLACE),
        "{kind} tells where it was made"
    );
    assert!(!has(&stripped.bytes, &PLACE[..6]));
    assert_eq!(
        pixels(&stripped.bytes),
        pixels(telling),
        "{kind}: every pixel is the same"
    );
    assert_eq!(of(&stripped.bytes).bytes, stripped.bytes, "twice is once");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pictures_keep_their_pixels_and_nothing_else(width in 1_u32..60, height in 1_u32..60, seed: u8, way in 1_u8..=8) {
        let picture = picture(width, height, seed);
        check(&telling_jpeg(&picture, way), "image/jpeg");
        check(&telling_png(&picture), "image/png");
        check(&telling_webp(&picture), "image/webp");
        check(&telling_gif(&picture), "image/gif");
    }

    #[test]
    fn broken_pictures_are_files_and_nothing_panics(cut in 0_usize..2_000, at in 0_usize..2_000, byte: u8) {
        let picture = picture(23, 17, 3);
        for telling in [telling_jpeg(&picture, 6), telling_png(&picture), telling_webp(&picture), telling_gif(&picture)] {
            let mut broken = telling.clone();
            if let Some(one) = broken.get_mut(at) {
                *one = byte;
            }
            // Whatever comes out of a broken one, it does not tell more than what is shown may.
            let stripped = of(&broken);
            prop_assert!(stripped.kind != MediaKind::Image || stripped.bytes.len() <= broken.len());
            broken.truncate(cut);
            of(&broken);
        }
    }

    #[test]
    fn any_bytes_are_something(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for kind in ["image/jpeg", "image/png", "image/webp", "image/gif", "video/mp4", "video/quicktime", "image/heif", "x/y"] {
            let stripped = strip(MediaKind::File, kind, bytes.clone());
            prop_assert_eq!(stripped.bytes.len() > bytes.len(), false);
        }
    }
}

#[test]
fn a_picture_that_ends_in_the_middle_is_a_file() {
    let picture = picture(40, 40, 9);
    for telling in [
        telling_jpeg(&picture, 1),
        telling_png(&picture),
        telling_webp(&picture),
        telling_gif(&picture),
    ] {
        let half = &telling[..telling.len() / 2];
        let stripped = of(half);
        assert_eq!(
            (stripped.kind, stripped.content_type),
            (MediaKind::File, "application/octet-stream")
        );
        assert!(stripped.tells_place && stripped.bytes == half);
    }
}

#[test]
fn which_way_is_up_stays() {
    let picture = picture(8, 4, 1);
    for way in 1..=8 {
        let stripped = of(&telling_jpeg(&picture, way)).bytes;
        let mut decoder = image::ImageReader::new(std::io::Cursor::new(&stripped))
            .with_guessed_format()
            .unwrap()
            .into_decoder()
            .unwrap();
        let told = image::ImageDecoder::orientation(&mut decoder).unwrap();
        assert_eq!(told.to_exif(), way);
    }
}

#[test]
fn what_would_unfold_too_far_is_a_file() {
    let mut huge = encoded(&picture(8, 8, 0), ImageFormat::Png);
    huge[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    huge[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    assert_eq!(of(&huge).kind, MediaKind::File);
}

#[test]
fn films_lose_the_boxes_that_tell_and_keep_their_length() {
    let part = |name: &[u8; 4], body: &[u8]| {
        let size = u32::try_from(body.len() + 8).unwrap().to_be_bytes();
        [&size[..], name, body].concat()
    };
    let place = part(b"udta", &part(b"\xa9xyz", PLACE));
    let track = part(
        b"trak",
        &[part(b"tkhd", &[1; 20]), part(b"meta", PLACE)].concat(),
    );
    let film = [
        part(b"ftyp", b"isom\0\0\x02\0isommp41"),
        part(b"moov", &[part(b"mvhd", &[2; 20]), track, place].concat()),
        part(b"uuid", PLACE),
        part(b"mdat", &[3; 50]),
    ]
    .concat();
    let stripped = strip(MediaKind::Video, infer(&film), film.clone());
    assert_eq!(
        (stripped.kind, stripped.content_type),
        (MediaKind::Video, "video/mp4")
    );
    assert!(!stripped.tells_place && !has(&stripped.bytes, PLACE));
    assert_eq!(
        stripped.bytes.len(),
        film.len(),
        "what points at places in the file still points there"
    );
    assert!(
        has(&stripped.bytes, &[3; 50])
            && has(&stripped.bytes, &[2; 20])
            && has(&stripped.bytes, b"free")
    );
    assert_eq!(
        strip(MediaKind::Audio, "video/mp4", film.clone()).content_type,
        "audio/mp4"
    );

    let mut odd = film;
    let end = odd.len();
    odd.truncate(end - 10);
    assert!(
        strip(MediaKind::Video, "video/mp4", odd).tells_place,
        "it was not looked through to the end"
    );
}

#[test]
fn what_cannot_be_stripped_says_so() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let stripped = strip(MediaKind::Image, infer(heic), heic.to_vec());
    assert_eq!(
        (stripped.kind, stripped.content_type, stripped.tells_place),
        (MediaKind::File, "application/octet-stream", true)
    );
    let page = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let stripped = strip(MediaKind::Image, infer(page), page.to_vec());
    assert_eq!(
        (stripped.kind, stripped.content_type),
        (MediaKind::File, "application/octet-stream")
    );
}
