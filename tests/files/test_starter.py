"""What `visitplanner init` writes: it plans as it stands, and with every example in it."""

import re
from pathlib import Path

import visitplanner as vp
from visitplanner.files.read import read_text

STARTER = Path(vp.__file__).parent / "files" / "starter.yaml"
EXAMPLES = {"visits", "lodgings", "transfers", "pins", "together", "apart", "goals", "youth_hours"}


def test_the_starter_plans_with_everybody_placed() -> None:
    programme = vp.Programme.load(STARTER)
    plan = vp.schedule(programme)
    assert plan.status == "optimal"
    assert not plan.unplaced
    assert vp.check(programme, plan) == ()


def test_every_example_in_the_starter_can_be_used_by_taking_the_sign_away() -> None:
    text = STARTER.read_text("utf-8")
    used = re.sub(r"^( *)#(?=[^ \n])", r"\1", text, flags=re.MULTILINE)
    programme = read_text(used, vp.Programme, format="yaml")
    named = {name for name in EXAMPLES if re.search(rf"^ *#{name}:", text, re.MULTILINE)}
    assert named == EXAMPLES
    assert any(need.parts == 2 for person in programme.people.values() for need in person.needs)
    plan = vp.schedule(programme)
    assert vp.check(programme, plan) == ()
    assert {visit.visit for visit in plan.visits} == {"welcome", "tour"}
    without_a_site = {"pupils/baker-01", "pupils/baker-02"}
    assert {part.participant for part in plan.unplaced} == without_a_site
