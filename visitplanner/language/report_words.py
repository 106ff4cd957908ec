"""What people read on the report, in English, German and Ukrainian."""

from collections.abc import Mapping

from visitplanner.language.catalogue import Message

# --- parts of the page --------------------------------------------------------------------------

SUMMARY: Message = {"en": "At a glance", "de": "Auf einen Blick", "uk": "Головне"}
BY_HOST: Message = {
    "en": "Who is where, by host",
    "de": "Wer ist wo, nach Gastgebern",
    "uk": "Хто де, за організаціями, що приймають",
}
BY_DELEGATION: Message = {
    "en": "Who is where, by delegation",
    "de": "Wer ist wo, nach Delegationen",
    "uk": "Хто де, за делегаціями",
}
DUTIES: Message = {"en": "Supervision", "de": "Betreuung", "uk": "Супровід"}
CAPACITY: Message = {"en": "Places", "de": "Plätze", "uk": "Місця"}
LEFT_OUT: Message = {"en": "Left out", "de": "Ohne Platz", "uk": "Без місця"}
MISSING: Message = {
    "en": "Placements missing",
    "de": "Fehlende Plätze",
    "uk": "Яких місць бракує",
}
"""Instead of `LEFT_OUT` where everybody has some placement."""
GOALS: Message = {"en": "How good the plan is", "de": "Wie gut der Plan ist", "uk": "Якість плану"}
VISITS: Message = {"en": "Visits", "de": "Besuche", "uk": "Візити"}
LODGING: Message = {"en": "Lodging", "de": "Unterkunft", "uk": "Житло"}
JOURNEYS: Message = {"en": "Journeys", "de": "Fahrten", "uk": "Поїздки"}
HANDOVERS: Message = {"en": "Handovers", "de": "Übergaben", "uk": "Передачі"}
INTERPRETING: Message = {"en": "Interpreting", "de": "Dolmetschen", "uk": "Усний переклад"}
OPEN: Message = {"en": "Still open", "de": "Noch offen", "uk": "Ще не вирішено"}
ASSUMPTIONS: Message = {"en": "Assumptions", "de": "Annahmen", "uk": "Припущення"}
UNKNOWN: Message = {
    "en": "Entries that do not fit the programme",
    "de": "Einträge, die nicht zum Programm passen",
    "uk": "Записи, що не відповідають програмі",
}

# --- tiles and sentences ------------------------------------------------------------------------

