"""Where texts and keys may go: only to a named host, only over https, keys only to their own."""

import pytest

from polybook.engines.address import Keys, is_private, needed_key, read_address, read_key
from polybook.model.errors import ConfigError

EXAMPLE = "https://api.example.org"
KEYS = Keys("POLYBOOK_SOME_KEY", ("SOME_KEY", "SOME_OTHER_KEY"), ("api.some.example", ".own.test"))


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in (KEYS.own, *KEYS.usual):
        monkeypatch.delenv(name, raising=False)


def test_an_address_has_a_base_and_a_host():
    address = read_address("deepl", "https://API.example.org:8443/v1/", EXAMPLE)
    assert address.base == "https://API.example.org:8443/v1"
    assert address.host == "api.example.org:8443"
    assert address.name == "api.example.org"
    assert address.secure
    assert read_address("deepl", "http://[::1]:5000", EXAMPLE).host == "[::1]:5000"


def test_without_an_address_the_error_has_what_to_write():
    with pytest.raises(ConfigError) as error:
        read_address("deepl", "", EXAMPLE)
    assert 'under [engines.deepl], such as url = "https://api.example.org"' in str(error.value)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("api.example.org", "is no web address"),
        ("ftp://a.example", "is no web address"),
        ("https://", "is no web address"),
        ("https://a b", "is no web address"),
        ("https://a.example\\@b.example", "is no web address"),
        ("https://a.example:99999", "is no address"),
        ("https://[::1", "is no address"),
        ("https://user:pass@a.example", "keys belong into an environment variable"),
        ("https://a.example/?key=1", "keys belong into an environment variable"),
        ("http://a.example", "is http, which anybody on the way can read; use https"),
        ("http://93.184.216.34", "use https"),
        ("http://localhost.evil.example", "use https"),
        ("http://134744072", "use https"),
        ("http://0x08080808", "use https"),
        ("http://[::ffff:8.8.8.8]", "use https"),
        ("http://evil\u3002example", "is no web address"),
        ("https://\u0430pi.deepl.com", "is no web address"),
    ],
)
def test_other_addresses_are_refused_without_repeating_them(url, message):
    with pytest.raises(ConfigError, match=message) as error:
        read_address("deepl", url, EXAMPLE)
    assert "user:pass" not in str(error.value)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "127.8.9.1", "::1", "10.1.2.3", "192.168.1.5", "172.20.0.2",
     "fd00::1", "libretranslate", "box.local", "gpu.lan", "a.internal", "nas.home.arpa",
     "::ffff:127.0.0.1", "libre_translate-2"],
)  # fmt: skip
def test_plain_http_is_for_this_machine_and_the_local_network(host):
    assert is_private(host)


@pytest.mark.parametrize("host", ["example.org", "8.8.8.8", "2001:4860:4860::8888", "a.localx"])
def test_and_for_nobody_else(host):
    assert not is_private(host)


def test_our_variable_goes_to_any_host_and_the_usual_ones_to_the_service_s_own(monkeypatch):
    other = read_address("deepl", "https://evil.example", EXAMPLE)
    own = read_address("deepl", "https://api.some.example", EXAMPLE)
    below = read_address("deepl", "https://eu.own.test", EXAMPLE)
    monkeypatch.setenv("SOME_OTHER_KEY", "usual")
    assert read_key(KEYS, other).value == ""
    assert read_key(KEYS, own).value == read_key(KEYS, below).value == "usual"
    monkeypatch.setenv("POLYBOOK_SOME_KEY", " ours\n")
    assert read_key(KEYS, other).value == read_key(KEYS, own).value == "ours"
    assert "ours" not in repr(read_key(KEYS, own))


def test_a_host_whose_name_only_ends_like_the_service_s_gets_no_key(monkeypatch):
    monkeypatch.setenv("SOME_KEY", "usual")
    for url in ("https://api.some.example.evil.example", "https://evilapi.some.example",
                "https://own.test.evil.example", "https://evilown.test"):  # fmt: skip
        assert read_key(KEYS, read_address("deepl", url, EXAMPLE)).value == ""


def test_a_missing_key_names_the_variable_to_set():
    own = read_address("deepl", "https://api.some.example", EXAMPLE)
    with pytest.raises(
        ConfigError, match=r"api\.some\.example wants a key; set SOME_KEY; see there"
    ):
        needed_key(KEYS, own, "see there")
    other = read_address("deepl", "https://a.example", EXAMPLE)
    with pytest.raises(ConfigError, match="set POLYBOOK_SOME_KEY"):
        needed_key(KEYS, other, "see there")


@pytest.mark.parametrize("value", ["two words", "clé", "a\nb", "a\tb"])
def test_what_cannot_be_a_key_is_refused_and_not_shown(monkeypatch, value):
    monkeypatch.setenv("POLYBOOK_SOME_KEY", value)
    with pytest.raises(ConfigError, match="POLYBOOK_SOME_KEY holds blanks") as error:
        read_key(KEYS, read_address("deepl", "https://a.example", EXAMPLE))
    assert value not in str(error.value)
