import pytest

from pytest_promises.demo.content import LOCALES, content, look_up, reworded


def keys(texts, prefix=""):
    for name, text in texts.items():
        yield from keys(text, f"{prefix}{name}.") if isinstance(text, dict) else [f"{prefix}{name}"]


@pytest.mark.parametrize("locale", LOCALES)
def test_all_languages_have_the_same_texts(locale):
    assert list(keys(content(locale))) == list(keys(content("en")))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_is_left_empty(locale):
    assert all(str(look_up(content(locale), key)).strip() for key in keys(content(locale)))


def test_a_reworded_text_leaves_the_others_and_the_original_alone():
    changed = reworded(content("en"), "faq.items.reply.a", "Soon.")
    assert look_up(changed, "faq.items.reply.a") == "Soon."
    assert look_up(content("en"), "faq.items.reply.a") != "Soon."
    assert look_up(changed, "faq.items.claim.a") == look_up(content("en"), "faq.items.claim.a")


@pytest.mark.parametrize("key", ["nothing", "faq.items.reply.b", "faq.items", "faq.title.more"])
def test_rewording_what_is_not_there_is_refused(key):
    with pytest.raises(KeyError):
        reworded(content("en"), key, "Soon.")
