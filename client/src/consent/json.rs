//! JSON as people send it: read strictly, walked by path, refused by name.

pub use crate::json::Problem;
use serde_json::{Map, Value};

/// Largest file that is read, in bytes. A consent has a few kilobytes; its source may be attached.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Most items of one list of a rule.
pub const MAX_ITEMS: usize = 1_024;
/// Most items of one list of a request, with each of which each item of a rule is compared, and most actors of a rule.
pub const MAX_ASKED: usize = 256;

/// What most functions here return.
pub type Found<T> = Result<T, Problem>;

/// Reads a document, unless it is too large.
pub fn parse(bytes: &[u8]) -> Found<Value> {
	if bytes.len() > MAX_BYTES {
		return Err(Problem::new(
			"",
			format!("{} bytes are more than the {MAX_BYTES} that are read", bytes.len()),
		));
	}
	crate::json::parse(bytes)
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
	fn parse_should_refuse_when_too_large() {
		assert!(parse(&vec![b' '; MAX_BYTES + 1])
			.unwrap_err()
			.reason
			.contains("more than"));
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
