"""The soft aims: one file each, all in the same form, listed in `catalogue`."""
