"""What comes of a call is remembered where the call repeats, and nowhere else."""

from pytest_promises.reading.repeats import Repeats


def counted(kept):
    calls = []

    def double(number):
        """Return twice a number."""
        calls.append(number)
        return 2 * number

    return Repeats(double, kept), calls


def test_a_result_is_kept_from_the_second_call_on():
    double, calls = counted(kept=10)
    assert [double(3) for _ in range(4)] == [6, 6, 6, 6]
    assert calls == [3, 3]


def test_calls_with_other_arguments_are_told_apart():
    double, calls = counted(kept=10)
    assert [double(number) for number in (1, 2, 1, 2, 1, 2)] == [2, 4, 2, 4, 2, 4]
    assert calls == [1, 2, 1, 2]


def test_no_more_results_are_kept_than_asked_for():
    double, calls = counted(kept=1)
    for number in (1, 1, 2, 2, 1):
        double(number)
    assert calls == [1, 1, 2, 2, 1]


def test_what_is_forgotten_is_worked_out_twice_again():
    double, calls = counted(kept=10)
    for _ in range(3):
        double(3)
    double.cache_clear()
    for _ in range(3):
        double(3)
    assert calls == [3, 3, 3, 3]


def test_it_says_of_itself_what_the_function_does():
    double, _ = counted(kept=10)
    assert (double.__name__, double.__doc__) == ("double", "Return twice a number.")
