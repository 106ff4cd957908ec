"""Engines: each proves the least value of one objective over a matrix."""
