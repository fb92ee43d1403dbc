"""What a person did and the Library -> what the bot says; knows no Telegram."""
