"""What is shipped ready made is what its sources give."""

import pytest

from .shipped import FOLDER, shipped

MADE = shipped()


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_file_that_is_made_from_others_is_what_these_give(name):
    assert (FOLDER / name).read_text("utf-8") == MADE[name], "write it anew by `make lexicons`"
