"""What the page of recipes shows is what happens, with the libraries themselves."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.docs.pages import DOCS, TOP, Block, blocks, in_shell, python
from tests.engines.conftest import mariadb, postgresql  # noqa: F401 - the fixtures
from tests.engines.servers import Connect
from tests.forms.checks import leaks
from tests.required import missing, package

pytestmark = pytest.mark.engine

PAGE = "guides/recipes.md"
TEXT = (DOCS / PAGE).read_text(encoding="utf-8") if (DOCS / PAGE).is_file() else ""

#: The libraries of each recipe.
NEEDED = {
    "pandera": ("pandas", "polars", "pandera"),
    "dbt": ("duckdb", "jinja2", "yaml"),
    "msgspec and Litestar": ("msgspec", "litestar"),
    "Faker": ("faker",),
    "SQLAlchemy": ("sqlalchemy",),
    "FastAPI and Schemathesis": ("fastapi", "schemathesis"),
    "pre-commit": ("yaml",),
    "uvx": (),
    "Shell completion": (),
}


def recipe(title: str, *kinds: str) -> list[Block]:
    """The blocks of a recipe, of these kinds."""
    for name in NEEDED[title]:
        # Without importing it: some warn of each other, which is an error here.
        if find_spec(name) is None:
            missing(name, "pip install 'beian-segments[engines]'")
    lines = TEXT.splitlines()
    start = lines.index(f"## {title}")
    end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("## ")), len(lines))
    return [block for block in blocks(PAGE) if start < block.line <= end and block.kind in kinds]


def test_every_recipe_and_every_block_is_run_here() -> None:
    assert re.findall("^## (.*)$", TEXT, re.MULTILINE) == list(NEEDED)
    assert {block.kind for block in blocks(PAGE)} == {"python", "console", "yaml", "sh"}


@pytest.mark.parametrize("title", NEEDED)
def test_what_a_recipe_shows_is_what_happens(title: str, tmp_path: Path) -> None:
    wrong = [each for block in recipe(title, "console") for each in in_shell(block, tmp_path)]
    if programs := recipe(title, "python"):
        # Libraries warn of each other.
        wrong.append(python(PAGE, programs, tmp_path, warnings="default"))
    if any(wrong):
        pytest.fail("\n".join(wrong), pytrace=False)


class TestDbt:
    """As dbt renders a generic test and asks for its rows: dbt itself cannot be installed without its download site."""

    @pytest.fixture
    def query(self, tmp_path: Path) -> str:
        for block in recipe("dbt", "console"):
            assert in_shell(block, tmp_path) == []
        written = (tmp_path / "tests" / "generic" / "segment_listed.sql").read_text(encoding="utf-8")
        found = re.fullmatch(
            r"\{% test segment_listed\(model, column_name\) %\}\n(.*)\{% endtest %\}\n", written, re.DOTALL
        )
        assert found
        return str(package("jinja2", group="engines").Template(found[1]).render(model="contacts", column_name="phone"))

    def test_the_query_selects_a_row_for_each_number_that_is_not_listed(self, query: str) -> None:
        connection = package("duckdb").connect()
        connection.execute("CREATE TABLE contacts (phone text)")
        phones = ["13800138000", "19212345678", "138 0013 8000", "13800138000\n", None]
        connection.executemany("INSERT INTO contacts VALUES (?)", [[phone] for phone in phones])
        assert connection.execute(query).fetchall() == [(1,)] * 3

    def test_the_model_names_the_test(self) -> None:
        (block,) = recipe("dbt", "yaml")
        (model,) = package("yaml", group="engines").safe_load(block.text)["models"]
        assert model["columns"][0]["data_tests"][-1] == "segment_listed"


class TestSqlAlchemy:
    @pytest.fixture
    def names(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
        """The first block of the recipe, as a module."""
        first = recipe("SQLAlchemy", "python")[0]
        code = re.sub(r"^(?:>>>|\.\.\.) ?", "", first.text, flags=re.MULTILINE)
        file = tmp_path / "recipe.py"
        file.write_text(code, encoding="utf-8")
        spec = spec_from_file_location("recipe", file)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "recipe", module)
        spec.loader.exec_module(module)
        return module

    @staticmethod
    def try_database(names: ModuleType, url: str, connect: Connect) -> None:
        sqlalchemy = package("sqlalchemy", group="engines")
        engine = sqlalchemy.create_engine(url, creator=connect, hide_parameters=True)
        filing = names.Filing
        try:
            names.Base.metadata.create_all(engine)
            with engine.begin() as connection:
                connection.execute(sqlalchemy.insert(filing).values(phone="13800138000"))
            for phone in ("19212345678", "１３８００１３８０００"):
                with pytest.raises(sqlalchemy.exc.DBAPIError) as refused, engine.begin() as connection:
                    connection.execute(sqlalchemy.insert(filing).values(phone=phone))
                assert "phone_segment_listed" in str(refused.value)
                told = str(refused.value).partition("DETAIL:")[0]
                assert not leaks(told, phone)
            with engine.connect() as connection:
                assert connection.execute(sqlalchemy.select(filing.phone)).scalars().all() == ["13800138000"]
        finally:
            names.Base.metadata.drop_all(engine)
            engine.dispose()

    def test_postgresql_holds_the_constraint(self, names: ModuleType, postgresql: Connect) -> None:  # noqa: F811
        self.try_database(names, "postgresql+psycopg://", postgresql)

    def test_mariadb_holds_the_constraint(self, names: ModuleType, mariadb: Connect) -> None:  # noqa: F811
        self.try_database(names, "mariadb+pymysql://", mariadb)


class TestPreCommit:
    HOOKS = TOP / ".pre-commit-hooks.yaml"

    @pytest.fixture
    def hook(self) -> dict[str, Any]:
        (found,) = package("yaml", group="engines").safe_load(self.HOOKS.read_text(encoding="utf-8"))
        assert isinstance(found, dict)
        return found

    def test_the_hook_has_what_pre_commit_requires_and_the_page_names_it(self, hook: dict[str, Any]) -> None:
        assert {"id", "name", "entry", "language"} <= set(hook)
        (block,) = recipe("pre-commit", "yaml")
        (repository,) = package("yaml", group="engines").safe_load(block.text)["repos"]
        assert [each["id"] for each in repository["hooks"]] == [hook["id"]]

    def test_its_dependencies_are_those_of_the_command_line(self, hook: dict[str, Any]) -> None:
        project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert hook["additional_dependencies"] == project["optional-dependencies"]["cli"]

    def test_its_entry_tells_a_copy_that_was_changed_from_one_that_was_not(
        self, hook: dict[str, Any], tmp_path: Path
    ) -> None:
        copy = f"{hook['entry']} --lang en ."
        export = "beian-segments export csv --to segments.csv"
        shell = f"$ {export}\n$ {copy} | tail -n 1\nAll is well.\n$ echo x >> segments.csv; {copy} > log; echo $?\n1\n"
        assert in_shell(Block("console", shell, 1, None), tmp_path) == []


class TestCommands:
    def test_bash_completes_commands(self, tmp_path: Path) -> None:
        (block,) = recipe("Shell completion", "sh")
        typed = (
            'COMP_WORDS=(beian-segments dia) COMP_CWORD=1; _beian_segments_completion beian-segments; echo "$COMPREPLY"'
        )
        (tmp_path / "typed.bash").write_text(f"{block.text}{typed}\n", encoding="utf-8")
        assert in_shell(Block("console", "$ bash typed.bash\ndiagnose\n", 1, None), tmp_path) == []
