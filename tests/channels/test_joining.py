"""Inline text becomes one passage a block, as a browser shows it: the same over plain HTTP."""

import pytest

VIEWS = ("browser", "http")

SAME = {
    "inline markup": ("<p>We reply <b>within</b> <a href=/>24</a> hours</p>", ["We reply within 24 hours"]),
    "no space is added within a word": ("<p>24<sup>h</sup> a d<i>a</i>y</p>", ["24h a day"]),
    "a line break": ("<p>Mon-Fri 9-18<br>Sat 10-14</p>", ["Mon-Fri 9-18\nSat 10-14"]),
    "white space": ("<p>  in \n\t 24   hours </p>", ["in 24 hours"]),
    "a no-break space stays": ("<p>24&nbsp;hours</p>", ["24\u00a0hours"]),
    "a soft hyphen goes": ("<p>Ant&shy;wort in 24 Stun&shy;den</p>", ["Antwort in 24 Stunden"]),
    "a chance to break": ("<p>24<wbr>hours</p>", ["24hours"]),
    "entities": ("<p>&lt;24&gt; hours &amp; more</p>", ["<24> hours & more"]),
    "blocks in a block": ("<div>before<p>in 24 hours</p>after</div>", ["before", "in 24 hours", "after"]),
    "list items": ("<ul><li>one<li>two<ul><li>three</ul></ul>", ["one", "two", "three"]),
    "preformatted": ("<pre>open  9-18\n  daily</pre>", ["open  9-18\n  daily"]),
    "a button in a line": ("<p>Reply <button>now</button> or later</p>", ["Reply", "now", "or later"]),
    "definitions": ("<dl><dt>Reply<dd>24 hours</dl>", ["Reply", "24 hours"]),
    "a comment in a word": ("<p>24 ho<!-- x -->urs</p>", ["24 hours"]),
    "thai": ("<p>ตอบกลับภายใน <b>24</b> ชั่วโมง</p>", ["ตอบกลับภายใน 24 ชั่วโมง"]),
    "white space only": ("<p> &#32; </p><p>hours</p>", ["hours"]),
}

SHOWN_ONLY = {
    "inline blocks with space": (
        "<p><span style='display:inline-block'>3-5</span> <span style='display:inline-block'>days</span></p>",
        ["3-5 days"],
    ),
    "spans held apart by a margin": ("<p><span style='margin-right:1em'>24</span><span>hours</span></p>", ["24 hours"]),
    "letters in boxes": (
        "<p>" + "".join(f"<span style='display:inline-block'>{letter}</span>" for letter in "hours") + "</p>",
        ["hours"],
    ),
    "flex items": ("<div style='display:flex'><span>Reply</span><span>24 hours</span></div>", ["Reply", "24 hours"]),
    "generated text": ("<style>b::after{content:' hours'}</style><p>in <b>24</b></p>", ["in 24 hours"]),
    "blocks made inline": (
        "<style>div{display:inline}</style><section><div>in </div><div>24 hours</div></section>",
        ["in 24 hours"],
    ),
    "line breaks kept by style": ("<p style='white-space:pre-line'>9-18\n10-14</p>", ["9-18\n10-14"]),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("case", SAME)
def test_a_block_is_one_passage(texts, case, view):
    body, expected = SAME[case]
    assert texts(body, view=view) == expected


@pytest.mark.parametrize("case", SHOWN_ONLY)
def test_a_block_is_one_passage_as_it_is_laid_out(texts, case):
    body, expected = SHOWN_ONLY[case]
    assert texts(body) == expected
