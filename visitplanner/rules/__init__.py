"""The hard rules: one file each, all in the same form, listed in `catalogue`."""
