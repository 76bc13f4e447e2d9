"""What a change may have touched, by kind of channel, and which checks that concerns."""

from pytest_promises.audit.selecting import Touched, touched
from pytest_promises.model.check import checks_of
from pytest_promises.model.keeping import Keeping
from pytest_promises.model.promise import Channel, Listed, Location, Promise, Spec
from pytest_promises.reading import read_value

HERE = Location("specs/a.yaml", 1, 1)
STATED_ON = (Listed("page", HERE), Listed("mapped", HERE))
KEPT_BY = (Keeping("records", "tickets", "tickets", HERE), Keeping("journey", "visit", "visit", HERE))
PROMISE = Promise(
    "first-reply", "reply", HERE, value=read_value("24 hours", "en"), stated_on=STATED_ON, kept_by=KEPT_BY
)
CHANNELS = (
    Channel("page", "page", "/faq"),
    Channel("mapped", "page", "/terms", options={"files": ["terms.md"]}),
    Channel("data", "api", "/api.json"),
)
MEASURES = (Channel("first-reply::tickets", "records", "t.csv"), Channel("first-reply::visit", "journey", "/"))
SPEC = Spec("specs/a.yaml", channels=CHANNELS, measures=MEASURES, promises=(PROMISE,))
SECTIONS = {"records": "records", "journey": "probes"}


def names(wanted):
    return [check.name for check in checks_of(SPEC, PROMISE) if wanted.concerns(check)]


def changes(*, spec=False, files=False, pages=()):
    return touched([SPEC], lambda _: spec, lambda *_: files, pages, SECTIONS)


def test_records_change_by_no_deploy_and_of_what_names_no_files_nobody_knows():
    assert {name for _, name in changes().channels} == {"data", "first-reply::visit"}
    assert names(changes()) == ["consistent", "kept[visit]"]


def test_a_mapped_channel_goes_by_its_files_and_a_page_by_its_document():
    assert "stated[mapped]" in names(changes(files=True))
    assert "stated[page]" in names(changes(pages={("specs/a.yaml", "page")}))
    assert "stated[mapped]" not in names(changes(pages={("specs/a.yaml", "mapped")}))


def test_a_changed_spec_concerns_all_its_checks_and_so_does_one_that_nobody_looked_at():
    every = [check.name for check in checks_of(SPEC, PROMISE)]
    assert names(changes(spec=True)) == names(Touched()) == every


def test_what_states_the_promise_and_agrees_with_the_spec_agrees_with_all_others():
    only_pages = Spec("specs/a.yaml", channels=CHANNELS[:2], promises=(PROMISE,))
    wanted = touched([only_pages], lambda _: False, lambda *_: True, {("specs/a.yaml", "page")}, {})
    asked = [check.name for check in checks_of(only_pages, PROMISE) if wanted.concerns(check)]
    assert asked == ["stated[page]", "stated[mapped]"]
