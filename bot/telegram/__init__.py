"""Telegram: Update -> Turn, Reply -> Bot API calls, delivery."""
