"""Weekly hours and times of day: weeks read back from the ways in which people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.model.quantities import WeeklyHours
from pytest_promises.reading import read
from pytest_promises.reading.opening_hours import DAYS, weekly_hours, without_break

DAY_NAMES = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "ja": ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"),
    "tr": ("pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"),
    "vi": ("thứ 2", "thứ 3", "thứ 4", "thứ 5", "thứ 6", "thứ 7", "chủ nhật"),
}
CLOCKS = {"en": "{0:02d}:{1:02d}", "de": "{0}.{1:02d}", "fr": "{0}h{1:02d}", "ru": "{0}:{1:02d}"}
"""How a time is written, where not as `9:00`."""
BETWEEN_TIMES = ("-", " - ", "\u2013", " \u2013 ")
BETWEEN_RULES = ("; ", ", ", " / ", " | ", "\n")
CLOSED = {"en": "closed", "de": "geschlossen", "fr": "fermé", "it": "chiuso", "ru": "выходной"}
QUARTER = 15


@st.composite
def spans_of_a_day(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Draw one or two spans, in minutes, from six in the morning on."""
    count = 2 * draw(st.integers(1, 2))
    ends = sorted(draw(st.lists(st.integers(6 * 4, 23 * 4), min_size=count, max_size=count, unique=True)))
    return tuple((first * QUARTER, last * QUARTER) for first, last in zip(ends[::2], ends[1::2], strict=True))


