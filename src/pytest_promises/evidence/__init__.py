"""What makes a finding believable later: what was heard, by its content, and what a run found, line by line."""
