"""The texts here are no modules, so everything that is a module is a test again."""

collect_ignore_glob: list[str] = []
