"""The forms of help pages: platyPS YAML and Markdown, MAML, man pages, JSON Schema; reading, writing, importing."""
