//! From JSON to commitments, next to raw SHA-256 over the same bytes: times on a shared machine only mean something as a ratio.
//! `scripts/bench`.

use criterion::{criterion_group, criterion_main, Criterion, Throughput};
use salus_records::jcs::Canonicaliser;
use salus_records_engine::{commitment::commit, Salt};
use sha2::{Digest, Sha256};
use std::hint::black_box;

/// A FHIR-like record of 1 KiB, with names in no order, escapes and decimals.
fn record() -> Vec<u8> {
	let mut text = concat!(
		r#"{"resourceType": "Observation", "id": "obs-000001", "status": "final", "#,
		r#""category": [{"coding": [{"system": "http://terminology.example/observation-category", "code": "laboratory"}]}], "#,
		r#""code": {"coding": [{"system": "http://codes.example", "code": "15074-8", "display": "Glucose [Moles/volume] in Blood"}]}, "#,
		r#""subject": {"reference": "Patient/p-77"}, "effectivePeriod": {"start": "2024-04-02T09:30:10+01:00"}, "#,
		r#""valueQuantity": {"value": 6.30, "unit": "mmol/l", "system": "http://units.example", "code": "mmol/L"}, "#,
		r#""referenceRange": [{"low": {"value": 3.1, "unit": "mmol/l"}, "high": {"value": 6.2, "unit": "mmol/l"}}], "#,
		r#""note": [{"text": "fasting \"overnight\"\nrepeat in caf\u00e9 \u2013 if needed"}], "extra": ""#
	)
	.as_bytes()
	.to_vec();
	while text.len() < 1022 {
		text.push(b'x');
	}
	text.extend_from_slice(b"\"}");
	assert_eq!(text.len(), 1024);
	text
}

fn records(c: &mut Criterion) {
	let text = record();
	let salt = Salt([7; 32]);
	let (mut json, mut out) = (Canonicaliser::default(), vec![]);
	let mut group = c.benchmark_group("record_of_1_kib");
	group.throughput(Throughput::Bytes(1024));
	group.bench_function("raw_sha256", |b| b.iter(|| Sha256::digest(black_box(&text))));
	group.bench_function("serde_json_value_alone", |b| {
		b.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(&text)).expect("JSON"))
	});
	group.bench_function("canonicalise", |b| {
		b.iter(|| json.canonicalise(black_box(&text), &mut out).expect("JSON"))
	});
	group.bench_function("canonicalise_and_commit", |b| {
		b.iter(|| {
			json.canonicalise(black_box(&text), &mut out).expect("JSON");
			commit(&salt, &out).expect("not empty")
		})
	});
	group.finish();
}

criterion_group!(benches, records);
criterion_main!(benches);
