//! Patient consents: FHIR `Consent` in and out, and decisions on files.

pub mod cli;
