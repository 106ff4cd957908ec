"""Plan the May delegations and write down who is where.

    python examples/plan_may.py [FOLDER]

leaves `plan.json` and one calendar for each host site and each participant in FOLDER (`may-plan`).
"""

import sys
from pathlib import Path

import visitplanner as vp

HERE = Path(__file__).parent


def main(folder: Path) -> vp.Plan:
    """Plan, show the result, and save it."""
    programme = vp.Programme.load(HERE / "may-2023.yaml")
    plan = vp.schedule(programme)

    print(f"{programme.name}: {plan.status}")
    for goal in plan.goals:
        print(f"  {goal.level}. {goal.name}: {goal.value} {goal.unit} (proven: {goal.proven})")
    for placement in plan.placements:
        days = f"{placement.first_day} to {placement.last_day}, {len(placement.days)} days"
        print(f"  {placement.participant:22} {placement.slot:22} {days}")
    for left_out in plan.unplaced:
        print(f"  not placed: {left_out.participant}: {left_out.smallest_fix}")

    folder.mkdir(parents=True, exist_ok=True)
    plan.save(folder / "plan.json")
    for calendar in vp.host_calendars(programme, plan, language="de"):
        (folder / f"host-{calendar.filename}").write_bytes(calendar.content)
    for calendar in vp.participant_calendars(programme, plan, language="uk"):
        (folder / f"participant-{calendar.filename}").write_bytes(calendar.content)
    return plan


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "may-plan"))
