//! How long an encoding can get.

/// A struct that states the bound of its encoding. The derived one counts a compact field by its width, and what is encoded
/// can be longer.
///
/// Where it is used `codec` is the SCALE codec, and nothing else derives `MaxEncodedLen`.
#[macro_export]
macro_rules! bounded {
	(@length [#[codec(compact)] $($rest:tt)*] $type:ty) => {
		<codec::Compact<$type> as codec::MaxEncodedLen>::max_encoded_len()
	};
	(@length [#[$($other:tt)*] $($rest:tt)*] $type:ty) => {
		$crate::bounded!(@length [$($rest)*] $type)
	};
	(@length [] $type:ty) => {
		<$type as codec::MaxEncodedLen>::max_encoded_len()
	};
	(
		$(#[$($outer:tt)*])*
		pub struct $name:ident $(<$param:ident>)? {
			$($(#[$($attribute:tt)*])* pub $field:ident: $type:ty,)*
		}
	) => {
		$(#[$($outer)*])*
		pub struct $name $(<$param>)? {
			$($(#[$($attribute)*])* pub $field: $type,)*
		}

		impl $(<$param: codec::MaxEncodedLen>)? codec::MaxEncodedLen for $name $(<$param>)? {
			fn max_encoded_len() -> usize {
				0usize$(.saturating_add($crate::bounded!(@length [$(#[$($attribute)*])*] $type)))*
			}
		}
	};
}
