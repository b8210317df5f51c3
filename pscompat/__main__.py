"""``python -m pscompat``."""

import sys

from .cli import main

sys.exit(main())
