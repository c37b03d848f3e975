use super::{
	error::{Error, Fault},
	interchange::Interchange,
	reader::{Event, Reader, MAX_SEGMENT},
	segment::Delimiters,
};
use proptest::prelude::*;
use std::io::Read;

const SEVERAL: &str = include_str!("fixtures/several.835");
const PROFESSIONAL: &str = include_str!("fixtures/professional.835");

const ISA: &str =
	"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261122*1530*^*00501*000000001*0*T*:~";

fn file(inside: &str) -> String {
	format!("{ISA}GS*HP*S*R*20261122*1530*1*X*005010X221A1~{inside}GE*1*1~IEA*1*000000001~")
}

fn set(inside: &str, count: usize) -> String {
	file(&format!("ST*835*0001~{inside}SE*{count}*0001~"))
}

/// Gives one byte at a time, as a slow pipe would.
struct Slow<'a>(&'a [u8]);

impl Read for Slow<'_> {
	fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
		let (Some((first, rest)), Some(slot)) = (self.0.split_first(), buffer.first_mut()) else {
			return Ok(0);
		};
		*slot = *first;
		self.0 = rest;
		Ok(1)
	}
}

fn segments(input: impl Read) -> Result<Vec<String>, Error> {
	let mut reader = Reader::new(input);
	let mut all = Vec::new();
	while let Some(event) = reader.next_event()? {
		match event {
			Event::InterchangeStart(header) => all.push(format!("ISA {}", header.control_number())),
			Event::GroupStart(header) => all.push(format!("GS {}", header.version)),
			Event::TransactionStart(header) => all.push(format!("ST {} {}", header.set, header.control_number)),
			Event::Segment(segment) | Event::TransactionEnd(segment) => all.push(segment.text().to_owned()),
			Event::GroupEnd => all.push("GE".into()),
			Event::InterchangeEnd => all.push("IEA".into()),
		}
	}
	Ok(all)
}

fn fault(text: impl AsRef<[u8]>) -> Fault {
	*segments(text.as_ref()).expect_err("it should not be read").fault
}

#[test]
fn reader_should_take_the_delimiters_from_isa() {
	let all = Interchange::read_all(SEVERAL.as_bytes()).unwrap();
	let delimiters: Vec<_> = all
		.iter()
		.map(|interchange| interchange.header.as_ref().unwrap().delimiters)
		.collect();
	assert_eq!(
		delimiters,
		[
			Delimiters::default(),
			Delimiters {
				element: b'|',
				repetition: Some(b'!'),
				component: b'>',
				terminator: b'\n'
			}
		]
	);
	let sets: Vec<Vec<_>> = all
		.iter()
		.map(|interchange| {
			interchange
				.transactions()
				.map(|set| (set.header.set.as_str(), set.segments.len()))
				.collect()
		})
		.collect();
	assert_eq!(sets, [vec![("835", 21), ("835", 21), ("999", 2)], vec![("835", 21)]]);
	let header = all[0].header.as_ref().unwrap();
	assert_eq!(
		(header.sender(), header.receiver(), header.version(), header.is_test()),
		(("ZZ", "SALUSPAYER"), ("ZZ", "SALUSCLINIC"), "00501", true)
	);
	let clp = &all[1].groups[0].transactions[0].segments[16];
	assert_eq!(
		(clp.id(), clp.element(3), clp.position().segment),
		("CLP", Some("50"), 76)
	);
}

#[test]
fn reader_should_give_the_same_events_whatever_the_line_breaks() {
	let expected = segments(PROFESSIONAL.as_bytes()).unwrap();
	let one_line = PROFESSIONAL.replace('\n', "");
	let wrapped: String = one_line
		.as_bytes()
		.chunks(80)
		.map(|line| String::from_utf8(line.to_vec()).unwrap() + "\r\n")
		.collect();
	for text in [
		one_line.clone(),
		PROFESSIONAL.replace('\n', "\r\n"),
		format!("\u{FEFF}{PROFESSIONAL}\n  \n"),
		format!("\n\n{PROFESSIONAL}\u{1A}\0\0"),
		wrapped,
		one_line.replace('~', "\n"),
		one_line.replace('~', "\r\n"),
		one_line.replace('~', "\r"),
		one_line
			.replace('~', "\u{1C}")
			.replace('*', "\u{1D}")
			.replace(':', "\u{1F}")
			.replace("\u{1D}^\u{1D}", "\u{1D}\u{1E}\u{1D}"),
		PROFESSIONAL.trim_end().trim_end_matches('~').to_owned(),
	] {
		let found: Vec<String> = segments(text.as_bytes())
			.unwrap_or_else(|error| panic!("{error}\n{text}"))
			.into_iter()
			.map(|segment| segment.replace('\u{1D}', "*").replace('\u{1F}', ":"))
			.collect();
		assert_eq!(found, expected, "{text}");
	}
}

