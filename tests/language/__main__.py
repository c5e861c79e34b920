"""`python -m tests.language` writes the tables of the docs anew, and names the pages changed."""

from tests.language.pages import refresh

if __name__ == "__main__":
    print("\n".join(refresh()) or "nothing changed")
