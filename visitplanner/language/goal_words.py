"""Names of the goals, what each counts, and what is proven, in English, German and Ukrainian."""

from collections.abc import Mapping

from visitplanner.language.catalogue import Message

GOAL_NAMES: Mapping[str, Message] = {
    "people_placed": {
        "en": "As many as can be are placed",
        "de": "Möglichst viele haben einen Platz",
        "uk": "Розміщено якомога більше осіб",
    },
    "visits_placed": {
        "en": "As many visits as can be take place",
        "de": "Möglichst viele Besuche finden statt",
        "uk": "Відбувається якомога більше візитів",
    },
    "people_lodged": {
        "en": "As many as can be have a bed",
        "de": "Möglichst viele haben ein Bett",
        "uk": "Якомога більше осіб мають ліжко",
    },
    "optional_needs": {
        "en": "What is optional is met, too",
        "de": "Auch Freiwilliges wird erfüllt",
        "uk": "Виконано й необов'язкове",
    },
    "few_tentative": {
        "en": "Little is tentative",
        "de": "Wenig ist vorläufig",
        "uk": "Мало попереднього",
    },
    "wishes": {
        "en": "Soft wishes of the programme are kept",
        "de": "Weiche Wünsche des Programms sind eingehalten",
        "uk": "М'яких побажань програми дотримано",
    },
    "preferences": {
        "en": "People get what they rank highest",
        "de": "Alle bekommen, was sie am liebsten möchten",
        "uk": "Усі отримують те, чого хочуть найбільше",
    },
    "utility": {
        "en": "Places are worth much to those who have them",
        "de": "Plätze sind denen viel wert, die sie haben",
        "uk": "Місця цінні для тих, хто їх має",
    },
    "worst_off": {
        "en": "Nobody is left far behind",
        "de": "Niemand bleibt weit zurück",
        "uk": "Ніхто не залишається далеко позаду",
    },
    "leximin": {
        "en": "The worst-off first, then the next",
        "de": "Zuerst, wer am schlechtesten dasteht, dann die Nächsten",
        "uk": "Спершу ті, кому найгірше, потім наступні",
    },
    "language_fit": {
        "en": "People share a language with the host",
        "de": "Alle sprechen eine Sprache des Gastgebers",
        "uk": "Усі мають спільну мову з тими, хто приймає",
    },
    "few_changes": {
        "en": "Little changes against the earlier plan",
        "de": "Wenig ändert sich gegenüber dem früheren Plan",
        "uk": "Мало змін порівняно з попереднім планом",
    },
    "variety": {
        "en": "People see different hosts",
        "de": "Alle lernen verschiedene Gastgeber kennen",
        "uk": "Усі бачать різні організації",
    },
    "constancy": {
        "en": "Few changes of host",
        "de": "Wenige Wechsel des Gastgebers",
        "uk": "Мало змін організації",
    },
    "idle_days": {
        "en": "Few idle days",
        "de": "Wenige untätige Tage",
        "uk": "Мало днів без діла",
    },
    "host_balance": {
        "en": "Hosts share the work evenly",
        "de": "Die Gastgeber sind gleichmäßig belegt",
        "uk": "Організації завантажено порівну",
    },
    "few_sites": {
        "en": "Few sites are used",
        "de": "Wenige Orte werden gebraucht",
        "uk": "Задіяно мало закладів",
    },
    "even_supervision": {
        "en": "Supervision is shared evenly",
        "de": "Betreuung ist gleich verteilt",
        "uk": "Супровід розподілено порівну",
    },
    "nearness": {
        "en": "Ways to the sites are short",
        "de": "Die Wege zu den Orten sind kurz",
        "uk": "Шляхи до закладів короткі",
    },
    "earliest_start": {
        "en": "Everybody starts early",
        "de": "Alle beginnen früh",
        "uk": "Усі починають рано",
    },
}


def _unit(en: tuple[str, str], de: tuple[str, str], uk: tuple[str, str, str, str]) -> Message:
    """A noun in the plural forms of each language: one, (few, many,) other."""
    return {
        "en": dict(zip(("one", "other"), en, strict=True)),
        "de": dict(zip(("one", "other"), de, strict=True)),
        "uk": dict(zip(("one", "few", "many", "other"), uk, strict=True)),
    }