#[test]
fn reader_should_not_care_how_the_bytes_arrive() {
	assert_eq!(segments(Slow(SEVERAL.as_bytes())), segments(SEVERAL.as_bytes()));
}

#[test]
fn reader_should_hold_one_segment_when_the_file_is_large() {
	// A file of some megabytes, from a source that cannot be held: the buffer must not grow with it.
	let head = format!("{ISA}GS*HP*S*R*20261122*1530*1*X*005010X221A1~ST*835*0001~");
	let note = "NTE*ADD*0123456789012345678901234567890123456789~".repeat(1_000);
	let tail = "SE*200002*0001~GE*1*1~IEA*1*000000001~";
	let mut input: Box<dyn Read> = Box::new(head.as_bytes());
	for _ in 0..200 {
		input = Box::new(input.chain(note.as_bytes()));
	}
	let mut reader = Reader::new(input.chain(tail.as_bytes()));
	let mut count = 0;
	while let Some(event) = reader.next_event().unwrap() {
		count += u64::from(matches!(event, Event::Segment(_)));
	}
	assert_eq!(count, 200_000);
}

#[test]
fn reader_should_read_a_bare_transaction_set_when_the_file_begins_with_st() {
	let bare = "ST*835*0001*005010X221A1~\nBPR*H*0~\nSE*3*0001~\n";
	let mut reader = Reader::new(bare.as_bytes());
	while reader.next_event().unwrap().is_some() {}
	assert!(reader.is_bare());
	assert_eq!(
		segments(bare.replace("~\n", "\n").replace('*', "|").as_bytes())
			.unwrap()
			.len(),
		3
	);
	assert_eq!(
		fault("ST*835*0001~BPR*H*0~GE*1*1~"),
		Fault::Misplaced("GE before the SE segment of the transaction set that is open".into())
	);
	assert!(matches!(fault("ST*835*0001~SE*2*0001~GE*1*1~"), Fault::Misplaced(_)));
	assert!(matches!(fault("ST*835*0001~SE*2*0001~IEA*1*1~"), Fault::Misplaced(_)));
}

#[test]
fn reader_should_pass_over_interchange_acknowledgements() {
	let text = format!(
		"{ISA}{}IEA*0*000000001~",
		"TA1*000000001*261122*1530*A*000~".repeat(50_000)
	);
	assert_eq!(segments(text.as_bytes()).unwrap(), ["ISA 000000001", "IEA"]);
}

#[test]
fn reader_should_name_the_count_when_a_trailer_counts_wrong() {
	let cases = [
		(set("BPR*H*0~", 4), "SE01", "4", 3, "segment 5 (byte 167) \"SE*4*0001\""),
		(
			set("BPR*H*0~", 3).replace("GE*1*", "GE*2*"),
			"GE01",
			"2",
			1,
			"segment 6",
		),
		(
			set("BPR*H*0~", 3).replace("IEA*1*", "IEA*x*"),
			"IEA01",
			"x",
			1,
			"segment 7",
		),
		(set("BPR*H*0~", 3).replace("SE*3*", "SE**"), "SE01", "", 3, "segment 5"),
		(
			set("BPR*H*0~", 3).replace("SE*3*", "SE*+3*"),
			"SE01",
			"+3",
			3,
			"segment 5",
		),
	];
	for (text, element, stated, counted, place) in cases {
		let error = segments(text.as_bytes()).unwrap_err();
		assert!(error.to_string().starts_with(place), "{error}");
		match *error.fault {
			Fault::WrongCount {
				element: e,
				stated: s,
				counted: c,
				..
			} => assert_eq!((e, s.as_str(), c), (element, stated, counted)),
			other => panic!("{other:?}"),
		}
	}
}

#[test]
fn reader_should_name_the_number_when_a_trailer_is_of_another_header() {
	let good = set("BPR*H*0~", 3);
	for (text, element) in [
		(good.replace("SE*3*0001", "SE*3*0002"), "SE02"),
		(good.replace("SE*3*0001", "SE*3*1"), "SE02"),
		(good.replace("GE*1*1~", "GE*1*2~"), "GE02"),
		(good.replace("IEA*1*000000001", "IEA*1*000000002"), "IEA02"),
	] {
		assert!(
			matches!(fault(&text), Fault::WrongControlNumber { element: e, .. } if e == element),
			"{text}"
		);
		let mut reader = Reader::new(text.as_bytes()).collecting_mismatches();
		while reader.next_event().unwrap().is_some() {}
		assert_eq!(reader.mismatches().len(), 1);
	}
	// Numeric control numbers are numbers: leading zeros say nothing.
	assert!(segments(
		good.replace("GE*1*1~", "GE*1*0001~")
			.replace("IEA*1*000000001", "IEA*1*1")
			.as_bytes()
	)
	.is_ok());
}

