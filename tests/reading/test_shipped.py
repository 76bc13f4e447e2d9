"""What is shipped ready made is what its sources give."""

import subprocess
import sys

import pytest

from .shipped import FOLDER, shipped

MADE = shipped()


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_file_that_is_made_from_others_is_what_these_give(name):
    assert (FOLDER / name).read_text("utf-8") == MADE[name], "write it anew by `make lexicons`"


def test_what_is_read_with_what_is_shipped_needs_nothing_of_babel():
    program = (
        "from pytest_promises import read; read('Antwort binnen 24 h', 'de'); import sys; print('babel' in sys.modules)"
    )
    asked = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert asked.stdout == "False\n"
