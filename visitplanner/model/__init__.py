"""The facts of a visit programme, and the plan made for it, as frozen values."""
