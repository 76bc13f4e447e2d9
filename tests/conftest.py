"""For all tests: an example of a property test takes as long as the machine lets it."""

from hypothesis import settings

settings.register_profile("promises", deadline=None)
settings.load_profile("promises")
