"""Whether the pages that the content cites are still there and still say what they said."""
