//! What the demo reads: a folder of FHIR resources.

use crate::outcome::Failure;
use serde_json::{json, Value};
use std::{
	fs,
	path::{Path, PathBuf},
};

/// The largest file that is looked into. Larger ones are anchored all the same.
const MAX_BYTES: u64 = 4 << 20;

/// How many claims of the folder are kept to choose from.
const MAX_CLAIMS: usize = 40;

/// A resource and where it is.
#[derive(Clone, Debug)]
pub struct Resource {
	/// Its path below the folder, with `/` between folders: its name in the store.
	pub name: String,
	/// Its path.
	pub path: PathBuf,
	/// The resource.
	pub value: Value,
}

/// What was found in the folder.
#[derive(Debug)]
pub struct Input {
	/// The folder.
	pub folder: PathBuf,
	/// How many FHIR resources there are.
	pub resources: usize,
	/// A laboratory result with a number, else any observation, else any resource.
	pub lab: Resource,
	/// Claims that bill something.
	pub claims: Vec<Resource>,
}

fn is_lab(value: &Value) -> bool {
	value["resourceType"] == "Observation"
		&& value["valueQuantity"]["value"].is_number()
		&& value["category"].as_array().is_some_and(|categories| {
			categories
				.iter()
				.flat_map(|category| category["coding"].as_array().into_iter().flatten())
				.any(|coding| coding["code"] == "laboratory")
		})
}

fn bills(value: &Value) -> bool {
	value["resourceType"] == "Claim"
		&& value["use"] == "claim"
		&& value["item"].as_array().is_some_and(|items| {
			!items.is_empty()
				&& items.iter().all(|item| {
					item["net"]["value"].is_number() && item["productOrService"]["coding"][0]["code"].is_string()
				})
		})
}