LEAD: Message = {
    "en": "Plan for {window}",
    "de": "Plan für den Zeitraum {window}",
    "uk": "План на {window}",
}
COORDINATOR: Message = {
    "en": "Coordinator: {name}",
    "de": "Koordination: {name}",
    "uk": "Координація: {name}",
}
PLACED: Message = {"en": "people placed", "de": "Personen mit Platz", "uk": "осіб із місцем"}
ALL_PLACED: Message = {
    "en": "people with all they need",
    "de": "Personen mit allen Plätzen",
    "uk": "осіб з усіма місцями",
}
PLACEMENTS: Message = {
    "en": "placements given",
    "de": "Plätze vergeben",
    "uk": "місць надано",
}
PLACED_OF: Message = {
    "en": "{placed} of {wanted}",
    "de": "{placed} von {wanted}",
    "uk": "{placed} з {wanted}",
}
ACCOMPANYING: Message = {
    "en": "accompanying persons",
    "de": "Begleitpersonen",
    "uk": "осіб супроводу",
}
INTERPRETERS: Message = {"en": "interpreters", "de": "Dolmetschende", "uk": "перекладачів"}
LEVELS: Message = {
    "en": "goals proven best",
    "de": "Ziele nachweislich bestmöglich erreicht",
    "uk": "цілей досягнуто якнайкраще (доведено)",
}
NOT_PLACED: Message = {"en": "left out", "de": "ohne Platz", "uk": "без місця"}
STATUS: Message = {"en": "status of the plan", "de": "Stand des Plans", "uk": "стан плану"}
STATUSES: Mapping[str, Message] = {
    "optimal": {
        "en": "Proven best",
        "de": "Nachweislich optimal",
        "uk": "Найкращий (доведено)",
    },
    "feasible": {
        "en": "Best found in time",
        "de": "Bester gefundener Plan",
        "uk": "Найкращий зі знайдених",
    },
    "by_hand": {"en": "Made by hand", "de": "Von Hand erstellt", "uk": "Складено вручну"},
}
NOBODY_LEFT: Message = {
    "en": "Everybody has a place.",
    "de": "Alle haben einen Platz.",
    "uk": "Усі мають місце.",
}
NO_DUTIES: Message = {
    "en": "Nobody needs supervision in this plan.",
    "de": "In diesem Plan wird keine Betreuung gebraucht.",
    "uk": "У цьому плані супровід не потрібен.",
}
NOBODY_PLACED: Message = {
    "en": "Nobody is placed.",
    "de": "Niemand hat einen Platz.",
    "uk": "Нікого не розміщено.",
}
PEOPLE: Message = {
    "en": {"one": "{count} person", "other": "{count} people"},
    "de": {"one": "{count} Person", "other": "{count} Personen"},
    "uk": {
        "one": "{count} особа",
        "few": "{count} особи",
        "many": "{count} осіб",
        "other": "{count} особи",
    },
}
WAYS: Message = {
    "en": {"one": "blocks {count} way", "other": "blocks {count} ways"},
    "de": {"one": "versperrt {count} Weg", "other": "versperrt {count} Wege"},
    "uk": {
        "one": "закриває {count} варіант",
        "few": "закриває {count} варіанти",
        "many": "закриває {count} варіантів",
        "other": "закриває {count} варіанта",
    },
}
SMALLEST_FIX: Message = {
    "en": "Smallest change that would help:",
    "de": "Kleinste Änderung, die hilft:",
    "uk": "Найменша зміна, що допоможе:",
}
SMALLEST_FIX_EACH: Message = {
    "en": "Smallest change that would help, for each of them:",
    "de": "Kleinste Änderung, die hilft, jeweils für eine Person:",
    "uk": "Найменша зміна, що допоможе, для кожної особи окремо:",
}
LEGEND: Message = {
    "en": "Numbers count the people there on the day; shaded days are off.",
    "de": "Zahlen sind die Personen, die an dem Tag da sind; grau unterlegte Tage sind frei.",
    "uk": "Числа – скільки осіб є того дня; сірим позначено вихідні дні.",
}
WEEKS_LEGEND: Message = {
    "en": "The plan is long, so each column is a week; numbers count the people there in it.",
    "de": "Der Plan ist lang, darum ist jede Spalte eine Woche; Zahlen sind die Personen, die dann "
    "da sind.",
    "uk": "План довгий, тому кожен стовпець – тиждень; числа – скільки осіб тоді є.",
}
TENTATIVE_TILE: Message = {"en": "tentative", "de": "vorläufig", "uk": "попередньо"}
TENTATIVE_LEGEND: Message = {
    "en": "Tentative: something is not settled yet, so nobody should count on it; what is missing "
    "stands beside it, and the days have a dashed frame.",
    "de": "Vorläufig: Etwas ist noch nicht geklärt, darum ist noch nicht damit zu rechnen; was "
    "fehlt, steht dabei, und die Tage sind gestrichelt umrandet.",
    "uk": "Попередньо: щось ще не вирішено, тож поки не варто на це розраховувати; чого бракує, "
    "зазначено поруч, а дні обведено пунктиром.",
}
TENTATIVE: Message = {
    "en": "tentative: {why}",
    "de": "vorläufig: {why}",
    "uk": "попередньо: {why}",
}
LACKS_DOCUMENTS: Message = {
    "en": "missing: {name}",
    "de": "es fehlt: {name}",
    "uk": "бракує: {name}",
}
LACKS_PARTNERSHIP: Message = {
    "en": "partnership not agreed yet: {name}",
    "de": "Partnerschaft noch nicht vereinbart: {name}",
    "uk": "партнерство ще не узгоджено: {name}",
}
OPTIONAL: Message = {"en": "optional", "de": "freiwillig", "uk": "необов'язково"}
MISSING_PARTS: Message = {
    "en": {
        "one": "{count} of {whole} parts is missing",
        "other": "{count} of {whole} parts are missing",
    },
    "de": {
        "one": "{count} von {whole} Teilen fehlt",
        "other": "{count} von {whole} Teilen fehlen",
    },
    "uk": {
        "one": "бракує {count} частини з {whole}",
        "few": "бракує {count} частин з {whole}",
        "many": "бракує {count} частин з {whole}",
        "other": "бракує {count} частини з {whole}",
    },
}
OPEN_TILE: Message = {"en": "still open", "de": "noch offen", "uk": "ще не вирішено"}
GAPS: Mapping[str, Message] = {
    "visit": {
        "en": "Visits without a time",
        "de": "Besuche ohne Termin",
        "uk": "Візити без часу",
    },
    "bed": {
        "en": "People without a bed",
        "de": "Personen ohne Bett",
        "uk": "Особи без ліжка",
    },
    "seat": {
        "en": "People without a seat",
        "de": "Personen ohne Sitzplatz",
        "uk": "Особи без місця в транспорті",
    },
    "handover": {
        "en": "Handovers without a carrier",
        "de": "Übergaben ohne Überbringer",
        "uk": "Передачі без перевізника",
    },
    "transfer": {
        "en": "Journeys without a day",
        "de": "Fahrten ohne Tag",
        "uk": "Поїздки без дня",
    },
}
JOURNEY_KINDS: Mapping[str, Message] = {
    "arrival": {"en": "Arrival", "de": "Anreise", "uk": "Приїзд"},
    "departure": {"en": "Departure", "de": "Abreise", "uk": "Від'їзд"},
    "shuttle": {"en": "Shuttle", "de": "Pendelbus", "uk": "Автобус до місця практики"},
}
MADE_BY: Message = {
    "en": "Made by visitplanner",
    "de": "Erstellt mit visitplanner",
    "uk": "Створено за допомогою visitplanner",
}

