//! Numbers as ECMAScript writes them (RFC 8785 §3.2.2.3).

/// Writes the canonical form of a number that follows JSON's grammar. `None` if it is beyond IEEE 754 doubles.
pub fn write(token: &[u8], out: &mut Vec<u8>) -> Option<()> {
	if let Some(short) = short_decimal(token) {
		out.extend_from_slice(short);
		return Some(());
	}
	let value = double(token)?;
	out.extend_from_slice(ryu_js::Buffer::new().format_finite(value).as_bytes());
	Some(())
}

/// The nearest double. `None` if it would be infinite.
pub fn double(token: &[u8]) -> Option<f64> {
	let value: f64 = std::str::from_utf8(token).ok()?.parse().ok()?;
	value.is_finite().then_some(value)
}

/// The canonical form of a decimal with at most 15 significant digits, in the range that ECMAScript writes without exponent. It is
/// the number as it stands, less zeros at the end of its fraction:
///
/// A double tells all decimals of 15 digits apart. So the shortest digits that lead back to the double, which is what ECMAScript
/// writes, are those of the decimal itself: any shorter ones would be another 15-digit decimal with the same double.
fn short_decimal(token: &[u8]) -> Option<&[u8]> {
	let digits = token.strip_prefix(b"-").unwrap_or(token);
	let (whole, fraction) = match digits.iter().position(|byte| !byte.is_ascii_digit()) {
		None => (digits, &[][..]),
		Some(point) if digits[point] == b'.' => (&digits[..point], &digits[point + 1..]),
		Some(_) => return None,
	};
	// An exponent.
	if !fraction.iter().all(u8::is_ascii_digit) {
		return None;
	}
	let zeros = fraction.iter().rev().take_while(|byte| **byte == b'0').count();
	let fraction = &fraction[..fraction.len() - zeros];
	if whole.len() + fraction.len() > 15 {
		return None;
	}
	if whole == b"0" {
		if fraction.is_empty() {
			// Also minus zero.
			return Some(b"0");
		}
		// Below 1e-6 there is an exponent.
		if fraction.starts_with(b"000000") {
			return None;
		}
	}
	let dropped = match (fraction.len(), zeros) {
		(0, 0) => 0,
		(0, zeros) => zeros + 1,
		(_, zeros) => zeros,
	};
	Some(&token[..token.len() - dropped])
}