/// Looks through a folder. One without a FHIR resource is refused.
pub fn read(folder: &Path) -> Result<Input, Failure> {
	if !folder.is_dir() {
		return Err(Failure::Unreadable(format!(
			"--records {}: {}. Name a folder of FHIR resources as JSON",
			folder.display(),
			if folder.exists() {
				"it is a file"
			} else {
				"there is no such folder"
			}
		)));
	}
	let mut files = vec![];
	walk(folder, folder, &mut files)?;
	files.sort();
	let (mut resources, mut lab, mut claims) = (0, None::<(u8, Resource)>, vec![]);
	for (name, path) in files {
		let wanted = name.ends_with(".json") && fs::metadata(&path).is_ok_and(|file| file.len() <= MAX_BYTES);
		if !wanted {
			continue;
		}
		let text = fs::read(&path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
		let Ok(value) = serde_json::from_slice::<Value>(&text) else {
			continue;
		};
		if !value["resourceType"].is_string() {
			continue;
		}
		resources += 1;
		let rank = match (&value["resourceType"], is_lab(&value)) {
			(_, true) => 2,
			(kind, false) if kind == "Observation" && value["valueQuantity"]["value"].is_number() => 1,
			_ => 0,
		};
		let bills = bills(&value) && claims.len() < MAX_CLAIMS;
		let better = lab.as_ref().is_none_or(|(best, _)| rank > *best);
		if better || bills {
			let resource = Resource { name, path, value };
			if bills {
				claims.push(resource.clone());
			}
			if better {
				lab = Some((rank, resource));
			}
		}
	}
	let Some((_, lab)) = lab else {
		return Err(Failure::Unreadable(format!(
			"--records {}: no FHIR in it: none of its .json files is an object with a `resourceType`. Name a folder of FHIR \
			 resources, such as the package hl7.fhir.r4.examples",
			folder.display()
		)));
	};
	Ok(Input {
		folder: folder.into(),
		resources,
		lab,
		claims,
	})
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> Result<(), Failure> {
	let failed = |error: std::io::Error| Failure::Unreadable(format!("{}: {error}", folder.display()));
	for entry in fs::read_dir(folder).map_err(failed)? {
		let path = entry.map_err(failed)?.path();
		if path.is_dir() {
			walk(root, &path, files)?;
		} else if let Ok(below) = path.strip_prefix(root) {
			let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
			files.push((parts.join("/"), path));
		}
	}
	Ok(())
}

/// The resource as somebody corrects it: another value of a result, else another version of it.
pub fn amended(resource: &Value) -> Value {
	let mut value = resource.clone();
	if let Some(number) = value["valueQuantity"]["value"].as_f64() {
		let corrected = (number * 110.0).round() / 100.0;
		value["valueQuantity"]["value"] = json!(corrected);
		value["status"] = json!("amended");
	}
	let version = value["meta"]["versionId"]
		.as_str()
		.and_then(|version| version.parse::<u32>().ok());
	value["meta"]["versionId"] = json!((version.unwrap_or(1) + 1).to_string());
	value
}

/// The codes that a claim bills.
pub fn codes(claim: &Value) -> Vec<String> {
	let items = claim["item"].as_array().into_iter().flatten();
	let mut codes: Vec<String> = items
		.filter_map(|item| item["productOrService"]["coding"][0]["code"].as_str())
		.map(str::to_owned)
		.collect();
	codes.sort();
	codes.dedup();
	codes
}

/// A claim of the demo's own: one line of this code, for this amount, on this day.
pub fn claim(id: &str, code: &str, amount: u32, day: &str) -> Value {
	let money = json!({"value": amount, "currency": "USD"});
	json!({
		"resourceType": "Claim",
		"id": id,
		"status": "active",
		"type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "professional"}]},
		"use": "claim",
		"patient": {"reference": "Patient/demo"},
		"created": day,
		"insurer": {"reference": "Organization/insurer"},
		"provider": {"reference": "Organization/hospital"},
		"priority": {"coding": [{"code": "normal"}]},
		"insurance": [{"sequence": 1, "focal": true, "coverage": {"reference": "Coverage/demo"}}],
		"item": [{
			"sequence": 1,
			"productOrService": {"coding": [{"system": "urn:salus:demo", "code": code}]},
			"servicedDate": day,
			"quantity": {"value": 1},
			"unitPrice": money,
			"net": money,
		}],
		"total": money,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn read_should_refuse_a_folder_without_fhir() {
		let folder = tempfile::tempdir().unwrap();
		fs::write(folder.path().join("package.json"), "{\"name\": \"x\"}").unwrap();
		fs::write(folder.path().join("notes.txt"), "resourceType").unwrap();
		fs::write(folder.path().join("broken.json"), "{").unwrap();
		let message = read(folder.path()).unwrap_err().to_string();
		assert!(message.contains("no FHIR in it"), "{message}");
		let message = read(&folder.path().join("nothing")).unwrap_err().to_string();
		assert!(message.contains("nothing"), "{message}");
	}

	#[test]
	fn read_should_prefer_laboratory_results() {
		let folder = tempfile::tempdir().unwrap();
		let write = |name: &str, value: Value| {
			let path = folder.path().join(name);
			fs::create_dir_all(path.parent().unwrap()).unwrap();
			fs::write(path, value.to_string()).unwrap();
		};
		write("a.json", json!({"resourceType": "Patient"}));
		write(
			"b.json",
			json!({"resourceType": "Observation", "valueQuantity": {"value": 3}}),
		);
		write(
			"sub/c.json",
			json!({"resourceType": "Observation", "status": "final", "valueQuantity": {"value": 6.3},
				"category": [{"coding": [{"code": "laboratory"}]}]}),
		);
		write("d.json", claim("c-1", "X", 10, "2026-01-01"));
		let input = read(folder.path()).unwrap();
		assert_eq!((input.resources, input.lab.name.as_str()), (4, "sub/c.json"));
		assert_eq!(input.claims.len(), 1);
		assert_eq!(codes(&input.claims[0].value), ["X"]);

		let corrected = amended(&input.lab.value);
		assert_eq!(corrected["valueQuantity"]["value"], 6.93);
		assert_eq!(
			(&corrected["status"], &corrected["meta"]["versionId"]),
			(&json!("amended"), &json!("2"))
		);
	}
}
