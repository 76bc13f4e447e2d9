"""Trials that the audit makes itself: exchanges that are timed, forms that are sent, samples that are kept."""
