//! A whole file in memory, as a tree: interchanges, functional groups, transaction sets, segments.

use super::{
	error::Error,
	reader::{Event, GroupHeader, InterchangeHeader, Reader, TransactionHeader},
	segment::Segment,
};
use std::io::Read;

/// ISA … IEA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interchange {
	/// ISA, with the delimiters; `None` for a bare transaction set.
	pub header: Option<InterchangeHeader>,
	/// The functional groups.
	pub groups: Vec<FunctionalGroup>,
}

/// GS … GE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionalGroup {
	/// GS; `None` for a bare transaction set.
	pub header: Option<GroupHeader>,
	/// The transaction sets.
	pub transactions: Vec<Transaction>,
}

/// ST … SE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
	/// ST.
	pub header: TransactionHeader,
	/// The segments between ST and SE.
	pub segments: Vec<Segment<'static>>,
	/// SE.
	pub trailer: Segment<'static>,
}

impl Interchange {
	/// Reads all interchanges of a file; counts and control numbers must be right.
	///
	/// It holds the whole file: for large ones use [`Reader`], or [`for_each_transaction`], which holds one transaction
	/// set at a time.
	pub fn read_all(input: impl Read) -> Result<Vec<Self>, Error> {
		let mut all = Vec::new();
		let mut reader = Reader::new(input);
		let mut interchange = Self {
			header: None,
			groups: Vec::new(),
		};
		let mut group = FunctionalGroup {
			header: None,
			transactions: Vec::new(),
		};
		let mut open = None;
		while let Some(event) = reader.next_event()? {
			match event {
				Event::InterchangeStart(header) => interchange.header = Some(header),
				Event::GroupStart(header) => group.header = Some(header),
				Event::TransactionStart(header) => open = Some((header, Vec::new())),
				Event::Segment(segment) => {
					if let Some((_, segments)) = &mut open {
						segments.push(segment.into_owned());
					}
				},
				Event::TransactionEnd(trailer) => {
					if let Some((header, segments)) = open.take() {
						group.transactions.push(Transaction {
							header,
							segments,
							trailer: trailer.into_owned(),
						});
					}
				},
				Event::GroupEnd => interchange.groups.push(std::mem::replace(
					&mut group,
					FunctionalGroup {
						header: None,
						transactions: Vec::new(),
					},
				)),
				Event::InterchangeEnd => all.push(std::mem::replace(
					&mut interchange,
					Self {
						header: None,
						groups: Vec::new(),
					},
				)),
			}
		}
		if !group.transactions.is_empty() {
			all.push(Self {
				header: None,
				groups: vec![group],
			});
		}
		Ok(all)
	}

	/// All transaction sets of it.
	pub fn transactions(&self) -> impl Iterator<Item = &Transaction> {
		self.groups.iter().flat_map(|group| &group.transactions)
	}
}

/// Reads a file one transaction set at a time.
pub fn for_each_transaction(
	reader: &mut Reader<impl Read>,
	mut visit: impl FnMut(Transaction) -> Result<(), Error>,
) -> Result<(), Error> {
	let mut open = None;
	while let Some(event) = reader.next_event()? {
		match event {
			Event::TransactionStart(header) => open = Some((header, Vec::new())),
			Event::Segment(segment) => {
				if let Some((_, segments)) = &mut open {
					segments.push(segment.into_owned());
				}
			},
			Event::TransactionEnd(trailer) => {
				if let Some((header, segments)) = open.take() {
					visit(Transaction {
						header,
						segments,
						trailer: trailer.into_owned(),
					})?;
				}
			},
			_ => {},
		}
	}
	Ok(())
}
