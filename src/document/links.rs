//! What is no word though it is written with letters: addresses, handles, file names, identifiers.

use crate::lang::{Lang, function_words};

/// End of a handle or tag that starts at `start` (after its sign).
pub(super) fn handle_end(text: &str, start: usize) -> usize {
    let end =
        text[start..].find(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(text.len(), |n| start + n);
    start + text[start..end].trim_end_matches('_').len()
}

pub(super) fn identifier_end(text: &str, start: usize) -> usize {
    text[start..].find(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(text.len(), |n| start + n)
}

/// `snake_case`, `__init__`: letters and digits with `_` inside; not `_emphasis_`.
pub(super) fn is_identifier(run: &str) -> bool {
    let name = &run[..identifier_end(run, 0)];
    let inner = name.trim_matches('_');
    inner.contains('_') || name.starts_with("__") && name.ends_with("__") && name.len() > 4
}

pub(super) fn is_email(run: &str) -> bool {
    let Some((name, domain)) = run.split_once('@') else {
        return false;
    };
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'))
        && domain.contains('.')
        && domain
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
}

/// Top-level domains common enough to be trusted without `www.`; lower case only, so that `country.It` stays two words.
pub(super) const TOP_LEVEL: &[&str] = &[
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "ai", "co", "uk", "de", "fr", "es",
    "it", "nl", "be", "ch", "at", "pl", "ru", "ua", "tr", "pt", "br", "cn", "jp", "kr", "in", "au", "nz",
    "za", "ca", "mx", "ar", "cl", "eu", "tv", "fm", "me", "ly", "gl", "app", "dev", "news", "blog", "online",
    "site", "shop", "museum", "gal", "cat", "ie", "se", "no", "dk", "fi", "cz", "gr", "hu", "ro", "bg", "il",
    "ir", "sa", "ae", "eg", "ng", "ke", "gh", "sg", "my", "id", "ph", "th", "vn", "hk", "tw", "us", "to",
    "cc", "xyz", "rs", "hr", "si", "sk", "lt", "lv", "ee", "is", "lu", "af", "pk", "bd", "lk", "np",
];

/// `example.com`, `news.example.co.uk/page`: lower-case host whose last part is a known top-level domain. A host of only
/// two parts whose last part is also an English word (`said.in`, `left.to`) is not one unless a path follows.
pub(super) fn is_domain(run: &str) -> bool {
    let (host, path) = run.find(['/', '?', '#', ':']).map_or((run, ""), |at| run.split_at(at));
    let mut parts = host.rsplit('.');
    let Some(last) = parts.next() else {
        return false;
    };
    let rest: Vec<&str> = parts.collect();
    if rest.is_empty()
        || rest.iter().any(|p| p.is_empty() || !p.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    {
        return false;
    }
    if !TOP_LEVEL.contains(&last) {
        return false;
    }
    let english = matches!(
        last,
        "in" | "it"
            | "to"
            | "is"
            | "me"
            | "no"
            | "us"
            | "be"
            | "at"
            | "my"
            | "co"
            | "so"
            | "am"
            | "news"
            | "online"
            | "site"
            | "shop"
            | "id"
            | "cat"
    );
    !english || rest.len() > 1 || path.len() > 1
}

/// Endings of file names that occur in prose.
pub(super) const EXTENSIONS: &[&str] = &[
    "txt", "md", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "csv", "tsv", "json", "jsonl",
    "xml", "yaml", "yml", "toml", "ini", "cfg", "conf", "log", "html", "htm", "css", "js", "ts", "jsx",
    "tsx", "mjs", "py", "rs", "go", "java", "c", "h", "cpp", "hpp", "cs", "rb", "php", "pl", "sh", "bat",
    "exe", "dll", "so", "zip", "gz", "xz", "tar", "rar", "7z", "png", "jpg", "jpeg", "gif", "svg", "webp",
    "tif", "tiff", "bmp", "mp3", "mp4", "wav", "avi", "mov", "mkv", "epub", "sql", "db", "lock", "bak",
    "iso", "img", "deb", "rpm", "apk", "jar", "tex", "bib", "ipynb", "vue", "scss", "wasm", "dic", "aff",
];

/// `report.pdf`, `Cargo.toml`, `v1.2.3`, `libfoo.so.1`
pub(super) fn is_file_name(name: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    if stem.is_empty() {
        return false;
    }
    let lower = extension.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        || extension.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    // `StellenboschF.C`
    let initial = extension.len() == 1 && extension.bytes().all(|b| b.is_ascii_uppercase());
    let capital_last = stem.ends_with(|c: char| c.is_ascii_uppercase());
    if initial && capital_last && stem.bytes().any(|b| b.is_ascii_lowercase()) {
        return false;
    }
    // "so" and the one-letter endings are also words or initials: they need a stem that is no plain word.
    let plain = stem.bytes().all(|b| b.is_ascii_lowercase());
    if lower && EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str()) {
        return extension.len() > 1 && extension != "so" || !plain;
    }
    // Versions: `v1.2.3`, `x86.64`, `rc1.0`; `was15.55` lost a space.
    let letters = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let glued = letters.len() > 1
        && !matches!(letters, "as" | "in" | "by" | "do" | "us" | "am")
        && function_words::is_function_word(Lang::En, letters);
    !glued
        && extension.bytes().all(|b| b.is_ascii_digit())
        && stem.bytes().any(|b| b.is_ascii_digit())
        && stem.len() <= 12
}

/// Whether a dot, slash or at sign follows within the run: what a hyphenated domain or file name has and a compound has not.
pub(super) fn has_more_link(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .take(64)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'@' | b'/' | b'_'))
        .any(|b| matches!(b, b'.' | b'@' | b'/'))
}
