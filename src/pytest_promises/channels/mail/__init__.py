"""Mailboxes and the mails in them."""
