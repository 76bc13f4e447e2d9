"""What callers hear: phone menus, and the keys that lead through them."""
