"""How a spec comes to a service: typed, with paths that can be found, and without a secret in sight."""

from pathlib import Path

from tests.spec.sample_types import KINDS, read_value

from pytest_promises.model.access import Access, Credentials, Geolocation, Proxy
from pytest_promises.spec import load, render

SPEC = """\
version: 1
site: https://shop.example
access:
  headers: {X-Audit: "${AUDIT}", Accept-Charset: utf-8}
  cookies: {consent: necessary}
  http_credentials: {username: audit, password: "${STAGING}"}
  storage_state: .auth/customer.json
  proxy: {server: "http://proxy.example:3128", bypass: localhost, username: me, password: "${STAGING}"}
  user_agent: AcmeAudit/1.0
  ca_certificates: ca.pem
  timezone_id: Europe/Sofia
  geolocation: {latitude: 43.2, longitude: -27.9}
  rate: 0.5
  hosts: [www.shop.example, "*.cdn.example"]
channels:
  home: {page: /}
  desk: {page: "https://desk.example/", access: {proxy: "socks5://proxy.example", rate: 2}}
"""
ENV = {"AUDIT": "let-me-in", "STAGING": "hunter2"}


def loaded(folder, text=SPEC, env=ENV):
    path = folder / "shop.yaml"
    path.write_text(text, "utf-8")
    return load(path, env=env, channel_schemas=KINDS, read_value=read_value)


def test_everything_that_can_be_said_is_typed(tmp_path):
    assert loaded(tmp_path).spec.access == Access(
        headers=(("X-Audit", "let-me-in"), ("Accept-Charset", "utf-8")),
        cookies=(("consent", "necessary"),),
        http_credentials=Credentials("audit", "hunter2"),
        storage_state=str(tmp_path / ".auth/customer.json"),
        proxy=Proxy("http://proxy.example:3128", "localhost", Credentials("me", "hunter2")),
        user_agent="AcmeAudit/1.0",
        ca_certificates=str(tmp_path / "ca.pem"),
        timezone_id="Europe/Sofia",
        geolocation=Geolocation(43.2, -27.9),
        rate=0.5,
        hosts=("www.shop.example", "*.cdn.example"),
    )


def test_a_channel_has_its_own_way_over_the_specs(tmp_path):
    spec = loaded(tmp_path).spec
    assert spec.channel("home").access is None
    own = spec.channel("desk").access
    assert own == Access(proxy=Proxy("socks5://proxy.example"), rate=2)
    both = own.over(spec.access)
    assert (both.proxy, both.rate, both.user_agent) == (own.proxy, 2, "AcmeAudit/1.0")


def test_an_anonymous_way_says_nothing_of_who_comes(tmp_path):
    anonymous = loaded(tmp_path).spec.access.anonymous()
    told = (anonymous.headers, anonymous.cookies, anonymous.http_credentials, anonymous.storage_state)
    assert told == ((), (), None, "")
    assert anonymous.proxy.server == "http://proxy.example:3128"


def test_what_comes_from_the_environment_is_secret_and_in_no_repr(tmp_path):
    spec = loaded(tmp_path).spec
    assert spec.secrets == {"let-me-in", "hunter2"}
    assert not any(secret in repr(spec) for secret in spec.secrets)


def test_a_secret_in_the_file_is_refused_and_not_repeated(tmp_path):
    text = (
        SPEC.replace("${STAGING}", "correct horse").replace("X-Audit", "Authorization").replace("${AUDIT}", "Bearer 1")
    )
    told = "".join(map(render, loaded(tmp_path, text).problems))
    assert told.count("a secret stands in the file") == 2
    assert "`Authorization` may be a secret" in told
    assert "correct horse" not in told
    assert "Bearer 1" not in told


def test_a_path_is_relative_to_the_file_that_it_stands_in(tmp_path):
    tmp_path.joinpath("base").mkdir()
    tmp_path.joinpath("base", "common.yaml").write_text("version: 1\naccess: {ca_certificates: ca.pem}\n", "utf-8")
    spec = loaded(tmp_path, "version: 1\nextends: base/common.yaml\naccess: {storage_state: me.json}\n").spec
    assert Path(spec.access.ca_certificates) == tmp_path / "base" / "ca.pem"
    assert Path(spec.access.storage_state) == tmp_path / "me.json"
