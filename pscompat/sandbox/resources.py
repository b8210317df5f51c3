"""All families of objects, one module each, in one table of routes."""

from __future__ import annotations

from . import threads
from .routes import Routes

ROUTES = Routes()
for _family in (threads,):
    _family.serve(ROUTES)
