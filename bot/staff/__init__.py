"""What staff keep the content true with: checks, freshness, translations, comparison, preview, pocket."""
