"""The content as people will see it, on a page of this machine, while staff edit the files."""
