"""Findings taken apart and put together."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.history.journalling import found

from pytest_promises.history.packing import DIGEST, compressed, digest, expanded, pack, split, unpack
from pytest_promises.model.finding import Finding, Quote
from pytest_promises.model.hearing import Evidence
from pytest_promises.wire import from_plain, to_plain

evidence = st.builds(Evidence, url=st.text(), status=st.none() | st.integers(), fetched_at=st.sampled_from(["", "a"]))
quotes = st.lists(st.builds(Quote, channel=st.text(), words=st.text(), evidence=evidence), max_size=4).map(tuple)


@given(evidence, quotes, quotes, st.text())
def test_any_finding_comes_back_as_it_was(own, decisive, beside, why):
    finding = replace(found("reply", "broken"), evidence=own, quotes=decisive, beside=beside, why=why)
    packed = pack(to_plain(finding))
    assert from_plain(unpack(packed.body, packed.evidence), Finding) == finding


def test_the_body_is_the_same_whenever_the_page_was_loaded_and_the_evidence_is_shared():
    older, newer = (pack(to_plain(found("reply", "stated", at=at))) for at in ("2026-11-22", "2026-11-23"))
    assert older.body == newer.body
    assert older.evidence != newer.evidence
    assert len(older.evidence) == 1


@given(st.lists(st.binary(), max_size=5))
def test_contents_are_known_by_digests_that_can_be_told_apart(contents):
    digests = [digest(content) for content in contents]
    assert split(b"".join(digests)) == tuple(digests)
    assert {len(one) for one in digests} <= {DIGEST}
    assert [expanded(compressed(content)) for content in contents] == contents
