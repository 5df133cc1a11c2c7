"""``python -m examples.filing_form``: serve the form on this machine."""

from __future__ import annotations

import argparse

from examples.filing_form.app import create_app

parser = argparse.ArgumentParser(prog="python -m examples.filing_form", description="Serve the form on this machine.")
parser.add_argument("--port", type=int, default=5000, help="default: 5000")
create_app().run(host="127.0.0.1", port=parser.parse_args().port)