POINTS: Message = _unit(("point", "points"), ("Punkt", "Punkte"), ("бал", "бали", "балів", "бала"))
GOAL_UNITS: Mapping[str, Message] = {
    "people_placed": _unit(
        ("placement", "placements"),
        ("vergebener Platz", "vergebene Plätze"),
        ("надане місце", "надані місця", "наданих місць", "наданого місця"),
    ),
    "visits_placed": _unit(
        ("visit with a time", "visits with a time"),
        ("Besuch mit Termin", "Besuche mit Termin"),
        ("візит із часом", "візити з часом", "візитів із часом", "візиту з часом"),
    ),
    "people_lodged": _unit(
        ("person with a bed", "people with a bed"),
        ("Person mit Bett", "Personen mit Bett"),
        ("особа з ліжком", "особи з ліжком", "осіб із ліжком", "особи з ліжком"),
    ),
    "optional_needs": _unit(
        ("optional need met", "optional needs met"),
        ("freiwilliger Wunsch erfüllt", "freiwillige Wünsche erfüllt"),
        (
            "необов'язкова потреба",
            "необов'язкові потреби",
            "необов'язкових потреб",
            "необов'язкової потреби",
        ),
    ),
    "few_tentative": _unit(
        ("tentative placement", "tentative placements"),
        ("vorläufiger Platz", "vorläufige Plätze"),
        ("попереднє місце", "попередні місця", "попередніх місць", "попереднього місця"),
    ),
    "wishes": _unit(
        ("weighted breach", "weighted breaches"),
        ("gewichteter Verstoß", "gewichtete Verstöße"),
        ("порушення з вагою", "порушення з вагою", "порушень із вагою", "порушення з вагою"),
    ),
    "preferences": _unit(
        ("step below the first choice", "steps below the first choice"),
        ("Stufe unter dem ersten Wunsch", "Stufen unter dem ersten Wunsch"),
        (
            "крок нижче першого вибору",
            "кроки нижче першого вибору",
            "кроків нижче першого вибору",
            "кроку нижче першого вибору",
        ),
    ),
    "utility": POINTS,
    "worst_off": _unit(
        ("step below the first choice", "steps below the first choice"),
        ("Stufe unter dem ersten Wunsch", "Stufen unter dem ersten Wunsch"),
        (
            "крок нижче першого вибору",
            "кроки нижче першого вибору",
            "кроків нижче першого вибору",
            "кроку нижче першого вибору",
        ),
    ),
    "leximin": _unit(
        ("person below the first choice", "people below the first choice"),
        ("Person unter dem ersten Wunsch", "Personen unter dem ersten Wunsch"),
        (
            "особа нижче першого вибору",
            "особи нижче першого вибору",
            "осіб нижче першого вибору",
            "особи нижче першого вибору",
        ),
    ),
    "language_fit": _unit(
        ("placement without a common language", "placements without a common language"),
        ("Platz ohne gemeinsame Sprache", "Plätze ohne gemeinsame Sprache"),
        (
            "місце без спільної мови",
            "місця без спільної мови",
            "місць без спільної мови",
            "місця без спільної мови",
        ),
    ),
    "few_changes": _unit(
        ("change", "changes"), ("Änderung", "Änderungen"), ("зміна", "зміни", "змін", "зміни")
    ),
    "variety": _unit(
        ("different host", "different hosts"),
        ("anderer Gastgeber", "verschiedene Gastgeber"),
        ("інша організація", "різні організації", "різних організацій", "різної організації"),
    ),
    "constancy": _unit(
        ("change of host", "changes of host"),
        ("Wechsel des Gastgebers", "Wechsel des Gastgebers"),
        ("зміна організації", "зміни організації", "змін організації", "зміни організації"),
    ),
    "idle_days": _unit(
        ("day without work", "days without work"),
        ("Tag ohne Arbeit", "Tage ohne Arbeit"),
        ("день без роботи", "дні без роботи", "днів без роботи", "дня без роботи"),
    ),
    "host_balance": _unit(
        ("placement too far apart", "placements too far apart"),
        ("Platz zu viel Unterschied", "Plätze zu viel Unterschied"),
        ("місце різниці", "місця різниці", "місць різниці", "місця різниці"),
    ),
    "few_sites": _unit(
        ("site used", "sites used"),
        ("Ort gebraucht", "Orte gebraucht"),
        ("задіяний заклад", "задіяні заклади", "задіяних закладів", "задіяного закладу"),
    ),
    "even_supervision": _unit(
        ("day of duty apart", "days of duty apart"),
        ("Diensttag Unterschied", "Diensttage Unterschied"),
        (
            "день різниці в чергуванні",
            "дні різниці в чергуванні",
            "днів різниці в чергуванні",
            "дня різниці в чергуванні",
        ),
    ),
    "nearness": _unit(
        ("metre of way", "metres of way"),
        ("Meter Weg", "Meter Weg"),
        ("метр шляху", "метри шляху", "метрів шляху", "метра шляху"),
    ),
    "earliest_start": _unit(
        ("day of waiting", "days of waiting"),
        ("Tag Wartezeit", "Tage Wartezeit"),
        ("день очікування", "дні очікування", "днів очікування", "дня очікування"),
    ),
}
STAGE: Message = {
    "en": "{counted} with {steps} or more steps",
    "de": "{counted} mit {steps} oder mehr Stufen",
    "uk": "{counted}, від {steps} кроків",
}
"""One stage of `leximin`: `counted` says how many, in its unit."""
PROVEN: Message = {"en": "proven best", "de": "nachweislich das Beste", "uk": "доведено: найкраще"}
PROVEN_LEGEND: Message = {
    "en": "The first level counts most; a lower one never takes anything from it. Proven best "
    "means: no plan that keeps the levels above does better.",
    "de": "Die erste Stufe zählt am meisten; eine spätere nimmt ihr nie etwas weg. Nachweislich "
    "das Beste heißt: Kein Plan, der die höheren Stufen einhält, ist besser.",
    "uk": "Перший рівень найважливіший; нижчі нічого в нього не забирають. Доведено: найкраще – "
    "жоден план, що зберігає вищі рівні, не є кращим.",
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
