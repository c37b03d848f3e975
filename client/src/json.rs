//! JSON as people send it, read strictly: a key that is there twice in one object is refused, since which of the two counts
//! would be anybody's guess. Whatever is wrong names the place.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Error, Map, Number, Value};
use std::fmt;

/// What is wrong in a document, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
	/// The place, such as `Consent.provision.actor[0].role`; empty for the document as a whole.
	pub path: String,
	/// What is wrong and what to do.
	pub reason: String,
}

impl Problem {
	/// A problem at a path.
	pub fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
		Self {
			path: path.into(),
			reason: reason.into(),
		}
	}
}

impl fmt::Display for Problem {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		if self.path.is_empty() {
			f.write_str(&self.reason)
		} else {
			write!(f, "{}: {}", self.path, self.reason)
		}
	}
}

impl std::error::Error for Problem {}

/// Reads a document, with or without a byte order mark. Numbers stay as they are written.
pub fn parse(bytes: &[u8]) -> Result<Value, Problem> {
	let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
	let mut place = Place(vec![]);
	let mut reader = serde_json::Deserializer::from_slice(bytes);
	let value = Strict(&mut place).deserialize(&mut reader);
	value
		.and_then(|value| reader.end().map(|()| value))
		.map_err(|error| place.problem(&error))
}

/// Where the reader stopped, innermost step first.
struct Place(Vec<Step>);

enum Step {
	Member(String),
	Item(usize),
}

impl Place {
	fn problem(self, error: &Error) -> Problem {
		if !error.is_data() {
			return Problem::new("", format!("not JSON: {error}"));
		}
		let mut path = String::new();
		for step in self.0.into_iter().rev() {
			match step {
				Step::Item(index) => path.push_str(&format!("[{index}]")),
				Step::Member(key) if path.is_empty() => path = key,
				Step::Member(key) => path.push_str(&format!(".{key}")),
			}
		}
		Problem::new(path, error.to_string())
	}

	fn at<T, E>(&mut self, read: Result<T, E>, step: impl FnOnce() -> Step) -> Result<T, E> {
		if read.is_err() {
			self.0.push(step());
		}
		read
	}
}

/// How `serde_json` hands over a number that no primitive type holds as it is written: as a map of this one member.
const NUMBER: &str = "$serde_json::private::Number";

struct Strict<'p>(&'p mut Place);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
	type Value = Value;

	fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
		deserializer.deserialize_any(self)
	}
}

impl<'de> Visitor<'de> for Strict<'_> {
	type Value = Value;

	fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("JSON")
	}

	fn visit_unit<E>(self) -> Result<Value, E> {
		Ok(Value::Null)
	}

	fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
		Ok(Value::Bool(value))
	}

	fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
		Ok(Value::from(value))
	}

	fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
		Ok(Value::from(value))
	}

	fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
		Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
	}

	fn visit_str<E>(self, value: &str) -> Result<Value, E> {
		Ok(Value::String(value.to_owned()))
	}

	fn visit_string<E>(self, value: String) -> Result<Value, E> {
		Ok(Value::String(value))
	}

	fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
		let mut all = Vec::new();
		loop {
			let read = items.next_element_seed(Strict(self.0));
			match self.0.at(read, || Step::Item(all.len()))? {
				Some(item) => all.push(item),
				None => return Ok(Value::Array(all)),
			}
		}
	}

	fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
		let mut all = Map::new();
		while let Some(key) = members.next_key::<String>()? {
			if key == NUMBER && all.is_empty() {
				let text: String = members.next_value()?;
				return text.parse().map(Value::Number).map_err(A::Error::custom);
			}
			if all.contains_key(&key) {
				return Err(A::Error::custom(format!("`{key}` is there twice in one object")));
			}
			let read = members.next_value_seed(Strict(self.0));
			let value = self.0.at(read, || Step::Member(key.clone()))?;
			all.insert(key, value);
		}
		Ok(Value::Object(all))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn parse_should_name_place_and_key_when_a_key_is_there_twice() {
		let problem = parse(br#"{"a":[0,{"b":{"type":"permit","type":"deny"}}]}"#).unwrap_err();
		assert_eq!(problem.path, "a[1].b");
		assert!(problem.reason.starts_with("`type` is there twice"), "{problem}");
		let problem = parse(br#"{"billed":1,"billed":2}"#).unwrap_err();
		assert!(
			problem
				.to_string()
				.starts_with("`billed` is there twice in one object at line 1"),
			"{problem}"
		);
		// Written in another way it is the same key.
		assert!(parse(br#"{"billed":1,"b\u0069lled":1}"#).is_err());
	}

	#[test]
	fn parse_should_refuse_when_not_json_or_too_deep() {
		for bytes in [&b"{"[..], b"", b"{\"a\":1,}", b"\xff\xfe", b"1 2", b"01", b"NaN"] {
			assert!(parse(bytes).unwrap_err().reason.starts_with("not JSON"));
		}
		assert!(parse("[".repeat(100_000).as_bytes()).is_err());
	}

	#[test]
	fn parse_should_keep_numbers_as_they_are_written() {
		for text in [
			"12.30",
			"0.1",
			"-0",
			"1e3",
			"340282366920938463463374607431768211455",
			"18446744073709551615",
		] {
			let value = parse(text.as_bytes()).unwrap();
			assert_eq!(
				value.to_string(),
				serde_json::from_str::<Value>(text).unwrap().to_string()
			);
			assert!(value.is_number());
		}
		assert_eq!(parse(b"[12.30]").unwrap()[0].to_string(), "12.30");
	}

	fn value() -> impl Strategy<Value = Value> {
		let leaf = prop_oneof![
			Just(Value::Null),
			any::<bool>().prop_map(Value::from),
			any::<i64>().prop_map(Value::from),
			any::<f64>().prop_map(Value::from),
			".*".prop_map(Value::from),
		];
		leaf.prop_recursive(4, 32, 5, |inner| {
			prop_oneof![
				prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
				prop::collection::btree_map(".*", inner, 0..5).prop_map(|map| map.into_iter().collect()),
			]
		})
	}

	proptest! {
		#[test]
		fn parse_should_read_what_the_library_reads_when_no_key_is_there_twice(value in value()) {
			let text = value.to_string();
			prop_assert_eq!(parse(text.as_bytes()).unwrap(), serde_json::from_str::<Value>(&text).unwrap());
		}
	}
}
