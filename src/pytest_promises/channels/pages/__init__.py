"""What web pages say, in a browser or by their markup alone."""
