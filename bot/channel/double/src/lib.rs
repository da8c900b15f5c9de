//! A messenger's side of the conversation that enforces the messenger's rules; for tests, benchmarks and trying the product
