"""The shop's help desks, in the shapes that four vendors document: the tickets of the last month, page by page.

Mails are answered at Zendesk, forms at Freshdesk and the chat at Intercom; complaints are requests of Jira Service
Management, too. The sources of the shapes stand in the modules of `pytest_promises.measuring.tables.vendors`.
"""

from .answering import PATHS, answer

__all__ = ["PATHS", "answer"]
