"""Promises and statements in, findings out; pure."""

from .heard import Heard, heard
from .judge import Judge

__all__ = ["Heard", "Judge", "heard"]
