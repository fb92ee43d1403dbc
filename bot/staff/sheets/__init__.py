"""One language of the content as a spreadsheet for a translator, and back into the files."""
