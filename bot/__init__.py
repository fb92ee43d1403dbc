"""Bagyt: safe-migration information for citizens of Kyrgyzstan, in Kyrgyz, Russian and English."""
