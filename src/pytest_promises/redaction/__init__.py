"""What nobody may see is taken out once, before anything is written: secrets, and what identifies a person."""

from .redactor import MASK, Redactor, redact, redact_text

__all__ = ["MASK", "Redactor", "redact", "redact_text"]
