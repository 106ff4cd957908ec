"""The arrays that rules and goals write into and engines read: options, columns, rows."""
