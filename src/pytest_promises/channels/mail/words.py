"""The words with which mail programs introduce what they repeat, in their users' languages; patterns of `re`."""

WROTE = (
    "wrote|writes",  # en
    "schrieb",  # de
    "a écrit",  # fr
    "escribió",  # es
    "ha scritto",  # it
    "escreveu",  # pt
    "schreef|geschreven",  # nl
    r"napisał(\(a\)|a)?",  # pl
    r"napsal(\(a\)|a)?",  # cs
    "skrev",  # sv, da, nb
    "kirjoitti",  # fi
    "yazdı",  # tr
    "a scris",  # ro
    "írta",  # hu
    "έγραψε",  # el
    r"написал(\(а\)|а)?|писал(\(а\)|а)?|пишет",  # ru
    "написа|пише",  # bg
    r"написав(\(ла\)|ла)?",  # uk
    "đã viết",  # vi
    "menulis",  # id
)
WROTE_UNSPACED = ("เขียนว่า", "ได้เขียน", "写道", "寫道", "님이 작성", "さんは書きました", "のメール", "כתב", "كتب")
"""Verbs of scripts in which a word has no edge that a pattern could find."""

OPENINGS = (
    "on|am|le|el|il|em|op|den|dne|dnia|w dniu|la data|vào|pada",
    "в|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье",
    "на|στις|เมื่อ|วัน",
)

ANOTHER_MAIL = (
    "original message|forwarded message",
    "(ursprüngliche|weitergeleitete) nachricht",
    "message (d'origine|transféré)",
    "mensaje (original|reenviado)",
    "messaggio (originale|inoltrato)",
    "mensagem (original|encaminhada)",
    "(oorspronkelijk|doorgestuurd) bericht",
    "(исходное|оригинальное|пересылаемое|пересланное) (сообщение|письмо)",
    "(оригинално|първоначално|препратено) (съобщение|писмо)",
    "ข้อความ(ต้นฉบับ|เดิม|ที่ส่งต่อ)",
    "原始邮件|転送メッセージ",
)
FORWARDED = ("begin forwarded message", "anfang der weitergeleiteten nachricht", "начало переадресованного сообщения")

SENDER = (
    "from|von|de|van|da|od|fra|från|lähettäjä|gönderen|feladó",
    "от|от кого|від|จาก|发件人|寄件者|差出人|보낸 사람",
)
SUBJECT = (
    "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|předmět|ämne|emne|aihe|konu|tárgy",
    "тема|относно|เรื่อง|主题|主旨|件名|제목",
)
FURTHER = (
    "sent|date|to|cc|reply-to|gesendet|datum|an|envoyé|date d'envoi|à|enviado|enviado el|fecha|para|inviato|data|a",
    "verzonden|aan|wysłano|do|odesláno|komu|skickat|till|sendt|til|отправлено|дата|кому|копия|изпратено|до|копие|надіслано",
    "ส่ง|ส่งเมื่อ|วันที่|ถึง|สำเนา|发送时间|日期|收件人|抄送|送信日時|宛先",
)
"""Labels of the header that stands above a mail that is repeated whole: who sent it, about what, and the others."""
