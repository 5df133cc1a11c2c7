"""Frameworks that are built on pydantic, as the guide to forms says that they behave."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ValidationError

from beian_segments.forms.pydantic import SupportedNumber, SupportedPhone
from tests.forms.checks import leaks
from tests.required import package

pytestmark = pytest.mark.engine


class Contact(BaseModel):
    phone: SupportedPhone


@pytest.fixture(scope="module")
def client() -> Any:
    """Asks an application of Django Ninja, which wants the settings of Django when it is imported."""
    import_module("tests.forms.django_project")
    ninja = package("ninja", group="engines")

    class Person(ninja.Schema):  # type: ignore[misc, name-defined]  # a class of Any
        phone: SupportedPhone

    def add(request: object, person: Person) -> Person:  # noqa: ARG001 - Ninja wants it
        return person

    def find(request: object, phone: SupportedPhone) -> str:  # noqa: ARG001
        return phone

    # A string would be looked up among the names of this module.
    add.__annotations__ |= {"person": Person, "return": Person}
    find.__annotations__ |= {"phone": SupportedPhone, "return": str}
    api = ninja.NinjaAPI()
    api.post("/people", response=Person)(add)
    api.get("/people", response=str)(find)
    client = package("ninja.testing", group="engines").TestClient(api)
    client.api = api
    return client


class TestDjangoNinja:
    def test_it_gives_the_canonical_number(self, client: Any) -> None:
        assert client.post("/people", json={"phone": "138 0013 8000"}).json() == {"phone": "13800138000"}

    def test_its_errors_have_the_code_and_no_input(self, client: Any) -> None:
        for response in (
            client.post("/people", json={"phone": "19212345678"}),
            client.get("/people?phone=19212345678"),
            client.post("/people", json={"other": "19212345678"}),
        ):
            assert response.status_code == 422
            (detail,) = response.json()["detail"]
            assert detail["type"] in {"segment-not-listed", "missing"}
            assert "input" not in detail
            assert not leaks(response.content)

    def test_its_openapi_shows_the_pattern(self, client: Any) -> None:
        shown = client.api.get_openapi_schema(path_prefix="")["components"]["schemas"]
        assert shown["Person"]["properties"]["phone"]["pattern"].startswith("^1(?:")


# Newer versions would have the body of a request in a type of theirs, which older ones do not know.
@pytest.mark.filterwarnings("ignore:.*Reserved kwarg 'data'")
class TestLitestar:
    @pytest.fixture
    def answers(self) -> Any:
        """Asks the application: a method, a path, what is sent with it."""
        litestar = package("litestar", group="engines")

        async def add(data: Contact) -> Contact:
            return data

        async def find(phone: SupportedPhone) -> str:
            return phone

        add.__annotations__ |= {"data": Contact, "return": Contact}
        find.__annotations__ |= {"phone": SupportedPhone, "return": str}
        handlers = [litestar.post("/people")(add), litestar.get("/people")(find)]
        app = litestar.Litestar(handlers, logging_config=None)

        def ask(method: str, path: str, **sent: Any) -> Any:
            with package("litestar.testing", group="engines").TestClient(app) as client:
                return client.request(method, path, **sent)

        return ask

    def test_a_pydantic_model_is_checked(self, answers: Any) -> None:
        assert answers("POST", "/people", json={"phone": "138 0013 8000"}).json() == {"phone": "13800138000"}
        for body in ({"phone": "19212345678"}, {"other": "19212345678"}):
            refused = answers("POST", "/people", json=body)
            assert refused.status_code == 400
            assert refused.json()["extra"][0]["key"] == "phone"
            assert not leaks(refused.text)

    def test_a_parameter_is_not(self, answers: Any) -> None:
        assert answers("GET", "/people", params={"phone": "19212345678"}).text == "19212345678"

    def test_its_openapi_shows_no_pattern(self, answers: Any) -> None:
        schemas = answers("GET", "/schema/openapi.json").json()["components"]["schemas"]
        assert schemas["Contact"]["properties"]["phone"] == {"type": "string"}


class TestSqlModel:
    @pytest.fixture
    def sqlmodel(self) -> Any:
        return package("sqlmodel", group="engines")

    @staticmethod
    def table(sqlmodel: Any, kind: Any) -> Any:
        """A model with a table of its own, and a phone of a type."""
        names = {
            "__module__": __name__,
            "__annotations__": {"id": int | None, "phone": kind},
            "id": sqlmodel.Field(default=None, primary_key=True),
            "metadata": package("sqlalchemy", group="engines").MetaData(),
        }
        return type(sqlmodel.SQLModel)("Filing", (sqlmodel.SQLModel,), names, table=True)

    def test_it_knows_no_column_for_a_newtype(self, sqlmodel: Any) -> None:
        with pytest.raises(TypeError):
            self.table(sqlmodel, SupportedPhone)

    def test_a_marked_str_is_a_column_and_is_checked_by_model_validate_alone(self, sqlmodel: Any) -> None:
        filing = self.table(sqlmodel, Annotated[str, SupportedNumber()])
        assert str(filing.__table__.c.phone.type) == "VARCHAR"
        assert filing(phone="19212345678").phone == "19212345678"
        assert filing.model_validate({"phone": "138 0013 8000"}).phone == "13800138000"
        with pytest.raises(ValidationError) as refused:
            filing.model_validate({"phone": "19212345678"})
        assert not leaks([refused.value, json.dumps(refused.value.errors())])
