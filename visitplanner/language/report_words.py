"""What people read on the report, in English, German and Ukrainian."""

from collections.abc import Mapping

from visitplanner.language.catalogue import Message

# --- parts of the page --------------------------------------------------------------------------

SUMMARY: Message = {"en": "At a glance", "de": "Auf einen Blick", "uk": "Головне"}
BY_HOST: Message = {
    "en": "Who is where, by host",
    "de": "Wer ist wo, nach Gastgebern",
    "uk": "Хто де, за приймаючими",
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
    "de": "Plan für {window}",
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
    "en": "accompanying",
    "de": "in Begleitung",
    "uk": "супроводжують",
}
LEVELS: Message = {
    "en": "goals proven best",
    "de": "Ziele bewiesen bestmöglich",
    "uk": "цілей доведено найкращі",
}
NOT_PLACED: Message = {"en": "left out", "de": "ohne Platz", "uk": "без місця"}
STATUS: Message = {"en": "status of the plan", "de": "Stand des Plans", "uk": "стан плану"}
STATUSES: Mapping[str, Message] = {
    "optimal": {"en": "Proven best", "de": "Bewiesen optimal", "uk": "Доведено найкращий"},
    "feasible": {
        "en": "Best found in time",
        "de": "Beste in der Zeit",
        "uk": "Найкращий за час",
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
LEGEND: Message = {
    "en": "Numbers count the people there on the day; shaded days are off, the reason shows when "
    "you point at them.",
    "de": "Zahlen sind die Personen, die an dem Tag da sind; schraffierte Tage sind frei, der "
    "Grund erscheint beim Daraufzeigen.",
    "uk": "Числа – скільки осіб є того дня; заштриховані дні вільні, причина з’являється при "
    "наведенні.",
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
    "uk": "Створено у visitplanner",
}

# --- columns ------------------------------------------------------------------------------------

WHO: Message = {"en": "Who", "de": "Wer", "uk": "Хто"}
SITE: Message = {"en": "Site", "de": "Ort", "uk": "Місце"}
SLOT: Message = {"en": "Slot", "de": "Einsatz", "uk": "Практика"}
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
NOT_FIXED: Message = {"en": "open", "de": "offen", "uk": "відкрито"}

# --- days off -----------------------------------------------------------------------------------

OFF_HOLIDAY: Message = {
    "en": "public holiday ({name})",
    "de": "Feiertag ({name})",
    "uk": "державне свято ({name})",
}
OFF_SCHOOL: Message = {"en": "no school", "de": "schulfrei", "uk": "вихідний у школі"}
OFF_CLOSED: Message = {
    "en": "closed day of the host",
    "de": "Schließtag des Gastgebers",
    "uk": "вихідний приймаючої сторони",
}
OFF_WEEKDAY: Message = {"en": "day off", "de": "freier Tag", "uk": "вихідний"}

# --- goals and rules ----------------------------------------------------------------------------

GOAL_NAMES: Mapping[str, Message] = {
    "people_placed": {
        "en": "As many as can be are placed",
        "de": "Möglichst viele haben einen Platz",
        "uk": "Розміщено якомога більше",
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
        "en": "people placed",
        "de": "Personen mit Platz",
        "uk": "осіб із місцем",
    },
    "preferences": {
        "en": "steps below the first choice",
        "de": "Stufen unter dem ersten Wunsch",
        "uk": "кроків нижче першого вибору",
    },
    "even_supervision": {
        "en": "days of duty apart",
        "de": "Diensttage Unterschied",
        "uk": "днів різниці в чергуванні",
    },
    "earliest_start": {
        "en": "days of waiting",
        "de": "Tage Wartezeit",
        "uk": "днів очікування",
    },
}
PROVEN: Message = {
    "en": "proven: no plan that keeps the levels above does better",
    "de": "bewiesen: kein Plan, der die Stufen darüber hält, ist besser",
    "uk": "доведено: жоден план, що зберігає вищі рівні, не кращий",
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
