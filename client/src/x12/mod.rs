//! X12 005010: 837 claims in, 835 remittances in and out.
