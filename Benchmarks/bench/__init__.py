"""Measures nslab beside its peers, on one machine and in one run. See Benchmarks/README.md."""
