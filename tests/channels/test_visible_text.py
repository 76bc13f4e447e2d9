"""What a user sees is said, and nothing else is: each case is a body and the texts it shows."""

import pytest

HIDDEN = {
    "display none": '<p style="display:none">24 hours</p>',
    "display none above": '<div style="display:none"><p>24 hours</p></div>',
    "visibility hidden": '<p style="visibility:hidden">24 hours</p>',
    "opacity nought": '<p style="opacity:0">24 hours</p>',
    "opacity nought above": '<div style="opacity:0"><p>24 hours</p></div>',
    "filtered away": '<p style="filter:opacity(0)">24 hours</p>',
    "hidden attribute": "<p hidden>24 hours</p>",
    "hidden until found": '<p hidden="until-found">24 hours</p>',
    "content-visibility": '<div style="content-visibility:hidden"><p>24 hours</p></div>',
    "by a style sheet": "<style>.no{display:none}</style><p class=no>24 hours</p>",
    "closed details": "<details><summary>When?</summary><p>24 hours</p></details>",
    "closed dialog": "<dialog><p>24 hours</p></dialog>",
    "off the left edge": '<p style="position:absolute;left:-9999px">24 hours</p>',
    "off the top": '<p style="position:absolute;top:-9999px">24 hours</p>',
    "off the right edge, which does not scroll": (
        '<style>body{overflow-x:hidden}</style><p style="position:absolute;left:9999px">24 hours</p>'
    ),
    "fixed outside the window": '<p style="position:fixed;right:-900px;width:300px">24 hours</p>',
    "text indent": '<p style="text-indent:-9999px">24 hours</p>',
    "for screen readers": (
        '<p style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)">24 hours</p>'
    ),
    "clip path": '<p style="clip-path:inset(50%)">24 hours</p>',
    "circle of nothing": '<p style="clip-path:circle(0)">24 hours</p>',
    "no height": '<div style="height:0;overflow:hidden"><p>24 hours</p></div>',
    "no width": '<div style="width:0;overflow:hidden"><p>24 hours</p></div>',
    "shrunk to nothing": '<p style="transform:scale(0)">24 hours</p>',
    "no font size": '<p style="font-size:0">24 hours</p>',
    "a pixel of a font": '<p style="font-size:1px">24 hours</p>',
    "white on white": '<p style="color:#fff">24 hours</p>',
    "nearly white on white": '<p style="color:#fefefe">24 hours</p>',
    "its own background": '<div style="background:#246"><p style="color:#246">24 hours</p></div>',
    "transparent": '<p style="color:transparent">24 hours</p>',
    "noscript": "<noscript><p>24 hours</p></noscript>",
    "template": "<template><p>24 hours</p></template>",
    "script": "<script type=text/plain>24 hours</script>",
    "comment": "<!-- <p>24 hours</p> -->",
    "title attribute": '<span title="24 hours"></span>',
    "hidden input": '<input type=hidden value="24 hours">',
    "password": '<input type=password value="24 hours" style="display:none">',
    "text in a canvas": "<canvas>24 hours</canvas>",
    "fallback of a video": "<video>24 hours</video>",
    "alt of a hidden image": '<img src="/no.png" alt="24 hours" style="display:none">',
    "not slotted": "<x-box><template shadowrootmode=open><p>box</p></template><p>24 hours</p></x-box>",
    "an option that is not chosen": "<select><option>pick one</option><option>24 hours</option></select>",
    "generated text of a hidden element": '<style>.a::before{content:"24 hours"}</style><p class=a hidden></p>',
    "an icon": '<style>.a::before{content:"\\e024"}</style><p class=a></p>',
    "an animation that has ended": (
        "<style>@keyframes out{to{opacity:0}}.a{animation:out .5s forwards}</style><p class=a>24 hours</p>"
    ),
}

