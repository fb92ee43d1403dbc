"""Kyrgyz spelling: the sounds, the endings, and the stems that come with the program."""