# --- columns ------------------------------------------------------------------------------------

WHO: Message = {"en": "Who", "de": "Wer", "uk": "Хто"}
SITE: Message = {"en": "Site", "de": "Ort", "uk": "Місце"}
SLOT: Message = {"en": "Slot", "de": "Einsatz", "uk": "Практика"}
ON_DUTY: Message = {"en": "On duty", "de": "Im Dienst", "uk": "Чергує"}
STAY: Message = {"en": "Stay", "de": "Aufenthalt", "uk": "Перебування"}
DATES: Message = {"en": "Dates", "de": "Zeitraum", "uk": "Дати"}
DAYS: Message = {"en": "Days", "de": "Tage", "uk": "Дні"}
DAY: Message = {"en": "Day", "de": "Tag", "uk": "День"}
OFFERED: Message = {"en": "Places", "de": "Plätze", "uk": "Місць"}
TAKEN: Message = {"en": "Taken", "de": "Belegt", "uk": "Зайнято"}
FREE: Message = {"en": "Free", "de": "Frei", "uk": "Вільно"}
LEVEL: Message = {"en": "Level", "de": "Stufe", "uk": "Рівень"}
GOAL: Message = {"en": "Goal", "de": "Ziel", "uk": "Мета"}
VALUE: Message = {"en": "Value", "de": "Wert", "uk": "Значення"}
PROOF: Message = {"en": "What is proven", "de": "Was bewiesen ist", "uk": "Що доведено"}
WEIGHED: Message = {
    "en": "Several goals, weighed against each other",
    "de": "Mehrere Ziele, gegeneinander gewichtet",
    "uk": "Кілька цілей із вагами",
}
WHAT: Message = {"en": "What", "de": "Was", "uk": "Що"}
WHERE: Message = {"en": "Where", "de": "Wo", "uk": "Де"}
TAKES_PART: Message = {"en": "Who takes part", "de": "Wer teilnimmt", "uk": "Хто бере участь"}
CARRIES: Message = {"en": "Brings along", "de": "Bringt mit", "uk": "Що передають"}
HOUSE: Message = {"en": "House", "de": "Haus", "uk": "Будинок"}
NIGHTS: Message = {"en": "Nights", "de": "Nächte", "uk": "Ночей"}
BEDS: Message = {"en": "Beds", "de": "Betten", "uk": "Ліжка"}
JOURNEY: Message = {"en": "Journey", "de": "Fahrt", "uk": "Поїздка"}
SEATS: Message = {"en": "Seats", "de": "Sitze", "uk": "Місця"}
FROM_TO: Message = {"en": "From – to", "de": "Von – an", "uk": "Від кого – кому"}
CARRIER: Message = {"en": "Rides on", "de": "Fährt mit", "uk": "Передають через"}
INTERPRETS: Message = {"en": "Interprets", "de": "Dolmetscht", "uk": "Перекладає"}

# --- days off -----------------------------------------------------------------------------------

DAYS_OFF: Message = {
    "en": "Days off: {days}",
    "de": "Freie Tage: {days}",
    "uk": "Вихідні дні: {days}",
}
OFF_HOLIDAY: Message = {
    "en": "public holiday ({name})",
    "de": "Feiertag ({name})",
    "uk": "державне свято ({name})",
}
OFF_SCHOOL: Message = {"en": "no school", "de": "schulfrei", "uk": "вихідний у школі"}
OFF_CLOSED: Message = {
    "en": "closed day of the host",
    "de": "Schließtag des Gastgebers",
    "uk": "вихідний сторони, що приймає",
}
OFF_WEEKDAY: Message = {"en": "day off", "de": "freier Tag", "uk": "вихідний"}
