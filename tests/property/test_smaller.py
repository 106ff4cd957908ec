"""What shows a fault is made smaller for as long as it shows it."""

from tests.property.smaller import smaller


def test_only_what_the_fault_needs_is_left() -> None:
    document = {"people": [{"id": 1, "age": 17}, {"id": 2, "age": 16}, {"id": 3}], "name": "x"}

    def fails(found: dict[str, object]) -> bool:
        people = found.get("people")
        return isinstance(people, list) and any(person.get("age") == 16 for person in people)

    assert smaller(document, fails) == {"people": [{"age": 16}]}
    assert len(document["people"]) == 3
