"""Write the first invitations to the hosts: files that a calendar program asks about.

    python examples/invite_hosts.py [FOLDER]

leaves one `.ics` for each placement in FOLDER (`invitations`). Attached to a message to the
address printed beside it, the host can accept or decline it in their own calendar.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import visitplanner as vp

HERE = Path(__file__).parent


def main(folder: Path, now: datetime) -> None:
    """Plan, and write one invitation for each placement, in German for the German hosts."""
    programme = vp.Programme.load(HERE / "may-2023.yaml")
    plan = vp.schedule(programme)
    folder.mkdir(parents=True, exist_ok=True)
    for invitation in vp.host_invitations(programme, plan, now=now, language="de"):
        (folder / invitation.filename).write_bytes(invitation.content)
        print(f"{invitation.recipient:28} {invitation.title}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "invitations"), datetime.now(UTC))
