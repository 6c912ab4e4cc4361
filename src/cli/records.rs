//! One line of JSON Lines -> a text and its id.

use serde_json::Value;

/// Takes the text and the id out of a record. A record without an id is no mistake.
///
/// # Errors
/// What is wrong with the line and what to do, for people.
pub(crate) fn parse(
    line: &[u8],
    text_field: &str,
    id_field: &str,
) -> Result<(String, Option<Value>), String> {
    let line = std::str::from_utf8(line).map_err(|_| "not valid UTF-8".to_owned())?;
    let line = line.trim_start_matches('\u{FEFF}');
    let value: Value = serde_json::from_str(line).map_err(|error| {
        // Its line is always 1; the column helps.
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or(&what);
        format!("not valid JSON: {what} at column {}", error.column())
    })?;
    let Value::Object(mut record) = value else {
        return Err("not a JSON object; each line of JSON Lines is one".to_owned());
    };
    match record.remove(text_field) {
        Some(Value::String(text)) => Ok((text, record.remove(id_field))),
        Some(_) => Err(format!("its field `{text_field}` is not a string")),
        None => {
            let fields: Vec<String> = record.keys().take(8).map(|key| format!("`{key}`")).collect();
            let has = if fields.is_empty() { "none".to_owned() } else { fields.join(", ") };
            Err(format!("no field `{text_field}` (it has {has}); name the field with --text-field"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_text_and_its_id_are_taken() {
        let (text, id) = parse(br#"{"n": 7, "body": "a\u00e9"}"#, "body", "n").expect("a record");
        assert_eq!((text.as_str(), id), ("aé", Some(7.into())));
        assert_eq!(parse(b"{\"text\": \"\"}\n", "text", "id"), Ok((String::new(), None)));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (line, told) in [
            (&b"{\"text\": \"a\""[..], "not valid JSON: EOF while parsing an object at column 12"),
            (b"[1]", "not a JSON object"),
            (b"{\"text\": 1}", "is not a string"),
            (b"{\"body\": \"a\"}", "no field `text` (it has `body`)"),
            (b"\xFF", "not valid UTF-8"),
        ] {
            let error = parse(line, "text", "id").expect_err("no record");
            assert!(error.contains(told), "{error}");
        }
    }
}
