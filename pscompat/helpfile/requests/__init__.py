"""The request language of help files: its words, and the check of a request when its file is read."""
