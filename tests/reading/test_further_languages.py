"""Languages without a data file of their own: lengths of time by CLDR's names and the tables for further languages."""

import pytest

import pytest_promises
from pytest_promises.model.quantities import SECONDS

SENTENCES = [
    ("hr", "Odgovaramo u roku od 24 sata.", "..24 hour"),
    ("hr", "Dostava traje 2 do 4 radna dana.", "2..4 business day"),
    ("hr", "Nudimo 30-dnevni povrat novca.", "30..30 day"),
    ("hr", "Izvještaj stiže svaka dva tjedna.", "2..2 week"),
    ("bs", "Narudžbe šaljemo u roku od 3 radna dana.", "..3 business day"),
    ("bs", "Pretplata vrijedi 12 mjeseci.", "12..12 month"),
    ("sr", "Испорука траје од 3 до 5 радних дана.", "3..5 business day"),
    ("sr", "Двогодишња гаранција на све уређаје.", "2..2 year"),
    ("sr", "Новац враћамо најкасније за 14 дана.", "..14 day"),
    ("sl", "Odgovorimo v 24 urah.", "..24 hour"),
    ("sl", "Dostava v 2 do 3 delovnih dneh.", "2..3 business day"),
    ("sl", "14-dnevna pravica do vračila.", "14..14 day"),
    ("mk", "Одговараме во рок од 48 часа.", "..48 hour"),
    ("mk", "Испораката трае од 2 до 4 работни дена.", "2..4 business day"),
    ("be", "Адкажам на працягу двух гадзін.", "..2 hour"),
    ("be", "Дастаўка зойме ад 3 да 5 працоўных дзён.", "3..5 business day"),
    ("be", "14-дзённая гарантыя вяртання грошай.", "14..14 day"),
    ("sq", "Përgjigjemi brenda 24 orëve.", "..24 hour"),
    ("sq", "Dorëzimi zgjat nga 3 deri në 5 ditë pune.", "3..5 business day"),
    ("sq", "Plani 12-mujor kushton më pak.", "12..12 month"),
    ("ka", "გიპასუხებთ 24 საათის განმავლობაში.", "..24 hour"),
    ("ka", "მიწოდებას სჭირდება 3-დან 5 სამუშაო დღემდე.", "3..5 business day"),
    ("ka", "14-დღიანი დაბრუნების ვადა.", "14..14 day"),
    ("kk", "Жауап 24 сағат ішінде беріледі.", "..24 hour"),
    ("kk", "Жеткізу 3-5 жұмыс күнін алады.", "3..5 business day"),
    ("kk", "14 күндік қайтару мерзімі.", "14..14 day"),
    ("tg", "Мо дар давоми 24 соат ҷавоб медиҳем.", "..24 hour"),
    ("tg", "Интиқол аз 3 то 5 рӯзи корӣ.", "3..5 business day"),
    ("uz", "Buyurtma 3 ish kuni ichida yetkaziladi.", "..3 business day"),
    ("uz", "14 kunlik qaytarish muddati.", "14..14 day"),
    ("az", "Sorğulara 24 saat ərzində cavab veririk.", "..24 hour"),
    ("az", "Çatdırılma 2-4 iş günü çəkir.", "2..4 business day"),
    ("hy", "Պատասխանում ենք 24 ժամվա ընթացքում:", "..24 hour"),
    ("hy", "Առաքումը տևում է 3-5 աշխատանքային օր:", "3..5 business day"),
    ("hy", "30-օրյա երաշխիք:", "30..30 day"),
    ("is", "Við svörum innan 24 klukkustunda.", "..24 hour"),
    ("is", "Afhending tekur 2 til 4 virka daga.", "2..4 business day"),
    ("et", "Vastame 24 tunni jooksul.", "..24 hour"),
    ("et", "Tarneaeg on 3–5 tööpäeva.", "3..5 business day"),
    ("et", "14-päevane tagastusõigus.", "14..14 day"),
    ("lv", "Atbildēsim 24 stundu laikā.", "..24 hour"),
    ("lv", "Piegāde no 2 līdz 4 darba dienām.", "2..4 business day"),
    ("lt", "Atsakome per 24 valandas.", "..24 hour"),
    ("lt", "Pristatymas trunka nuo 2 iki 4 darbo dienų.", "2..4 business day"),
    ("lt", "Siunta atkeliauja per 3 d. d.", "..3 business day"),
    ("ga", "Tabharfaimid freagra laistigh de 24 uair an chloig.", "..24 hour"),
    ("ga", "Tógann seachadadh 3 go 5 lá oibre.", "3..5 business day"),
    ("cy", "Byddwn yn ymateb o fewn 24 awr.", "..24 hour"),
    ("cy", "Mae dosbarthu yn cymryd 3 i 5 diwrnod gwaith.", "3..5 business day"),
    ("gl", "Respondemos nun prazo máximo de 48 horas.", "..48 hour"),
    ("gl", "A entrega tarda entre 2 e 4 días laborables.", "2..4 business day"),
    ("ca", "Responem en un termini màxim de 48 hores.", "..48 hour"),
    ("ca", "El lliurament triga de 2 a 4 dies feiners.", "2..4 business day"),
    ("ca", "Triguem tres quarts d'hora.", "45..45 minute"),
    ("eu", "24 orduko epean erantzungo dugu.", "..24 hour"),
    ("eu", "Entrega 3-5 lanegunetan egiten da.", "3..5 business day"),
    ("fy", "Wy antwurdzje binnen 24 oeren.", "..24 hour"),
    ("fy", "De levertiid is 3 oant 5 wurkdagen.", "3..5 business day"),
    ("af", "Ons antwoord binne 24 uur.", "..24 hour"),
    ("af", "Aflewering neem 3 tot 5 werksdae.", "3..5 business day"),
    ("mt", "Inwieġbu fi żmien 24 siegħa.", "..24 hour"),
    ("mt", "Il-konsenja tieħu bejn 3 u 5 ijiem tax-xogħol.", "3..5 business day"),
    ("lb", "Mir äntweren bannent 24 Stonnen.", "..24 hour"),
    ("lb", "D'Liwwerung dauert 3 bis 5 Aarbechtsdeeg.", "3..5 business day"),
    ("rm", "Nus respundain entaifer 24 uras.", "..24 hour"),
    ("rm", "La furniziun dura 3 fin 5 dis da lavur.", "3..5 business day"),
    ("ia", "Nos responde intra 24 horas.", "..24 hour"),
    ("ia", "Le livration prende inter 3 e 5 dies laborative.", "3..5 business day"),
    ("hsb", "Wotmołwimy w běhu 24 hodźin.", "..24 hour"),
    ("hsb", "Dodawanje traje 3 do 5 dźěłowych dnjow.", "3..5 business day"),
    ("dsb", "Wótegronijomy w běgu 24 góźin.", "..24 hour"),
    ("dsb", "12-mjasecny abonement.", "12..12 month"),
    ("kab", "Tiririt deg 24 n yisragen.", "..24 hour"),
    ("scn", "Arrispunnemu ntra 24 uri.", "..24 hour"),
    ("scn", "A cunzigna voli 3 o 5 jorna.", "3..5 day"),
    ("gn", "Rombohovái 24 aravo pukukue.", "..24 hour"),
    ("skr", "اساں 24 گھنٹیاں دے اندر جواب ݙیسوں۔", "..24 hour"),
    ("ur", "ہم 24 گھنٹوں کے اندر جواب دیتے ہیں۔", "..24 hour"),
    ("ur", "ڈیلیوری 3 سے 5 کاروباری دنوں میں ہوتی ہے۔", "3..5 business day"),
    ("pa", "ਅਸੀਂ 24 ਘੰਟਿਆਂ ਦੇ ਅੰਦਰ ਜਵਾਬ ਦਿੰਦੇ ਹਾਂ।", "..24 hour"),
    ("pa", "ਡਿਲੀਵਰੀ 3 ਤੋਂ 5 ਕੰਮਕਾਜੀ ਦਿਨਾਂ ਵਿੱਚ ਹੁੰਦੀ ਹੈ।", "3..5 business day"),
    ("ml", "24 മണിക്കൂറിനുള്ളിൽ മറുപടി നൽകും.", "24..24 hour"),
    ("ml", "3-5 പ്രവൃത്തി ദിവസങ്ങൾക്കുള്ളിൽ ഡെലിവറി.", "3..5 business day"),
    ("am", "በ24 ሰዓት ውስጥ ምላሽ እንሰጣለን።", "..24 hour"),
    ("am", "ከ3 እስከ 5 የሥራ ቀናት ውስጥ እናደርሳለን።", "3..5 business day"),
    ("lo", "ພວກເຮົາຈະຕອບກັບພາຍໃນ 24 ຊົ່ວໂມງ.", "..24 hour"),
    ("lo", "ຈັດສົ່ງພາຍໃນ 3 ຫາ 5 ວັນລັດຖະການ.", "3..5 business day"),
    ("mn", "Бид 24 цагийн дотор хариулна.", "..24 hour"),
    ("mn", "Хүргэлт 3-5 ажлын өдөр үргэлжилнэ.", "3..5 business day"),
    ("mn", "Хоёр долоо хоногийн дотор.", "..2 week"),
    ("ne", "हामी २४ घण्टाभित्र जवाफ दिन्छौं।", "24..24 hour"),
    ("ne", "डेलिभरी ३ देखि ५ कार्य दिन भित्र हुन्छ।", "3..5 business day"),
    ("bn", "আমরা ২৪ ঘণ্টার মধ্যে উত্তর দেব।", "..24 hour"),
    ("bn", "ডেলিভারি ৩ থেকে ৫ কার্যদিবসের মধ্যে।", "3..5 business day"),
    ("ta", "24 மணிநேரத்தில் பதிலளிப்போம்.", "24..24 hour"),
    ("ta", "3-5 வேலை நாட்களுக்குள் டெலிவரி.", "3..5 business day"),
    ("te", "24 గంటల్లోపు సమాధానం ఇస్తాము.", "24..24 hour"),
    ("te", "3-5 పని దినాలలో డెలివరీ.", "3..5 business day"),
    ("fil", "Sasagot kami sa loob ng 24 oras.", "..24 hour"),
    ("fil", "Darating ang order sa loob ng 3 hanggang 5 araw ng trabaho.", "3..5 business day"),
    ("cak", "Ronojel 2 wuqq'ij.", "2..2 week"),
]
"""A language, a sentence, and the length that it states: the least and the most, where given, and a unit."""


@pytest.mark.parametrize(("lang", "text", "length"), SENTENCES)
def test_a_length_of_time_is_read(lang, text, length):
    figures, *business, unit = length.split()
    least, most = (float(end) * SECONDS[unit] if end else None for end in figures.split(".."))
    durations = [found for found in map(as_dict, pytest_promises.read(text, lang=lang)) if found["kind"] == "duration"]
    assert [(found["min"], found["max"], found["business"]) for found in durations] == [(least, most, bool(business))]


def as_dict(statement):
    return statement.as_dict()


@pytest.mark.parametrize(
    ("lang", "text", "amount", "currency"),
    [
        ("hr", "Dostava stoji pet eura.", 5, "EUR"),
        ("ka", "მიწოდება ღირს 7 ლარი.", 7, "GEL"),
        ("mn", "Хүргэлт 5000 төгрөг.", 5000, "MNT"),
        ("ca", "L'enviament costa 4 euros.", 4, "EUR"),
    ],
)
def test_an_amount_in_the_words_of_a_currency_is_read(lang, text, amount, currency):
    (money,) = [found for found in map(as_dict, pytest_promises.read(text, lang=lang)) if found["kind"] == "money"]
    assert (money["min"], money["max"], money["currency"]) == (amount, amount, currency)
