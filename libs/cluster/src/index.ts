// Contracts: generated from proto/darkreach/v1.
