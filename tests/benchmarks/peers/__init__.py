"""What `schedule()` is measured against: one file for each alternative, all in one form."""
