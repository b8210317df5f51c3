"""Data files and module manifests (``.psd1``): what they say and what a module exports, read and never run."""
