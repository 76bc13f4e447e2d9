"""The pipeline: specs in, channels heard once, findings out."""

from .audit import Audit
from .listening import Key, Listening, LocalListening

__all__ = ["Audit", "Key", "Listening", "LocalListening"]
