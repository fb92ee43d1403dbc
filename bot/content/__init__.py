"""What staff write, as the program reads it: YAML files in, one frozen `Library` out."""
