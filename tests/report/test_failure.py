from srcgrad.errors import Location, UnsupportedSyntaxError
from srcgrad.report import described


def test_an_error_of_srcgrad_is_its_text():
    error = UnsupportedSyntaxError("no", "do this", Location("f.py", 3, "    x", 4, 5))
    assert str(error) == described(error)


def test_a_users_error_shows_its_line_and_no_traceback():
    try:
        {}["missing"]
    except KeyError as error:
        text = described(error, "f raises")
    assert text.startswith("f raises: KeyError: 'missing'\n    ")
    assert text.endswith("""{}["missing"]""")
    assert "Traceback" not in text
