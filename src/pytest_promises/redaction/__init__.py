"""What nobody may see is taken out once, before anything is written: secrets, and what identifies a person."""

from .redactor import MASK, Redactor

__all__ = ["MASK", "Redactor"]