#[test]
fn reader_should_say_what_is_missing_when_the_file_ends_too_early() {
	for text in [PROFESSIONAL, SEVERAL] {
		let last = text.trim_end().trim_end_matches('~').len();
		let complete = SEVERAL.find("IEA*").unwrap() + "IEA*2*000000001".len();
		for end in 0..last {
			// The end of the first interchange is the end of a file as well.
			let whole = text == SEVERAL && (complete..complete + 3).contains(&end);
			let result = segments(&text.as_bytes()[..end]);
			assert_eq!(result.is_ok(), whole, "cut at {end}: {result:?}");
		}
	}
	assert!(
		matches!(fault(PROFESSIONAL.split("SE*").next().unwrap()), Fault::Truncated(what) if what.contains("SE segment"))
	);
	assert!(
		matches!(fault(PROFESSIONAL.split("GE*").next().unwrap()), Fault::Truncated(what) if what.contains("GE segment"))
	);
	assert!(
		matches!(fault(PROFESSIONAL.split("IEA*").next().unwrap()), Fault::Truncated(what) if what.contains("IEA segment"))
	);
	assert!(matches!(fault("ISA*00*    "), Fault::Truncated(_)));
}

#[test]
fn reader_should_refuse_what_is_no_interchange() {
	assert_eq!(fault(""), Fault::Empty);
	assert_eq!(fault(" \n\t \r\n"), Fault::Empty);
	assert_eq!(fault("{\"resourceType\":\"Claim\"}"), Fault::NotAnInterchange);
	assert_eq!(
		fault("GS*HP*S*R*20261122*1530*1*X*005010X221A1~ST*835*0001~"),
		Fault::NotAnInterchange
	);
	assert!(matches!(fault(b"I\0S\0A\0*\0"), Fault::Misplaced(why) if why.contains("UTF-16")));
	assert!(matches!(fault(b"\xFF\xFEI\0S\0A\0"), Fault::Misplaced(why) if why.contains("UTF-16")));
	assert_eq!(fault(set("", 2) + "what is this"), Fault::NotAnInterchange);
}

#[test]
fn reader_should_refuse_delimiters_that_cannot_delimit() {
	for text in [
		ISA.replace('*', "0"),
		ISA.replace('*', " "),
		ISA.replace("*T*:~", "*T*X~"),
		ISA.replace("*T*:~", "*T*:Z"),
		ISA.replace("*T*:~", "*T*~~"),
		ISA.replace("*T*:~", "*T**~"),
		// One element too few: the sixteenth separator is in the next segment.
		file("").replace("*^*", "*"),
		file("").replace("*00501*000000001", "*000000001"),
		"ISA*~".repeat(3),
	] {
		assert!(matches!(fault(&text), Fault::BadDelimiters(_)), "{text}");
	}
	assert!(matches!(
		fault("ISAÖ00Ö          Ö00Ö          ÖZZÖ"),
		Fault::BadDelimiters(_)
	));
	// ISA11 and ISA16 alike: components are needed, repetitions are not.
	assert!(segments(file("").replace("*^*", "*:*").replace("GE*1", "GE*0").as_bytes()).is_ok());
}

/// Found in published files: lines that begin with the terminator, and an ISA segment that lost its last element.
#[test]
fn reader_should_find_the_delimiters_of_odd_files_when_it_is_lenient() {
	let text = set("N1*PR*PAYER~SVC*HC:99213*1*1~", 4).replace('~', "~\n");
	let count = |text: &str| {
		let mut reader = Reader::new(text.as_bytes()).lenient();
		let mut count = 0;
		while let Some(event) = reader.next_event()? {
			if let Event::Segment(segment) = event {
				count += usize::from(segment.id() != "SVC" || segment.component(1, 2) == Some("99213"));
			}
		}
		Ok::<_, Error>(count)
	};
	let plain = count(&text).unwrap();
	assert_eq!(plain, 2);
	let leading = text.replace("~\n", "\n~");
	let lost = text.replacen(":~\n", "\n", 1).replace('~', "");
	for odd in [leading, lost.replace('\n', "\r\n"), lost] {
		assert_eq!(count(&odd).unwrap(), plain, "{odd}");
		assert!(segments(odd.as_bytes()).is_err(), "{odd}");
	}
}

