"""The engines, each found or started once and stopped afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.chromium import chromium
from tests.engines import servers
from tests.engines.matching import PROGRAMS, run
from tests.required import missing, package, program

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="session")
def node() -> str:
    """The command of a Node.js that knows the flag v, which is what browsers compile the pattern attribute with."""
    debian = "nodejs, version 20 or newer,"
    path = program("node", "nodejs", debian=debian)
    try:
        run([path, str(PROGRAMS / "matching.js"), "v"], ["x"], ["x"])
    except RuntimeError:
        missing("a Node.js of version 20 or newer", f"install {debian} or take it from nodejs.org")
    return path


@pytest.fixture(scope="session")
def java() -> str:
    """The command of a Java that runs a source file."""
    program("javac", debian="default-jdk-headless")
    return program("java", debian="default-jdk-headless")


@pytest.fixture(scope="session")
def php() -> str:
    """The command of PHP, which has PCRE2."""
    return program("php", debian="php-cli")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """An empty page in a headless Chromium."""
    with chromium() as browser:
        yield browser.new_page()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[servers.Connect]:
    """A PostgreSQL of its own: a function that connects to it."""
    psycopg = package("psycopg", group="engines")
    with servers.postgresql(psycopg) as connect:
        yield connect


@pytest.fixture(scope="session")
def mariadb() -> Iterator[servers.Connect]:
    """A MariaDB of its own: a function that connects to it."""
    pymysql = package("pymysql", group="engines")
    with servers.mariadb(pymysql) as connect:
        yield connect
