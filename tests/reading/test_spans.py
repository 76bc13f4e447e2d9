"""Words are the original's, whatever stands between its letters."""

import pytest

from pytest_promises.reading import read

from .notation import notation


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Reply within 24\u00a0hours.", "within 24\u00a0hours", "<=24 hour"),
        ("Reply within 24\u200b \u00adho\u00adurs\u200b.", "within 24\u200b \u00adho\u00adurs", "<=24 hour"),
        ("Reply in ١٢–٢٤ hours.", "١٢–٢٤ hours", "12-24 hour"),
        ("Reply in \u202e1\u202c2 hours", "1\u202c2 hours", "12 hour"),
        ("Reply in ﬁve days", "ﬁve days", "5 day"),
        ("Ответ до трех дней", "до трех дней", "<=3 day"),
        ("Ответ до трёх дней", "до трёх дней", "<=3 day"),
        ("ДОСТАВКА: 3 ДНЯ", "3 ДНЯ", "3 day"),
        ("Отговор до тpи дни до 3 дни", "до 3 дни", "<=3 day"),
        ("Отговори\u0306те идват до 3 дни", "до 3 дни", "<=3 day"),
        ("Reply within ２４ hours", "within ２４ hours", "<=24 hour"),
        ("ตอบกลับภายใน ๒๔ ชั่วโมง", "ภายใน ๒๔ ชั่วโมง", "<=24 hour"),
        ("İ reply within 2 days", "within 2 days", "<=2 day"),
    ],
)  # fmt: skip
def test_words_and_span_are_exact(text, words, value):
    statement = read(text, "bg" if "дни" in text else None)[-1]
    assert statement.words == words == text[slice(*statement.span)]
    assert notation(statement.value) == value


@pytest.mark.parametrize("text", ["from 9 months to 18 hours", "5-3 days", "2 weeks to 3 days"])
def test_a_range_that_is_written_from_its_upper_end_has_its_ends_in_order(text):
    value = read(text, "en")[0].value
    assert value.minimum < value.maximum
