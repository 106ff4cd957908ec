"""The catalogue: what people read on calendars and pages, in English, German and Ukrainian."""