#[test]
fn reader_should_refuse_bytes_that_x12_does_not_have() {
	for byte in [&b"\x00"[..], b"\x07", b"\t", b"\x80", b"\xFF", "É".as_bytes()] {
		let mut text = set("", 3).into_bytes();
		let at = text.windows(3).position(|window| window == b"SE*").unwrap();
		text.splice(at..at, [b"NTE*ADD*A", byte, b"B~"].concat());
		let error = segments(&text[..]).unwrap_err();
		assert_eq!(*error.fault, Fault::BadCharacter(byte[0]));
		assert_eq!(error.position.unwrap().segment, 4);
		let mut lenient = Reader::new(&text[..]).lenient();
		let result = std::iter::from_fn(|| lenient.next_event().map(|event| event.map(|_| ())).transpose())
			.collect::<Result<Vec<_>, _>>();
		assert_eq!(result.is_ok(), byte[0] >= 0x80);
	}
}

#[test]
fn reader_should_refuse_segments_out_of_their_envelope() {
	let good = set("BPR*H*0~", 3);
	for (text, why) in [
		(good.replace("SE*3*0001~", ""), "GE before the SE segment"),
		(good.replace("GE*1*1~", ""), "IEA before the GE segment"),
		(good.replace("ST*835*0001~", ""), "outside a transaction set"),
		(
			good.replace("BPR*H*0~", "BPR*H*0~ST*835*0002~"),
			"ST inside a transaction set",
		),
		(
			good.replace("GE*1*1~", "GS*HP*S*R*20261122*1530*2*X*005010X221A1~"),
			"GS inside a functional group",
		),
		(
			good.replace("IEA*1*000000001~", ISA),
			"ISA segment inside an interchange",
		),
		(
			good.replace("GS*HP*S*R*20261122*1530*1*X*005010X221A1~", ""),
			"ST outside a functional group",
		),
		(good.replace("GE*1*1~", "GE*1*1~GE*1*1~"), "GE without GS"),
		(good.replace("SE*3*0001~", "SE*3*0001~SE*3*0001~"), "SE without ST"),
	] {
		assert!(
			matches!(fault(&text), Fault::Misplaced(w) if w.contains(why)),
			"{why}: {:?}",
			fault(&text)
		);
	}
	for bad in ["~", "B~", "BPRX*1~", "bpr*1~", "*BPR~", "A-B*1~"] {
		assert_eq!(fault(good.replace("BPR*H*0~", bad)), Fault::BadSegmentId, "{bad}");
	}
}

#[test]
fn reader_should_stop_when_a_segment_has_no_end() {
	let text = format!("{ISA}{}", "X".repeat(2 * MAX_SEGMENT + 100_000));
	assert_eq!(fault(&text), Fault::SegmentTooLong(MAX_SEGMENT));
	let error = segments(text.as_bytes()).unwrap_err().to_string();
	assert!(error.len() < 400, "{error}");
}

#[test]
fn reader_should_report_it_when_the_source_fails() {
	struct Broken;
	impl Read for Broken {
		fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
			Err(std::io::Error::other("disk on fire"))
		}
	}
	assert!(matches!(*segments(Broken).unwrap_err().fault, Fault::Io(why) if why == "disk on fire"));
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	#[test]
	fn reader_should_not_panic_whatever_the_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400), isa in any::<bool>()) {
		let text = if isa { [ISA.as_bytes(), &bytes].concat() } else { bytes };
		let _ = segments(&text[..]);
	}

	#[test]
	fn reader_should_not_care_how_the_bytes_arrive_whatever_they_are(
		noise in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)
	) {
		let mut bytes = set("BPR*H*0~NTE*ADD*X~", 4).into_bytes();
		for (at, byte) in noise {
			let at = at.index(bytes.len());
			bytes[at] = byte;
		}
		prop_assert_eq!(segments(Slow(&bytes)), segments(&bytes[..]));
	}
}

#[test]
fn parsers_should_not_take_square_time_when_a_segment_has_very_many_elements() {
	let many = "*".repeat(MAX_SEGMENT - 100);
	let started = std::time::Instant::now();
	for id in ["CAS*CO*45*1", "PLB*1*20261231*CS*1", "CLP*1*1*1*1", "NTE", "HI"] {
		let remittance = set(&format!("BPR*H*0*C~LX*1~CLP*1*1*0*0~{id}{many}1~"), 6);
		let _ = super::remittance835::parse(remittance.as_bytes());
		let claim = remittance
			.replace("ST*835", "ST*837")
			.replace("BPR*H*0*C", "HL*1**20*1~HL*2*1*22")
			.replace("CLP*1*1*0*0", "CLM*1*1***1:B:1");
		let _ = super::claim837::parse(claim.as_bytes());
	}
	assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
