//! JSON as people send it: read strictly, walked by path, refused by name.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// Largest file that is read, in bytes. A consent has a few kilobytes; its source may be attached.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Most items of one list of a rule.
pub const MAX_ITEMS: usize = 1_024;
/// Most items of one list of a request, with each of which each item of a rule is compared, and most actors of a rule.
pub const MAX_ASKED: usize = 256;

/// What is wrong, and where in the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
	/// Path in the document, such as `Consent.provision.actor[0].role`.
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

/// What most functions here return.
pub type Found<T> = Result<T, Problem>;

/// A value without a key twice in one object: which of the two counts would be anybody's guess.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Reader;

		impl<'de> Visitor<'de> for Reader {
			type Value = Value;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("JSON")
			}

			fn visit_unit<E: Error>(self) -> Result<Value, E> {
				Ok(Value::Null)
			}

			fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
				Ok(Value::Bool(value))
			}

			fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
				Ok(Value::from(value))
			}

			fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
				Ok(Value::from(value))
			}

			fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
				Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
			}

			fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
				Ok(Value::String(value.to_owned()))
			}

			fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
				Ok(Value::String(value))
			}

			fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
				let mut all = Vec::new();
				while let Some(Strict(item)) = items.next_element()? {
					all.push(item);
				}
				Ok(Value::Array(all))
			}

			fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
				let mut all = Map::new();
				while let Some((key, Strict(value))) = entries.next_entry::<String, Strict>()? {
					if all.contains_key(&key) {
						return Err(A::Error::custom(format!("`{key}` is there twice in one object")));
					}
					all.insert(key, value);
				}
				Ok(Value::Object(all))
			}
		}

		deserializer.deserialize_any(Reader).map(Strict)
	}
}

/// Reads a document.
pub fn parse(bytes: &[u8]) -> Found<Value> {
	if bytes.len() > MAX_BYTES {
		return Err(Problem::new(
			"",
			format!("{} bytes are more than the {MAX_BYTES} that are read", bytes.len()),
		));
	}
	let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
	serde_json::from_slice::<Strict>(bytes)
		.map(|Strict(value)| value)
		.map_err(|error| Problem::new("", format!("not JSON: {error}")))
}

/// What a value is, in a word for messages.
fn kind(value: &Value) -> &'static str {
	match value {
		Value::Null => "null",
		Value::Bool(_) => "a boolean",
		Value::Number(_) => "a number",
		Value::String(_) => "a string",
		Value::Array(_) => "an array",
		Value::Object(_) => "an object",
	}
}

/// A value and where it is.
#[derive(Clone, Debug)]
pub struct At<'a> {
	/// The value.
	pub value: &'a Value,
	/// Its path.
	pub path: String,
}

impl<'a> At<'a> {
	/// The top of a document that is called `name`.
	pub fn top(value: &'a Value, name: &str) -> Self {
		Self {
			value,
			path: name.to_owned(),
		}
	}

	/// A problem here.
	pub fn problem(&self, reason: impl Into<String>) -> Problem {
		Problem::new(self.path.clone(), reason)
	}

	/// The path of a member, there or not.
	pub fn path_of(&self, key: &str) -> String {
		if self.path.is_empty() {
			key.to_owned()
		} else {
			format!("{}.{key}", self.path)
		}
	}

	/// This as an object.
	pub fn object(&self) -> Found<&'a Map<String, Value>> {
		match self.value {
			Value::Object(map) if map.is_empty() => Err(self.problem("an empty object says nothing")),
			Value::Object(map) => Ok(map),
			other => Err(self.problem(format!("must be an object, not {}", kind(other)))),
		}
	}

	/// This as a string that is not blank.
	pub fn string(&self) -> Found<&'a str> {
		match self.value {
			Value::String(text) if text.trim().is_empty() => Err(self.problem("an empty string says nothing")),
			Value::String(text) => Ok(text),
			other => Err(self.problem(format!("must be a string, not {}", kind(other)))),
		}
	}

	/// This as a boolean.
	pub fn boolean(&self) -> Found<bool> {
		self.value
			.as_bool()
			.ok_or_else(|| self.problem(format!("must be true or false, not {}", kind(self.value))))
	}

	/// A member; `null` is as good as absent.
	pub fn get(&self, key: &str) -> Option<At<'a>> {
		let value = self.value.as_object()?.get(key).filter(|value| !value.is_null())?;
		Some(At {
			value,
			path: self.path_of(key),
		})
	}

	/// A member, or each of its items if it is an array: what FHIR has once here and often there is read either way.
	pub fn each(&self, key: &str) -> Vec<At<'a>> {
		self.get(key).map(|member| member.items()).unwrap_or_default()
	}

	/// Each item if this is an array, else this.
	pub fn items(&self) -> Vec<At<'a>> {
		match self.value {
			Value::Array(items) => items
				.iter()
				.enumerate()
				.map(|(index, value)| At {
					value,
					path: format!("{}[{index}]", self.path),
				})
				.collect(),
			_ => vec![self.clone()],
		}
	}

	/// Refuses a list of more items than are compared in reasonable time.
	pub fn bounded(&self, most: usize) -> Found<()> {
		match self.value {
			Value::Array(items) if items.len() > most => {
				let count = items.len();
				Err(self.problem(format!("has {count} items, and {most} are the most")))
			},
			_ => Ok(()),
		}
	}

	/// Refuses every member that is not `known`, by name.
	pub fn only(&self, known: &[&str], of: &str) -> Found<()> {
		for key in self.object()?.keys() {
			if !known.contains(&key.as_str()) {
				return Err(Problem::new(self.path_of(key), format!("`{key}` is not part of {of}")));
			}
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn parse_should_refuse_when_a_key_is_there_twice() {
		let problem = parse(br#"{"a":[{"type":"permit","type":"deny"}]}"#).unwrap_err();
		assert!(problem.reason.contains("`type` is there twice"), "{problem}");
	}

	#[test]
	fn parse_should_refuse_when_not_json_or_too_large_or_too_deep() {
		for bytes in [&b"{"[..], b"", b"{\"a\":1,}", b"\xff\xfe"] {
			assert!(parse(bytes).unwrap_err().reason.starts_with("not JSON"));
		}
		assert!(parse(&vec![b' '; MAX_BYTES + 1])
			.unwrap_err()
			.reason
			.contains("more than"));
		assert!(parse("[".repeat(100_000).as_bytes()).is_err());
	}

	#[test]
	fn each_should_take_one_for_a_list_of_one() {
		let value = parse(br#"{"a":"x","b":["y","z"],"c":null}"#).unwrap();
		let top = At::top(&value, "Doc");
		let paths = |key| top.each(key).into_iter().map(|at| at.path).collect::<Vec<_>>();
		assert_eq!(paths("a"), ["Doc.a"]);
		assert_eq!(paths("b"), ["Doc.b[0]", "Doc.b[1]"]);
		assert!(paths("c").is_empty() && paths("d").is_empty());
	}
}
