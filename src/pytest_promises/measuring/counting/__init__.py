"""How many records keep a promise: conditions, histograms and sums over tables of any engine, in few scans."""
