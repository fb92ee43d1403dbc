"""The pocket pack: the same answers as a web page in one file, leaflets on paper and plain text messages."""
