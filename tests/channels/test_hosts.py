"""Which hosts somebody named."""

import pytest

from pytest_promises.channels.http.hosts import matches, refuse_unnamed
from pytest_promises.hookspecs import Settings
from pytest_promises.model.access import Access
from pytest_promises.model.hearing import Cause, HearingError, Target

FITS = [
    ("shop.example", "shop.example"),
    ("shop.example:8080", "shop.example"),
    ("shop.example:8080", "shop.example:8080"),
    ("SHOP.example", "Shop.Example"),
    ("www.shop.example", "*.shop.example"),
    ("a.b.shop.example:444", "*.shop.example"),
    ("a.b.shop.example:444", "*.shop.example:444"),
    ("shop.example.", "shop.example"),
    ("[::1]:8080", "[::1]:8080"),
]
DIFFER = [
    ("shop.example", "www.shop.example"),
    ("shop.example", "*.shop.example"),
    ("shop.example.evil.test", "shop.example"),
    ("evilshop.example", "*.shop.example"),
    ("evilshop.example", "shop.example"),
    ("shop.example:81", "shop.example:80"),
    ("shop.example", "shop.example:80"),
    ("shop.example@evil.test", "shop.example"),
    ("", "shop.example"),
    ("[", "shop.example"),
]


@pytest.mark.parametrize(("host", "pattern"), FITS)
def test_a_pattern_fits(host, pattern):
    assert matches(host, ["other.example", pattern])


@pytest.mark.parametrize(("host", "pattern"), DIFFER)
def test_a_pattern_does_not_fit(host, pattern):
    assert not matches(host, [pattern])


def refused(url, hosts=(), run=()):
    target = Target("page", "https://shop.example/", "shop.example", access=Access(hosts=hosts))
    try:
        refuse_unnamed(url, target, Settings(hosts=run))
    except HearingError as error:
        return error.mishap
    return None


def test_the_targets_own_host_is_named_and_every_other_must_be():
    assert refused("https://shop.example/a") is None
    assert refused("https://www.shop.example/a").cause is Cause.DENIED
    assert refused("https://www.shop.example/a", hosts=("www.shop.example",)) is None


def test_a_run_that_names_hosts_allows_no_other_even_if_the_spec_does():
    assert refused("https://shop.example/", run=("shop.example",)) is None
    assert "promises_hosts" in refused("https://shop.example/", run=("other.example",)).remedy
    assert refused("https://cdn.example/", hosts=("cdn.example",), run=("shop.example",)).cause is Cause.DENIED


def test_a_user_name_in_an_address_is_no_host_and_is_not_told():
    mishap = refused("https://shop.example:hush@evil.test/")
    assert "evil.test" in mishap.message
    assert "hush" not in mishap.message
