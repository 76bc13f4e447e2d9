"""Is the promise true? What was measured held against what was promised."""

from .judging import judge_kept

__all__ = ["judge_kept"]
