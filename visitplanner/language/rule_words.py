"""Short names of the rules, in English, German and Ukrainian."""

from collections.abc import Mapping

from visitplanner.language.catalogue import Message

RULE_NAMES: Mapping[str, Message] = {
    # people, slots and days
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
    "documents": {
        "en": "Documents are missing",
        "de": "Unterlagen fehlen",
        "uk": "Бракує документів",
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
    "travel_days": {
        "en": "Before arrival or after departure",
        "de": "Vor der Anreise oder nach der Abreise",
        "uk": "До приїзду або після від'їзду",
    },
    # several placements of one person
    "one_place": {
        "en": "Elsewhere at the same time",
        "de": "Zur selben Zeit anderswo",
        "uk": "Тоді ж в іншому місці",
    },
    "needs_in_order": {
        "en": "Order of the parts",
        "de": "Reihenfolge der Teile",
        "uk": "Порядок частин",
    },
    "parts_in_other_fields": {
        "en": "Each part in another field",
        "de": "Jeder Teil in einem anderen Fachgebiet",
        "uk": "Кожна частина в іншій галузі",
    },
    "precedence": {
        "en": "Order of the fields of work",
        "de": "Reihenfolge der Fachgebiete",
        "uk": "Порядок галузей",
    },
    "precedence_required": {
        "en": "What must come before",
        "de": "Was vorausgehen muss",
        "uk": "Що має передувати",
    },
    "parts_per_host": {
        "en": "Too many parts at one host",
        "de": "Zu viele Teile bei einem Gastgeber",
        "uk": "Забагато частин в одній організації",
    },
    # places
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
    "host_places": {
        "en": "No place left at the host",
        "de": "Kein Platz mehr beim Gastgeber",
        "uk": "Немає місць в організації, що приймає",
    },
    "field_places": {
        "en": "No place left in the field of work",
        "de": "Kein Platz mehr im Fachgebiet",
        "uk": "Немає місць у галузі",
    },
    "minimum_group": {
        "en": "Group too small",
        "de": "Gruppe zu klein",
        "uk": "Замала група",
    },
    # together and apart
    "together": {"en": "Together", "de": "Zusammen", "uk": "Разом"},
    "apart": {"en": "Apart", "de": "Getrennt", "uk": "Окремо"},
    "delegation_share": {
        "en": "Share of one delegation",
        "de": "Anteil einer Delegation",
        "uk": "Частка однієї делегації",
    },
    "exclusion": {"en": "Excluded there", "de": "Dort ausgeschlossen", "uk": "Там виключено"},
    # supervision and the young
    "supervision": {
        "en": "Not enough supervision",
        "de": "Zu wenig Betreuung",
        "uk": "Бракує супроводу",
    },
    "visiting_teacher": {
        "en": "Visits of a teacher",
        "de": "Besuche einer Begleitperson",
        "uk": "Відвідини супровідної особи",
    },
    "duty_run": {
        "en": "On duty too many days in a row",
        "de": "Zu viele Diensttage am Stück",
        "uk": "Забагато днів чергування поспіль",
    },
    "duty_rest": {
        "en": "Days of rest from duty",
        "de": "Dienstfreie Tage",
        "uk": "Дні відпочинку від чергування",
    },
    "youth_day": {
        "en": "Young people: hours of a day",
        "de": "Jugendliche: Stunden am Tag",
        "uk": "Молодь: години на день",
    },
    "youth_week": {
        "en": "Young people: hours of a week",
        "de": "Jugendliche: Stunden in der Woche",
        "uk": "Молодь: години на тиждень",
    },
    "youth_rest": {
        "en": "Young people: rest between two days",
        "de": "Jugendliche: Ruhe zwischen zwei Tagen",
        "uk": "Молодь: відпочинок між двома днями",
    },
    # visits and handovers
    "visit_known": {
        "en": "Unknown visits",
        "de": "Unbekannte Besuche",
        "uk": "Невідомі візити",
    },
    "visit_times": {
        "en": "Day and time of a visit",
        "de": "Tag und Zeit eines Besuchs",
        "uk": "День і час візиту",
    },
    "visit_places": {
        "en": "Places at a visit",
        "de": "Plätze bei einem Besuch",
        "uk": "Місця на візиті",
    },
    "visit_clash": {
        "en": "Two visits at the same time",
        "de": "Zwei Besuche zur selben Zeit",
        "uk": "Два візити водночас",
    },
    "visit_work": {
        "en": "At work during a visit",
        "de": "Während eines Besuchs im Einsatz",
        "uk": "На практиці під час візиту",
    },
    "visit_order": {
        "en": "Order of the visits",
        "de": "Reihenfolge der Besuche",
        "uk": "Порядок візитів",
    },
    "handover": {"en": "Handovers", "de": "Übergaben", "uk": "Передачі"},
    # lodging
    "lodging_stay": {
        "en": "Nights in the house",
        "de": "Nächte im Haus",
        "uk": "Ночі в будинку",
    },
    "beds": {"en": "No bed left", "de": "Kein Bett mehr frei", "uk": "Немає вільних ліжок"},
    "come_along": {
        "en": "Companions without a bed or a seat",
        "de": "Begleitung ohne Bett oder Sitzplatz",
        "uk": "Супровід без ліжка або місця в транспорті",
    },
    "bed_needed": {
        "en": "Placed without a bed",
        "de": "Platz, aber kein Bett",
        "uk": "Є місце, але немає ліжка",
    },
    "allergies": {"en": "Allergies", "de": "Allergien", "uk": "Алергії"},
    "rooming": {
        "en": "Who may share a house",
        "de": "Wer ein Haus teilen darf",
        "uk": "Хто може жити разом",
    },
    "accompanied_house": {
        "en": "Minors without a teacher in the house",
        "de": "Minderjährige ohne Begleitperson im Haus",
        "uk": "Неповнолітні без супроводу в будинку",
    },
    "lodging_distance": {
        "en": "House too far away",
        "de": "Haus zu weit weg",
        "uk": "Будинок задалеко",
    },
    # journeys
    "seats": {
        "en": "No seat left",
        "de": "Kein Sitzplatz mehr frei",
        "uk": "Немає місць для сидіння",
    },
    "shuttle_seats": {
        "en": "No seat left on the shuttle",
        "de": "Kein Sitzplatz mehr im Pendelbus",
        "uk": "Немає місць в автобусі до місця практики",
    },
    # what is no rule, but a reason
    "goals": {
        "en": "Given up for a higher goal",
        "de": "Einem höheren Ziel gewichen",
        "uk": "Поступилося вищій меті",
    },
    "time_limit": {
        "en": "Time limit",
        "de": "Zeitgrenze",
        "uk": "Обмеження часу",
    },
    "other_slots": {
        "en": "Further slots",
        "de": "Weitere Einsätze",
        "uk": "Інші практики",
    },
}
