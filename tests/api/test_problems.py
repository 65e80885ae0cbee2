from __future__ import annotations

import httpx


def test_an_error_page_varies_with_its_language(client: httpx.Client) -> None:
    answer = client.get("/nowhere", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["vary"] == "Accept, Accept-Language"
    assert client.get("/nowhere").headers["vary"] == "Accept"


def test_a_forged_host_reaches_no_address(client: httpx.Client) -> None:
    for path in ("/conflict", "/cities/", "/city", "/sparql/", "/static", "/nowhere/"):
        answer = client.get(path, headers={"Host": "evil.example"}, follow_redirects=False)
        assert "evil.example" not in str(answer.headers) + answer.text, path
