import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.model.hearing import Cause, Hearing, Mishap
from pytest_promises.model.quantities import Duration, Money
from pytest_promises.model.statement import Passage, Statement
from pytest_promises.wire import from_plain, to_plain

texts = st.text(st.characters(exclude_categories=("Cs",)))
values = st.one_of(
    st.builds(Duration, st.none() | st.floats(0, 1e9), st.floats(0, 1e9)),
    st.builds(Money, st.decimals(0, 10**6, places=2), st.none(), st.just("EUR")),
)
passages = st.builds(Passage, texts, st.none() | texts, st.lists(texts).map(tuple))
statements = st.builds(Statement, values, texts, st.just((0, 1)), st.none() | texts, passage=passages)
hearings = st.builds(
    Hearing, texts, st.lists(passages).map(tuple), st.lists(statements, max_size=3).map(tuple),
    mishap=st.none() | st.builds(Mishap, st.sampled_from(Cause), texts),
)  # fmt: skip


@given(hearings)
def test_a_hearing_comes_back_from_json_as_it_was(hearing):
    assert from_plain(json.loads(json.dumps(to_plain(hearing))), Hearing) == hearing


def test_an_amount_keeps_its_last_digit():
    statement = Statement(Money(Decimal("0.10"), None, "EUR"), "", (0, 0))
    assert to_plain(statement)["value"]["minimum"] == "0.10"


def test_plain_data_is_of_plain_types_alone():
    def types(data):
        yield type(data)
        for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
            yield from types(one)

    plain = to_plain(Hearing("faq", mishap=Mishap(Cause.EMPTY, "nothing", retry_after=1.0)))
    assert set(types(plain)) <= {dict, list, str, int, float, bool, type(None)}
