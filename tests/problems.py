"""The one way in which tests look at an error of the JSON interface."""

from typing import Any

from service.api.problems import ProblemDocument
from tests.webapp import PROBLEM


def assert_problem(response: Any, status: int, code: str) -> ProblemDocument:
    """The answer is an RFC 9457 document with this status and code, and no trace of what went on inside."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].split(";")[0] == PROBLEM
    document = ProblemDocument.model_validate(response.json())
    assert document.status == status
    assert document.code == code
    assert document.request_id == response.headers["x-request-id"]
    for word in ("Traceback", "neo4j", "MATCH (", "Neo."):
        assert word not in response.text
    return document
