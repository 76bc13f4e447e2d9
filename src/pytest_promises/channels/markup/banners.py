"""How a cookie or consent banner is told from the page: in one place, for the browser and for plain HTML."""

COOKIE_WORDS = (
    r"cookie|куки|кукита|бисквитк|คุกกี้|gdpr|plików cookie|çerez"
    r"|クッキー|쿠키|ملفات تعريف الارتباط|עוגיות|koekjes|evästeet|sütik|sütit"
    r"|privacy preferences|consent"
)
"""Words that a banner's text has; without regard to case."""

BANNER_NAMES = (
    r"cookie|consent|gdpr|onetrust|didomi|cookiebot|usercentrics|truste|cmp[-_]|[-_]cmp|quantcast|klaro|osano|iubenda"
)
"""Words that a banner's id, class or tag has; without regard to case."""

LONGEST = 2500
"""The most characters a banner has: a page about cookies has more."""
