//! Static types of the Salus runtime.
