"""`python -m tests.golden` writes all golden files anew and names those that changed."""

from tests.golden.texts import refresh

if __name__ == "__main__":
    changed = refresh()
    print("\n".join(changed) or "nothing changed")
