use super::*;
use proptest::prelude::*;

fn canonical(text: &str) -> String {
	String::from_utf8(canonicalise(text.as_bytes()).unwrap()).unwrap()
}

fn reason(text: &str) -> Reason {
	canonicalise(text.as_bytes()).unwrap_err().reason
}

/// RFC 8785 §3.2.2 (input) and §3.2.3 (output), also the first test of the cyberphone/json-canonicalization suite.
#[test]
fn the_example_of_rfc_8785_should_become_its_published_form() {
	let text = "{\n  \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],\n  \
		\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n  \"literals\": [null, true, false]\n}";
	assert_eq!(
		canonical(text),
		"{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
		\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
	);
}

/// RFC 8785 §3.2.3: names sort by UTF-16 code units, not by code points.
#[test]
fn names_should_sort_by_utf_16_when_they_are_those_of_rfc_8785() {
	let text =
		"{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\
		\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\",\
		\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";
	assert_eq!(
		canonical(text),
		"{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\
		\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}"
	);
}

/// RFC 8785 appendix B: every row of its table of number serialisation samples.
#[test]
fn numbers_should_be_written_as_in_appendix_b_of_rfc_8785() {
	let samples: [(u64, &str); 28] = [
		(0x0000000000000000, "0"),
		(0x8000000000000000, "0"),
		(0x0000000000000001, "5e-324"),
		(0x8000000000000001, "-5e-324"),
		(0x7fefffffffffffff, "1.7976931348623157e+308"),
		(0xffefffffffffffff, "-1.7976931348623157e+308"),
		(0x4340000000000000, "9007199254740992"),
		(0xc340000000000000, "-9007199254740992"),
		(0x4430000000000000, "295147905179352830000"),
		(0x44b52d02c7e14af5, "9.999999999999997e+22"),
		(0x44b52d02c7e14af6, "1e+23"),
		(0x44b52d02c7e14af7, "1.0000000000000001e+23"),
		(0x444b1ae4d6e2ef4e, "999999999999999700000"),
		(0x444b1ae4d6e2ef4f, "999999999999999900000"),
		(0x444b1ae4d6e2ef50, "1e+21"),
		(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"),
		(0x3eb0c6f7a0b5ed8d, "0.000001"),
		(0x41b3de4355555553, "333333333.3333332"),
		(0x41b3de4355555554, "333333333.33333325"),
		(0x41b3de4355555555, "333333333.3333333"),
		(0x41b3de4355555556, "333333333.3333334"),
		(0x41b3de4355555557, "333333333.33333343"),
		(0xbecbf647612f3696, "-0.0000033333333333333333"),
		(0x43143ff3c1cb0959, "1424953923781206.2"),
		// Sample lines of the ES6 number file of cyberphone/json-canonicalization.
		(0x4340000000000001, "9007199254740994"),
		(0x4340000000000002, "9007199254740996"),
		(0x3ff0000000000000, "1"),
		(0xbff8000000000000, "-1.5"),
	];
	for (bits, expected) in samples {
		let value = f64::from_bits(bits);
		// Seventeen digits and an exponent name the double exactly, and are nobody's canonical form.
		for text in [format!("{value:.17e}"), format!("{value:e}")] {
			assert_eq!(canonical(&text), expected, "{text}");
		}
	}
	assert_eq!(reason("1e309"), Reason::NumberRange);
	assert_eq!(reason("-1e400"), Reason::NumberRange);
}

#[test]
fn short_decimals_should_lose_zeros_and_signs_that_mean_nothing() {
	for (text, expected) in [
		("0", "0"),
		("-0", "0"),
		("0.0", "0"),
		("-0.000", "0"),
		("0e5", "0"),
		("72.50", "72.5"),
		("72.0", "72"),
		("-72.000", "-72"),
		("100", "100"),
		("1e2", "100"),
		("120.100", "120.1"),
		("0.000001", "0.000001"),
		("0.0000001", "1e-7"),
		("0.00000123", "0.00000123"),
		("123456789012345", "123456789012345"),
		("1234567890123456789", "1234567890123456800"),
		("0.1", "0.1"),
		("999999999999999.9", "999999999999999.9"),
	] {
		assert_eq!(canonical(text), expected, "{text}");
	}
}

#[test]
fn strings_should_be_escaped_only_where_json_must() {
	assert_eq!(
		canonical(r#""\u0000\u001f\u0008\u0009\u000a\u000c\u000d\u007f\/""#),
		"\"\\u0000\\u001f\\b\\t\\n\\f\\r\u{7f}/\""
	);
	assert_eq!(canonical(r#""\u00e9\ud834\udd1e\u2028""#), "\"é𝄞\u{2028}\"");
	assert_eq!(canonical("\"\u{feff}x\""), "\"\u{feff}x\"");
	assert_eq!(canonical("\u{feff}{}"), "{}");
}

#[test]
fn spaces_should_go_and_order_of_arrays_should_stay() {
	assert_eq!(
		canonical(" \t\r\n[ 3 , 1 ,\n[ ] , { } ,{\"b\" : 1 , \"a\":[{\"d\":4,\"c\":3}]} ] "),
		r#"[3,1,[],{},{"a":[{"c":3,"d":4}],"b":1}]"#
	);
	assert_eq!(canonical(r#"{"aa":1,"a":2,"":3}"#), r#"{"":3,"a":2,"aa":1}"#);
	assert_eq!(
		canonical(r#"{"a\nb":1,"a\u0001":2,"aZ":3}"#),
		r#"{"a\u0001":2,"a\nb":1,"aZ":3}"#
	);
}

#[test]
fn text_should_be_refused_when_it_is_not_i_json() {
	for text in ["", "  ", "\u{feff}"] {
		assert_eq!(reason(text), Reason::Empty);
	}
	for text in [
		"{",
		"[",
		"[1",
		"[1,",
		"{\"a\"",
		"{\"a\":",
		"{\"a\":1",
		"{\"a\":1,",
		"\"abc",
		"\"\\",
		"\"\\u12",
		"tru",
		"-",
		"1.",
		"1e",
		"1e+",
		"\"\\ud834",
	] {
		assert_eq!(reason(text), Reason::Truncated, "{text}");
	}
	for text in ["01", "1 2", "{} x", "nullx", "[]]", "1.5.2", "0x10"] {
		assert_eq!(reason(text), Reason::Trailing, "{text}");
	}
	for text in [
		"[1,]",
		"{\"a\":1,}",
		"{a:1}",
		"{'a':1}",
		"{\"a\" 1}",
		"+1",
		".5",
		"NaN",
		"Infinity",
		"-x",
		"1.x",
		"trux",
		"[1 2]",
		"// c\n1",
	] {
		assert!(
			matches!(reason(text), Reason::Unexpected(_)),
			"{text}: {:?}",
			reason(text)
		);
	}
	assert_eq!(reason("\"a\nb\""), Reason::Control);
	assert_eq!(reason("\"\\x\""), Reason::Escape);
	assert_eq!(reason("\"\\u12g4\""), Reason::Escape);
	for text in [
		r#""\ud834""#,
		r#""\udd1e""#,
		r#""\ud834\u0041""#,
		r#""\ud834x""#,
		r#""\udd1e\ud834""#,
	] {
		assert_eq!(reason(text), Reason::LoneSurrogate, "{text}");
	}
	assert_eq!(
		canonicalise(b"\"\xff\"").unwrap_err(),
		JsonError {
			offset: 1,
			reason: Reason::NotUtf8
		}
	);
	assert_eq!(canonicalise(b"[\"\xed\xa0\x80\"]").unwrap_err().reason, Reason::NotUtf8);
}

#[test]
fn objects_should_be_refused_when_a_name_is_repeated() {
	for text in [
		r#"{"a":1,"a":1}"#,
		r#"{"a":1,"b":2,"a":3}"#,
		r#"{"b":2,"a":1,"\u0061":3}"#,
		r#"[{"x":{"a":1,"c":2,"b":3,"a":4}}]"#,
	] {
		assert_eq!(reason(text), Reason::RepeatedName("a".into()), "{text}");
	}
	assert_eq!(
		canonical(r#"[{"a":1},{"a":1},{"b":{"a":1},"a":2}]"#),
		r#"[{"a":1},{"a":1},{"a":2,"b":{"a":1}}]"#
	);
	let error = canonicalise(b"{\"a\":1,\n \"a\":2}").unwrap_err();
	assert_eq!(error.place(b"{\"a\":1,\n \"a\":2}"), (2, 2));
}

#[test]
fn nesting_should_be_bounded() {
	let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
	assert_eq!(canonical(&nested(MAX_DEPTH)), nested(MAX_DEPTH));
	assert_eq!(reason(&nested(MAX_DEPTH + 1)), Reason::TooDeep);
	assert_eq!(reason(&"{\"a\":".repeat(100_000)), Reason::TooDeep);
}

#[test]
fn identity_should_be_that_of_the_resource_at_the_top() {
	let name = |text: &str| {
		let identity = Canonicaliser::default()
			.canonicalise(text.as_bytes(), &mut vec![])
			.unwrap();
		(
			identity.resource_type.map(|range| text[range].to_owned()),
			identity.id.map(|range| text[range].to_owned()),
		)
	};
	let some = |text: &str| Some(text.to_owned());
	assert_eq!(
		name(r#"{"id":"a1","contained":[{"resourceType":"Patient","id":"inner"}],"resourceType":"Observation"}"#),
		(some("Observation"), some("a1"))
	);
	assert_eq!(name(r#"{"id":7,"resourceType":"a\nb"}"#), (None, None));
	assert_eq!(name(r#"[{"id":"x"}]"#), (None, None));
	assert_eq!(name(r#"{"id":""}"#), (None, None));
}

#[test]
fn ordinary_should_stop_at_each_special_byte_wherever_it_stands() {
	for byte in 0..=255u8 {
		let stops = !(0x20..0x80).contains(&byte) || byte == b'"' || byte == b'\\';
		for at in 0..20 {
			let mut bytes = [b'~'; 20];
			bytes[at] = byte;
			assert_eq!(ordinary(&bytes), if stops { at } else { 20 });
		}
	}
}

/// Any JSON value, as (text with arbitrary spelling, the value itself).
fn arb_json() -> impl Strategy<Value = Json> {
	let leaf = prop_oneof![
		Just(Json::Word("null")),
		Just(Json::Word("true")),
		any::<f64>()
			.prop_filter("finite", |x| x.is_finite())
			.prop_map(Json::Number),
		any::<i32>().prop_map(|x| Json::Number(f64::from(x) / 100.0)),
		arb_string().prop_map(Json::Text),
	];
	leaf.prop_recursive(4, 24, 6, |inner| {
		prop_oneof![
			prop::collection::vec(inner.clone(), 0..6).prop_map(Json::List),
			prop::collection::hash_map(arb_string(), inner, 0..6).prop_map(|map| Json::Map(map.into_iter().collect())),
		]
	})
}

fn arb_string() -> impl Strategy<Value = String> {
	prop_oneof![
		prop::collection::vec(prop::char::range('a', 'e'), 0..4).prop_map(|v| v.into_iter().collect()),
		prop::collection::vec(
			prop_oneof![
				prop::char::range('\0', '\u{7f}'),
				prop::char::range('\u{80}', '\u{7ff}'),
				prop::char::range('\u{e000}', '\u{ffff}'),
				prop::char::range('\u{10000}', '\u{10ffff}'),
			],
			0..12
		)
		.prop_map(|v| v.into_iter().collect()),
	]
}

#[derive(Clone, Debug)]
enum Json {
	Word(&'static str),
	Number(f64),
	Text(String),
	List(Vec<Json>),
	Map(Vec<(String, Json)>),
}

impl Json {
	/// A text of this value, spelled in a way that `style` picks.
	fn spell(&self, style: &mut impl FnMut(u32) -> u32, out: &mut String) {
		let gap = |style: &mut dyn FnMut(u32) -> u32, out: &mut String| {
			out.push_str(["", " ", "\n", "\t\r"][style(4) as usize])
		};
		gap(style, out);
		match self {
			Self::Word(word) => out.push_str(word),
			Self::Number(value) => match style(3) {
				0 => out.push_str(&format!("{value:e}")),
				1 => out.push_str(&format!("{value:.17e}")),
				_ => out.push_str(&format!("{value}")),
			},
			Self::Text(text) => spell_string(text, style, out),
			Self::List(items) => {
				out.push('[');
				for (i, item) in items.iter().enumerate() {
					if i != 0 {
						out.push(',');
					}
					item.spell(style, out);
				}
				gap(style, out);
				out.push(']');
			},
			Self::Map(members) => {
				out.push('{');
				for (i, (name, value)) in members.iter().enumerate() {
					if i != 0 {
						out.push(',');
					}
					gap(style, out);
					spell_string(name, style, out);
					gap(style, out);
					out.push(':');
					value.spell(style, out);
				}
				gap(style, out);
				out.push('}');
			},
		}
		gap(style, out);
	}

	/// The canonical form by the letter of RFC 8785: a plain recursive definition to compare with.
	fn reference(&self) -> String {
		match self {
			Self::Word(word) => (*word).into(),
			Self::Number(value) => es6(*value),
			Self::Text(text) => reference_string(text),
			Self::List(items) => format!("[{}]", items.iter().map(Self::reference).collect::<Vec<_>>().join(",")),
			Self::Map(members) => {
				let mut members: Vec<_> = members.iter().collect();
				members.sort_by_key(|(name, _)| name.encode_utf16().collect::<Vec<_>>());
				let members: Vec<_> = members
					.iter()
					.map(|(name, value)| format!("{}:{}", reference_string(name), value.reference()))
					.collect();
				format!("{{{}}}", members.join(","))
			},
		}
	}
}

/// A number as ECMAScript writes it.
fn es6(value: f64) -> String {
	ryu_js::Buffer::new().format_finite(value).to_owned()
}

fn spell_string(text: &str, style: &mut impl FnMut(u32) -> u32, out: &mut String) {
	out.push('"');
	for character in text.chars() {
		let must = matches!(character, '\0'..='\u{1f}' | '"' | '\\');
		match (character, style(3)) {
			('/', 0) => out.push_str("\\/"),
			('\n', 0) => out.push_str("\\n"),
			('"' | '\\', 0) => {
				out.push('\\');
				out.push(character);
			},
			(_, 1) => character
				.encode_utf16(&mut [0; 2])
				.iter()
				.for_each(|unit| out.push_str(&format!("\\u{unit:04X}"))),
			_ if must => out.push_str(&format!("\\u{:04x}", u32::from(character))),
			_ => out.push(character),
		}
	}
	out.push('"');
}

fn reference_string(text: &str) -> String {
	// For strings alone, serde_json writes what RFC 8785 §3.2.2.2 asks for.
	serde_json::to_string(text).unwrap()
}

fn generator(seed: u64) -> impl FnMut(u32) -> u32 {
	let mut state = seed | 1;
	move |bound| {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		(state >> 33) as u32 % bound
	}
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	#[test]
	fn any_spelling_should_become_the_one_canonical_form(value in arb_json(), seed in any::<u64>()) {
		let mut text = String::new();
		value.spell(&mut generator(seed), &mut text);
		let expected = value.reference();
		let found = canonicalise(text.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap());
		prop_assert_eq!(found.as_ref(), Ok(&expected), "{}", text);
		prop_assert_eq!(canonicalise(expected.as_bytes()).unwrap(), expected.into_bytes());
	}

	/// The short way for decimals writes what the double would.
	#[test]
	fn numbers_should_be_written_as_their_double_is(
		negative in any::<bool>(),
		whole in "0|[1-9][0-9]{0,16}",
		fraction in "|\\.0{0,8}[0-9]{0,12}0{0,3}",
		exponent in "|[eE][+-]?[0-9]{1,2}",
	) {
		let fraction = if fraction == "." { String::new() } else { fraction };
		let token = format!("{}{whole}{fraction}{exponent}", if negative { "-" } else { "" });
		let value: f64 = token.parse().unwrap();
		prop_assert_eq!(canonical(&token), es6(value));
	}

	#[test]
	fn every_double_should_survive(bits in any::<u64>()) {
		let value = f64::from_bits(bits);
		prop_assume!(value.is_finite());
		let written = canonical(&format!("{value:e}"));
		prop_assert_eq!(written.parse::<f64>().unwrap(), value);
		prop_assert_eq!(written, es6(value));
	}

	/// Nothing makes it panic, and what it accepts is a fixed point that serde_json reads as well.
	#[test]
	fn arbitrary_bytes_should_be_refused_or_canonicalised(
		bytes in prop_oneof![
			prop::collection::vec(any::<u8>(), 0..40),
			"[\\[\\]{}\",:0-9.eE+a\\\\u -]{0,40}".prop_map(String::into_bytes),
		],
	) {
		if let Ok(canonical) = canonicalise(&bytes) {
			prop_assert!(serde_json::from_slice::<serde::de::IgnoredAny>(&canonical).is_ok());
			prop_assert_eq!(canonicalise(&canonical).unwrap(), canonical);
		}
	}
}