@st.composite
def weeks(draw: st.DrawFn) -> list[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """Draw a week as ranges of days with their spans."""
    cuts = sorted(draw(st.sets(st.integers(1, 6), max_size=2)))
    ranges = zip((0, *cuts), (*cuts, 7), strict=True)
    return [(first, last - 1, draw(spans_of_a_day())) for first, last in ranges]


def clock(minutes: int, lang: str) -> str:
    return CLOCKS.get(lang, "{0}:{1:02d}").format(*divmod(minutes, 60))


def times(spans: tuple[tuple[int, int], ...], lang: str, dash: str) -> str:
    return ", ".join(f"{clock(opens, lang)}{dash}{clock(closes, lang)}" for opens, closes in spans)


def days(first: int, last: int, lang: str) -> str:
    names = DAY_NAMES[lang]
    return names[first] if first == last else f"{names[first]}-{names[last]}"


def expected(week: list[tuple[int, int, tuple[tuple[int, int], ...]]]) -> str:
    return weekly_hours({day: spans for first, last, spans in week for day in range(first, last + 1)}).osm


def osm(text: str, lang: str) -> list[str]:
    return [said.value.osm for said in read(text, lang) if isinstance(said.value, WeeklyHours)]


@pytest.mark.parametrize("lang", DAY_NAMES)
@given(week=weeks(), dash=st.sampled_from(BETWEEN_TIMES), sign=st.sampled_from(BETWEEN_RULES))
def test_days_before_their_times_read_back(lang, week, dash, sign):
    text = sign.join(f"{days(first, last, lang)}: {times(spans, lang, dash)}" for first, last, spans in week)
    assert osm(text, lang) == [expected(week)]


@pytest.mark.parametrize("lang", DAY_NAMES)
@given(week=weeks(), dash=st.sampled_from(BETWEEN_TIMES))
def test_times_before_their_days_read_back(lang, week, dash):
    text = "; ".join(f"{times(spans, lang, dash)} ({days(first, last, lang)})" for first, last, spans in week)
    assert osm(text, lang) == [expected(week)]


@pytest.mark.parametrize("lang", CLOSED)
@given(spans=spans_of_a_day(), off=st.integers(0, 6), dash=st.sampled_from(BETWEEN_TIMES))
def test_closed_days_are_no_part_of_the_week(lang, spans, off, dash):
    names = DAY_NAMES[lang]
    text = ", ".join(
        f"{name} {CLOSED[lang] if day == off else times(spans, lang, dash)}" for day, name in enumerate(names)
    )
    assert osm(text, lang) == [weekly_hours({day: spans for day in range(7) if day != off}).osm]


@given(spans=spans_of_a_day(), out=st.sets(st.integers(0, 6), min_size=1, max_size=3))
def test_days_left_out_are_no_part_of_the_week(spans, out):
    left = " and ".join(DAY_NAMES["en"][day] for day in sorted(out))
    week = weekly_hours({day: spans for day in range(7) if day not in out}).osm
    hours = times(spans, "en", "-")
    for text in (f"daily except {left} {hours}", f"{hours} daily except {left}", f"Except {left}, every day {hours}"):
        assert osm(text, "en") == [week]


# Friday is left out: "Mon-Fri" is one phrase.
@given(
    days=st.lists(st.sampled_from((0, 1, 2, 3, 5, 6)), min_size=3, max_size=5, unique=True),
    sign=st.sampled_from("-/+&,"),
)
def test_three_days_with_a_sign_between_are_a_list(days, sign):
    text = sign.join(DAY_NAMES["en"][day] for day in days) + " 9:00-17:00"
    assert osm(text, "en") == [weekly_hours(dict.fromkeys(days, ((540, 1020),))).osm]


@pytest.mark.parametrize(
    ("text", "lang", "hours"),
    [
        ("Mon-Fri 9:00-18:00, lunch break 13:00-14:00", "en", "Mo-Fr 09:00-13:00,14:00-18:00"),
        ("Mon-Fri 9am-6pm (closed 1pm-2pm), Sat 10-15", "en", "Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-15:00"),
        ("Mo-Fr 9-18 Uhr, Mittagspause 13-14 Uhr", "de", "Mo-Fr 09:00-13:00,14:00-18:00"),
        ("пн-пт с 9-00 до 18-30, обед 13-00 - 14-00", "ru", "Mo-Fr 09:00-13:00,14:00-18:30"),
        ("Пн-Пт 9⁰⁰-18³⁰", "ru", "Mo-Fr 09:00-18:30"),
        ("lun-ven 9.00/13.00 - 14.00/18.00", "it", "Mo-Fr 09:00-13:00,14:00-18:00"),
        ("lundi-vendredi 8h30-12h30 13h30-17h30", "fr", "Mo-Fr 08:30-12:30,13:30-17:30"),
        ("Ouvert de 9h à 19h du mardi au samedi", "fr", "Tu-Sa 09:00-19:00"),
        ("Pazar hariç her gün 10:00-20:00", "tr", "Mo-Sa 10:00-20:00"),
        ("0850 123 45 67 (Hafta içi 09:00-18:00)", "tr", "Mo-Fr 09:00-18:00"),
        ("Thứ 2 - 6: 8h00 - 17h00", "vi", "Mo-Fr 08:00-17:00"),
        ("午後1時～6時", "ja", "Mo-Su 13:00-18:00"),
        ("【平日】10:00～18:00 【土曜】10:00～13:00", "ja", "Mo-Fr 10:00-18:00; Sa 10:00-13:00"),
        ("Mon-Fri 9-18, except public holidays", "en", "Mo-Fr 09:00-18:00; PH off"),
        ("We are here 24×7.", "en", "24/7"),
        ("Montags geschlossen, sonst täglich 10-18 Uhr", "de", "Tu-Su 10:00-18:00"),
        ("Fri-Sat 8pm-2am", "en", "Fr-Sa 20:00-02:00"),
    ],
)
def test_a_notation_reads_as_the_same_week(text, lang, hours):
    assert osm(text, lang) == [hours]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Commande passée avant 14h : elle part l'après-midi.", "fr"),
        ("Pour toute commande avant 14h30.", "fr"),
        ("Um 14 h ist Abholung.", "de"),
        ("Daily from 9 until late.", "en"),
        ("Mon-Fri from 9 am", "en"),
        ("Lunch break: 13:00-14:00.", "en"),
        ("Our office is closed on weekends.", "en"),
    ],
)
def test_a_time_of_day_alone_says_nothing(text, lang):
    assert list(read(text, lang)) == []


def test_a_break_elsewhere_changes_nothing():
    assert without_break(((540, 720), (780, 1080)), (720, 780)) == ((540, 720), (780, 1080))


def test_every_day_has_a_name():
    assert {len(names) for names in DAY_NAMES.values()} == {len(DAYS)}
