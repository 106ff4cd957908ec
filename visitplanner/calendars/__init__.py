"""Plan -> events -> iCalendar: what hosts and participants put into their calendars."""
