"""Whatever a script sends: no answer of 5xx, and every answer as the interface declares it."""

import contextlib
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.webapp import BEARER, PORT

pytestmark = pytest.mark.graph

HEADERS = {"Authorization": f"Bearer {BEARER}", "Host": f"127.0.0.1:{PORT}"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
EXAMPLES = 6


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda m: str(m.value))
def test_no_input_breaks_the_interface(app: ASGIApp, client: TestClient, mode: GenerationMode) -> None:
    """Every operation with input of the declared shape, and with input that is not."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HEADERS)
    made: list[str] = []
    asked: set[str] = set()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), "the description of the interface is itself wrong"
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: schemathesis.Case[Any]) -> None:
            response = case.call_and_validate(headers=HEADERS, checks=CHECKS, timeout=60)
            asked.add(case.operation.label)
            if case.operation.label == "POST /accounts" and response.status_code == 201:
                made.append(response.json()["id"])

        with contextlib.suppress(Unsatisfiable):  # an operation without input cannot be given a wrong one
            holds()
    for account_id in made:
        assert client.delete(f"/api/v1/accounts/{account_id}").status_code in {204, 404}  # 404: a case deleted it
    assert len(asked) >= 10
