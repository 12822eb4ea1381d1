"""One file for each section; scripts/bench takes their names."""
