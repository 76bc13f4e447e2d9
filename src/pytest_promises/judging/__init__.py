"""Promises and statements in, findings out; pure."""
