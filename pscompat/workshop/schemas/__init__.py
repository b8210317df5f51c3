"""JSON Schemas of help files and module files, for editors."""
