"""Running commands: sessions, pipelines and lines, the calls that handlers get, and the requests of help files."""
