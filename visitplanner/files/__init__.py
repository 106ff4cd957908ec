"""Documents in and out: YAML and JSON, every mistake with its place."""
