"""The browser: found or reached, watched, and lent to one load at a time; the one room that knows Playwright."""
