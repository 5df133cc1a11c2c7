"""The command line's commands, gathered."""

from __future__ import annotations

import click

from beian_segments.cli.check import check
from beian_segments.cli.diagnose import diagnose
from beian_segments.cli.explain import explain
from beian_segments.cli.segments import segments

__all__ = ["app"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="beian-segments", message="%(prog)s %(version)s")
def app() -> None:
    """Which mainland China mobile numbers receive MIIT's ICP filing SMS.

    工信部 ICP 备案短信核验：手机号段是否在可接收短信的号段表内。
    """


for command in (check, segments, explain, diagnose):
    app.add_command(command)
