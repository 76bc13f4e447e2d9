"""Which of the built-in channels hear values and no text: those are asked for no caveat."""

import pytest

from pytest_promises.channels.presets import PRESETS
from pytest_promises.plugins import manager
from pytest_promises.plugins.specs import all_types, load_spec
from pytest_promises.spec import render

SPEC = """\
version: 1
site: https://shop.example
channels:
  page: {page: /}
  other: %s
promises:
  reply: {topic: reply, within: 24 hours, stated_on: [page, other], caveats: public holidays}
"""
TEXT = [
    "{page: /, view: http}",
    "{api: /texts.json, read: a}",
    "{api: /texts.json, topic: reply}",
    "{api: /, preset: zendesk.macros}",
    "{api: /, preset: zendesk.articles}",
    "{api: /, preset: freshdesk.canned_responses}",
    "{api: /, preset: freshdesk.articles}",
    "{api: /, preset: intercom.macros}",
    "{api: /, preset: intercom.articles}",
    "{api: /, preset: statuspage.status}",
    "{command: cat hours.txt}",
    "{text: handbook.md}",
    "{pdf: /terms.pdf}",
    "{chat: /, within: .chat}",
    "{voice: /ivr/welcome.xml}",
    "{feed: /news.atom}",
    "{sitemap: /sitemap.xml}",
]
DATA = [
    "{page: /, view: structured}",
    "{structured: /}",
    "{api: /wait.json, read: minutes, unit: minutes, topic: reply}",
    "{command: cat hours.json, unit: hours, topic: reply}",
    "{api: /, preset: zendesk.sla}",
    "{api: /, preset: freshdesk.sla}",
    "{api: /, preset: intercom.office_hours}",
    "{api: /, preset: jira.sla, clock: business, request: A-1}",
    "{api: /, preset: google.shipping, account: '1'}",
    "{api: /, preset: wait.board, name_key: Name, wait_key: Wait}",
]


@pytest.fixture(scope="module")
def types():
    return all_types(manager(installed=False))


@pytest.mark.parametrize("channel", [*TEXT, *DATA])
def test_channels_of_text_are_asked_for_caveats_and_those_of_data_are_not(channel, types, tmp_path):
    path = tmp_path / "spec.yaml"
    path.write_text(SPEC % channel, "utf-8")
    loaded = load_spec(path, types, {})
    assert loaded.spec is not None, [render(problem) for problem in loaded.problems]
    (promise,) = loaded.spec.promises
    assert [at.channel for at in promise.caveats_on] == (["page", "other"] if channel in TEXT else ["page"])


def test_no_preset_is_left_out_of_the_two_kinds():
    texts = {one.name for one in PRESETS if one.texts}
    assert texts == {f"zendesk.{name}" for name in ("macros", "articles")} | {
        "freshdesk.canned_responses", "freshdesk.articles", "intercom.macros", "intercom.articles", "statuspage.status",
    }  # fmt: skip
