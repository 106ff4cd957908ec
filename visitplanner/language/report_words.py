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
GOALS: Message = {"en": "How good the plan is", "de": "Wie gut der Plan ist", "uk": "Якість плану"}
OPEN: Message = {
    "en": "Noted, not yet planned",
    "de": "Vorgemerkt, noch nicht geplant",
    "uk": "Занотовано, ще не заплановано",
}
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
DAYS_COUNT: Message = {
    "en": {"one": "{count} day", "other": "{count} days"},
    "de": {"one": "{count} Tag", "other": "{count} Tage"},
    "uk": {
        "one": "{count} день",
        "few": "{count} дні",
        "many": "{count} днів",
        "other": "{count} дня",
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
PLANNED_LATER: Message = {
    "en": "Visits, lodging, transfers and handovers are kept in the programme, but days, beds and "
    "seats are not planned yet.",
    "de": "Besuche, Unterkünfte, Fahrten und Übergaben stehen im Programm, aber Tage, Betten und "
    "Sitze sind noch nicht geplant.",
    "uk": "Візити, житло, поїздки й передачі записано у програмі, але дні, ліжка й місця ще не "
    "сплановано.",
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
WEEK: Message = {"en": "Week", "de": "Woche", "uk": "Тиждень"}
OFFERED: Message = {"en": "Places", "de": "Plätze", "uk": "Місць"}
TAKEN: Message = {"en": "Taken", "de": "Belegt", "uk": "Зайнято"}
FREE: Message = {"en": "Free", "de": "Frei", "uk": "Вільно"}
LEVEL: Message = {"en": "Level", "de": "Stufe", "uk": "Рівень"}
GOAL: Message = {"en": "Goal", "de": "Ziel", "uk": "Мета"}
VALUE: Message = {"en": "Value", "de": "Wert", "uk": "Значення"}
PROOF: Message = {"en": "What is proven", "de": "Was bewiesen ist", "uk": "Що доведено"}
NOTES: Message = {"en": "Notes", "de": "Bemerkungen", "uk": "Примітки"}
WHAT: Message = {"en": "What", "de": "Was", "uk": "Що"}
WHEN: Message = {"en": "When", "de": "Wann", "uk": "Коли"}
WHERE: Message = {"en": "Where, with whom", "de": "Wo, mit wem", "uk": "Де, з ким"}
NOT_FIXED: Message = {"en": "open", "de": "offen", "uk": "ще не визначено"}

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

# --- goals and rules ----------------------------------------------------------------------------

GOAL_NAMES: Mapping[str, Message] = {
    "people_placed": {
        "en": "As many as can be are placed",
        "de": "Möglichst viele haben einen Platz",
        "uk": "Розміщено якомога більше осіб",
    },
    "preferences": {
        "en": "Wishes are met",
        "de": "Wünsche werden erfüllt",
        "uk": "Побажання враховано",
    },
    "even_supervision": {
        "en": "Supervision is shared evenly",
        "de": "Betreuung ist gleich verteilt",
        "uk": "Супровід розподілено порівну",
    },
    "earliest_start": {
        "en": "Everybody starts early",
        "de": "Alle beginnen früh",
        "uk": "Усі починають рано",
    },
}
GOAL_UNITS: Mapping[str, Message] = {
    "people_placed": {
        "en": {"one": "person placed", "other": "people placed"},
        "de": {"one": "Person mit Platz", "other": "Personen mit Platz"},
        "uk": {
            "one": "особа з місцем",
            "few": "особи з місцем",
            "many": "осіб із місцем",
            "other": "особи з місцем",
        },
    },
    "preferences": {
        "en": {"one": "step below the first choice", "other": "steps below the first choice"},
        "de": {"one": "Stufe unter dem ersten Wunsch", "other": "Stufen unter dem ersten Wunsch"},
        "uk": {
            "one": "крок нижче першого вибору",
            "few": "кроки нижче першого вибору",
            "many": "кроків нижче першого вибору",
            "other": "кроку нижче першого вибору",
        },
    },
    "even_supervision": {
        "en": {"one": "day of duty apart", "other": "days of duty apart"},
        "de": {"one": "Diensttag Unterschied", "other": "Diensttage Unterschied"},
        "uk": {
            "one": "день різниці в чергуванні",
            "few": "дні різниці в чергуванні",
            "many": "днів різниці в чергуванні",
            "other": "дня різниці в чергуванні",
        },
    },
    "earliest_start": {
        "en": {"one": "day of waiting", "other": "days of waiting"},
        "de": {"one": "Tag Wartezeit", "other": "Tage Wartezeit"},
        "uk": {
            "one": "день очікування",
            "few": "дні очікування",
            "many": "днів очікування",
            "other": "дня очікування",
        },
    },
}
PROVEN: Message = {
    "en": "proven: no plan that keeps the levels above does better",
    "de": "bewiesen: Kein Plan, der die höheren Stufen einhält, ist besser",
    "uk": "доведено: жоден план, що зберігає вищі рівні, не є кращим",
}
AT_MOST: Message = {
    "en": "not proven; at most {bound} is possible",
    "de": "nicht bewiesen; höchstens {bound} ist möglich",
    "uk": "не доведено; можливо щонайбільше {bound}",
}
AT_LEAST: Message = {
    "en": "not proven; no plan goes below {bound}",
    "de": "nicht bewiesen; kein Plan liegt unter {bound}",
    "uk": "не доведено; жоден план не має менше ніж {bound}",
}

RULE_NAMES: Mapping[str, Message] = {
    "known": {"en": "Unknown names", "de": "Unbekannte Namen", "uk": "Невідомі імена"},
    "pin": {"en": "Fixed by hand", "de": "Von Hand festgelegt", "uk": "Закріплено вручну"},
    "field": {"en": "Field of work", "de": "Fachgebiet", "uk": "Галузь"},
    "role": {"en": "Role", "de": "Rolle", "uk": "Роль"},
    "age": {"en": "Age", "de": "Alter", "uk": "Вік"},
    "language": {"en": "Language", "de": "Sprache", "uk": "Мова"},
    "partner_status": {
        "en": "Status of the partnership",
        "de": "Stand der Partnerschaft",
        "uk": "Стан партнерства",
    },
    "reservation": {
        "en": "Reserved for others",
        "de": "Für andere vorgesehen",
        "uk": "Зарезервовано для інших",
    },
    "window": {"en": "Outside the dates", "de": "Außerhalb der Tage", "uk": "Поза датами"},
    "availability": {"en": "Away", "de": "Abwesend", "uk": "Відсутність"},
    "working_days": {"en": "Days off", "de": "Freie Tage", "uk": "Вихідні дні"},
    "length": {"en": "Length of the stay", "de": "Dauer", "uk": "Тривалість"},
    "slot_places": {
        "en": "No place left at the slot",
        "de": "Kein Platz mehr im Einsatz",
        "uk": "Немає місць на практиці",
    },
    "site_places": {
        "en": "No place left at the site",
        "de": "Kein Platz mehr am Ort",
        "uk": "Немає місць у закладі",
    },
    "minimum_group": {
        "en": "Group too small",
        "de": "Gruppe zu klein",
        "uk": "Замала група",
    },
    "supervision": {
        "en": "Not enough supervision",
        "de": "Zu wenig Betreuung",
        "uk": "Бракує супроводу",
    },
    "one_place": {
        "en": "Elsewhere at the same time",
        "de": "Zur selben Zeit anderswo",
        "uk": "Тоді ж в іншому місці",
    },
    "goals": {
        "en": "Given up for a higher goal",
        "de": "Einem höheren Ziel gewichen",
        "uk": "Поступилося вищій меті",
    },
}
