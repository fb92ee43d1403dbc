"""What people ask, without who asked: clean, log, count."""
