//! Values of the chain for people and for programs.

use super::{AccountId32, Properties};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, TypeDefPrimitive};
use serde_json::{json, Map, Value as Json};
use subxt::ext::scale_value::{Composite, Primitive, Value, ValueDef};

/// An account as an SS58 address of the generic network (42), which every wallet reads.
pub fn ss58(account: &AccountId32) -> String {
	account.to_string()
}

/// The line of a table that says whose call a proxy makes.
pub(super) fn on_behalf_of(account: Option<&AccountId32>) -> String {
	account.map_or_else(String::new, |account| format!("on behalf of {}\n", ss58(account)))
}

/// An amount in whole tokens, exactly: no digits are lost, no zeros are added.
pub(super) fn amount(units: u128, properties: &Properties) -> String {
	let one = 10u128.checked_pow(properties.decimals).unwrap_or(u128::MAX);
	let (whole, part) = (units / one, units % one);
	let width = usize::try_from(properties.decimals).unwrap_or(0);
	let part = format!("{part:0width$}");
	match part.trim_end_matches('0') {
		"" => format!("{whole} {}", properties.symbol),
		part => format!("{whole}.{part} {}", properties.symbol),
	}
}

fn is_byte(types: &PortableRegistry, id: u32) -> bool {
	types
		.resolve(id)
		.is_some_and(|ty| matches!(ty.type_def, TypeDef::Primitive(TypeDefPrimitive::U8)))
}

fn bytes(composite: &Composite<u32>) -> Option<Vec<u8>> {
	composite
		.values()
		.map(|value| match &value.value {
			ValueDef::Primitive(Primitive::U128(byte)) => u8::try_from(*byte).ok(),
			_ => None,
		})
		.collect()
}

/// A decoded value as JSON: accounts as SS58 addresses, bytes as hex, numbers beyond 2^53 as text, an enum's variant
/// without fields as its name, with fields as an object of its name.
pub fn value_to_json(value: &Value<u32>, types: &PortableRegistry) -> Json {
	let ty = types.resolve(value.context);
	let name = ty.and_then(|ty| ty.path.segments.last()).map(String::as_str);
	match &value.value {
		ValueDef::Primitive(primitive) => match primitive {
			Primitive::Bool(truth) => json!(truth),
			Primitive::Char(character) => json!(character),
			Primitive::String(text) => json!(text),
			Primitive::U128(number) => match u64::try_from(*number) {
				Ok(number) if number < 1 << 53 => json!(number),
				_ => json!(number.to_string()),
			},
			Primitive::I128(number) => match i64::try_from(*number) {
				Ok(number) if number.unsigned_abs() < 1 << 53 => json!(number),
				_ => json!(number.to_string()),
			},
			Primitive::U256(bytes) | Primitive::I256(bytes) => json!(format!("0x{}", hex::encode(bytes))),
		},
		ValueDef::BitSequence(bits) => json!(bits.iter().map(|bit| if bit { '1' } else { '0' }).collect::<String>()),
		ValueDef::Variant(variant) => match (variant.name.as_str(), &variant.values) {
			("None", values) if values.is_empty() => Json::Null,
			("Some", Composite::Unnamed(values)) if values.len() == 1 => {
				values.first().map_or(Json::Null, |value| value_to_json(value, types))
			},
			(name, values) if values.is_empty() => json!(name),
			(name, values) => {
				let mut object = Map::new();
				object.insert(name.into(), composite_to_json(values, types));
				Json::Object(object)
			},
		},
		ValueDef::Composite(composite) => {
			let inner = match ty.map(|ty| &ty.type_def) {
				Some(TypeDef::Array(array)) if is_byte(types, array.type_param.id) => bytes(composite),
				Some(TypeDef::Sequence(sequence)) if is_byte(types, sequence.type_param.id) => bytes(composite),
				_ => None,
			};
			if let Some(bytes) = inner {
				return json!(format!("0x{}", hex::encode(bytes)));
			}
			let json = composite_to_json(composite, types);
			match (name, &json) {
				(Some("AccountId32"), Json::String(hex)) => account_from_hex(hex).map_or(json, |ss58| json!(ss58)),
				_ => json,
			}
		},
	}
}

fn account_from_hex(text: &str) -> Option<String> {
	let bytes: [u8; 32] = hex::decode(text.strip_prefix("0x")?).ok()?.try_into().ok()?;
	Some(ss58(&AccountId32(bytes)))
}

pub(super) fn composite_to_json(composite: &Composite<u32>, types: &PortableRegistry) -> Json {
	match composite {
		Composite::Named(fields) => Json::Object(
			fields
				.iter()
				.map(|(name, value)| (name.clone(), value_to_json(value, types)))
				.collect(),
		),
		Composite::Unnamed(values) => match values.as_slice() {
			// A wrapper around one value is that value.
			[value] => value_to_json(value, types),
			values => Json::Array(values.iter().map(|value| value_to_json(value, types)).collect()),
		},
	}
}

/// The fields of an enum's variant, decoded from their SCALE.
pub(super) fn fields_to_json(
	bytes: &[u8],
	variant: &scale_info::Variant<PortableForm>,
	types: &PortableRegistry,
) -> Option<Json> {
	let mut rest = bytes;
	let mut named = Map::new();
	let mut plain = vec![];
	for field in &variant.fields {
		let value = subxt::ext::scale_value::scale::decode_as_type(&mut rest, field.ty.id, types).ok()?;
		let json = value_to_json(&value, types);
		match &field.name {
			Some(name) => {
				named.insert(name.clone(), json);
			},
			None => plain.push(json),
		}
	}
	Some(if plain.is_empty() {
		Json::Object(named)
	} else {
		Json::Array(plain)
	})
}

/// JSON in one line for a person: `field value, field value`.
pub(super) fn one_line(json: &Json) -> String {
	match json {
		Json::Object(fields) => fields
			.iter()
			.map(|(name, value)| match value {
				Json::Object(inner) if inner.len() > 1 => format!("{name} {{{}}}", one_line(value)),
				_ => format!("{name} {}", one_line(value)),
			})
			.collect::<Vec<_>>()
			.join(", "),
		Json::Array(values) => format!("[{}]", values.iter().map(one_line).collect::<Vec<_>>().join(", ")),
		Json::String(text) => text.clone(),
		Json::Null => "none".into(),
		other => other.to_string(),
	}
}