SHOWN = {
    "aria-hidden": "<p aria-hidden=true>24 hours</p>",
    "visible in hidden": '<div style="visibility:hidden"><p style="visibility:visible">24 hours</p></div>',
    "open details": "<details open><summary>When?</summary><p>24 hours</p></details>",
    "open dialog": "<dialog open><p>24 hours</p></dialog>",
    "below the fold": '<div style="height:5000px">up</div><p>24 hours</p>',
    "in a box that scrolls": (
        '<div style="height:50px;overflow:auto"><div style="height:400px">up</div><p>24 hours</p></div>'
    ),
    "to the right, which scrolls": '<p style="position:absolute;left:3000px">24 hours</p>',
    "white on dark": '<div style="background:#000"><p style="color:#fff">24 hours</p></div>',
    "white on a gradient": (
        '<div style="background:linear-gradient(red,blue)"><p style="color:#fff">24 hours</p></div>'
    ),
    "white on a picture that lies behind": (
        '<div style="position:relative"><div style="position:absolute;inset:0;background:#123"></div>'
        '<p style="position:relative;color:#fff">24 hours</p></div>'
    ),
    "a gradient clipped to the text": (
        '<p style="background:linear-gradient(red,blue);-webkit-background-clip:text;color:transparent">24 hours</p>'
    ),
    "display contents": '<div style="display:contents"><p>24 hours</p></div>',
    "a fixed child of a box of no height": (
        '<div style="height:0;overflow:hidden"><p style="position:fixed;top:0">24 hours</p></div>'
    ),
    "placeholder": '<input placeholder="24 hours">',
    "value": '<input value="24 hours">',
    "text area": "<textarea>24 hours</textarea>",
    "button": "<button>24 hours</button>",
    "submit": '<input type=submit value="24 hours">',
    "alt of an image": '<img src="/no.png" alt="24 hours" width=50 height=50>',
    "a chosen option": "<select><option>pick one</option><option selected>24 hours</option></select>",
    "an open list": "<select size=3><option>pick one</option><option>24 hours</option></select>",
    "generated text": '<style>.a::after{content:"24 hours"}</style><p class=a></p>',
    "generated from an attribute": '<style>.a::after{content:attr(data-x)}</style><p class=a data-x="24 hours"></p>',
    "shadow root": "<x-box><template shadowrootmode=open><p>24 hours</p></template></x-box>",
    "slotted": "<x-box><template shadowrootmode=open><slot></slot></template><p>24 hours</p></x-box>",
    "shadow in shadow": (
        "<x-box><template shadowrootmode=open><x-in><template shadowrootmode=open><p>24 hours</p></template></x-in>"
        "</template></x-box>"
    ),
    "svg text": "<svg width=300 height=50><text x=10 y=30>24 hours</text></svg>",
    "preformatted": "<pre>24 hours</pre>",
    "transformed": '<p style="text-transform:uppercase">24 hours</p>',
    "fading in": "<style>@keyframes in{from{opacity:0}}.a{animation:in 2s}</style><p class=a>24 hours</p>",
    "list item without a bullet": '<ul style="list-style:none"><li>24 hours</ul>',
    "an iframe": "<iframe srcdoc='<p>24 hours</p>'></iframe>",
    "an iframe in an iframe": '<iframe srcdoc="<iframe srcdoc=&quot;<p>24 hours</p>&quot;></iframe>"></iframe>',
    "an iframe that loads lazily, far down": (
        '<div style="height:9000px">up</div><iframe loading=lazy srcdoc="<p>24 hours</p>"></iframe>'
    ),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_what_a_user_does_not_see_is_not_said(texts, case):
    said = texts("<h1>Contact</h1>" + HIDDEN[case] + "<p>after</p>")
    assert "24 hours" not in " ".join(said)
    assert {"Contact", "after"} <= set(said)


@pytest.mark.parametrize("case", SHOWN)
def test_what_a_user_sees_is_said(texts, case):
    assert "24 hours" in texts("<h1>Contact</h1>" + SHOWN[case] + "<p>after</p>")


def test_an_invisible_iframe_is_not_said(texts):
    frames = "".join(
        f"<iframe srcdoc='<p>24 hours</p>' {how}></iframe>"
        for how in ("hidden", "style=opacity:0", "width=1 height=1", "style=position:absolute;left:-9999px")
    )
    assert texts(f"<p>before</p>{frames}") == ["before"]


def test_an_iframe_of_another_origin_is_said_with_its_address(said, site):
    site.page("/widget", '<html lang="ru"><h2>Поддержка</h2><p>Ответим за 24 часа</p>')
    passages = said(f'<h1>Contact</h1><iframe title="Chat" src="{site.other}/widget"></iframe>')
    (answer,) = [passage for passage in passages if "24" in passage.text]
    assert (answer.lang, answer.label, answer.frame) == ("ru", "Chat", f"{site.other}/widget")
    assert answer.headings == ("Contact", "Поддержка")


def test_a_closed_shadow_root_is_not_heard(texts):
    assert texts("<x-box><template shadowrootmode=closed><p>24 hours</p></template></x-box><p>the rest</p>") == [
        "the rest"
    ]
