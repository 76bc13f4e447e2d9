"""How it is found out whether promises are kept: records, journeys and other probes."""
