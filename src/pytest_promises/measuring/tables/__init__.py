"""Where records are - files, databases, clusters, paged APIs - as tables of Ibis, so that one expression asks any."""
