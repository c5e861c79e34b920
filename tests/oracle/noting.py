"""A function of a module that changes what it is given."""


def note(model):
    """Count one more call."""
    model.asked = model.asked + 1
