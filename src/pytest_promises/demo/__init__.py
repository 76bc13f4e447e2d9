"""The bundled shop: Harbor & Pine sells outdoor gear in four languages, and keeps its word unless told otherwise."""

from .faults import FAULTS, Fault, Red
from .shop import FAULT_VARIABLE, Shop, start

__all__ = ["FAULTS", "FAULT_VARIABLE", "Fault", "Red", "Shop", "start"]
