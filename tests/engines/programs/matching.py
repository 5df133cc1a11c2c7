"""The protocol is told in tests/engines/matching.py."""

import re
import sys
from base64 import b64decode

patterns: list[re.Pattern[str]] = []
for line in sys.stdin:
    said = b64decode(line[2:]).decode()
    if line[0] == "p":
        patterns.append(re.compile(said))
    else:
        print("".join(str(int(pattern.search(said) is not None)) for pattern in patterns), flush=True)
