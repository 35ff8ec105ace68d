"""Methods, words, support, and the check that the site is well."""

import pytest
from django.test import Client
from firstyear_tests_pages import problems, read_page

from firstyear import packs
from firstyear.figures import Release
from firstyear_web.design.terms import term
from firstyear_web.shelf.method_pages import methods
from firstyear_web.shelf.prose import rendered


def test_every_method_has_a_page(client: Client, region: Release) -> None:
    listed = client.get("/methods/")
    assert problems(listed.content) == []
    assert methods()
    for each in methods():
        assert f'href="/methods/{each.slug}"' in listed.content.decode()
        page = client.get(f"/methods/{each.slug}")
        assert page.status_code == 200
        assert problems(page.content) == [], each.slug
        assert each.title in read_page(page.content).words
        assert each.summary


def test_links_between_methods_lead_to_pages(client: Client, region: Release) -> None:
    for each in methods():
        page = read_page(client.get(f"/methods/{each.slug}").content)
        for _, address in page.links:
            if address.startswith("/methods/"):
                assert client.get(address).status_code == 200, (each.slug, address)
            assert not address.endswith(".md"), (each.slug, address)


def test_unknown_method_lists_those_there_are(client: Client, region: Release) -> None:
    response = client.get("/methods/nope")
    assert response.status_code == 404
    assert problems(response.content) == []
    assert methods()[0].title in response.content.decode()


def test_prose_keeps_html_out_and_headings_in_order() -> None:
    html = rendered(
        "# Title\n\n# Part\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))"
        "\n\n## Deeper\n\n# Part\n\n[other](rates.md#formula)\n\n|a|b|\n|-|-|\n|1|2|\n"
        "\n```python\n1 < 2\n```\n",
        "Title",
    )
    assert "<script>" not in html
    assert 'href="javascript' not in html
    assert '<h2 id="part">' in html
    assert '<h3 id="deeper">' in html
    assert '<h2 id="part-2">' in html
    assert 'href="/methods/rates#formula"' in html
    assert "<table>" in html
    assert 'tabindex="0"' in html
    assert "1 &lt; 2" in html
    assert "Title" not in html


def test_glossary_holds_every_term_once(client: Client, region: Release) -> None:
    page = read_page(client.get("/glossary/").content)
    for identifier, entry in packs.glossary().items():
        assert page.ids[f"term-{identifier}"] == 1
        assert entry.definition.split()[0] in page.words


def test_glossary_is_searched_without_script(client: Client, region: Release) -> None:
    found = read_page(client.get("/glossary/?q=Stabilised").content)
    anchors = [name for name in found.ids if name.startswith("term-")]
    assert anchors
    assert len(anchors) < len(packs.glossary())
    none = client.get("/glossary/?q=<b>zebra</b>")
    assert "0 terms found" in read_page(none.content).words
    assert "<b>zebra" not in none.content.decode()


def test_term_is_explained_where_it_stands() -> None:
    identifier = next(iter(packs.glossary()))
    html = term(identifier, "<odd>")
    assert "&lt;odd&gt;" in html
    assert packs.glossary()[identifier].definition.split()[0] in html
    assert f"#term-{identifier}" in html
    with pytest.raises(KeyError):
        term("no-such-term")


def test_definitions_hold_every_indicator(client: Client, region: Release) -> None:
    page = read_page(client.get("/data/definitions").content)
    for identifier, entry in packs.indicators().items():
        assert page.ids[identifier] == 1
        assert entry.name in page.words
    found = read_page(client.get("/data/definitions?q=92196").content)
    assert found.ids["infant-mortality"] == 1
    assert "1 indicator found" in found.words


def test_support_names_everyone_in_the_pack(client: Client, region: Release) -> None:
    page = client.get("/support/").content.decode()
    for link in packs.support_links():
        assert link.name in page
        assert f'href="{link.web}"' in page
        assert link.telephone in page


def test_health_is_told_to_machines(client: Client, region: Release) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    said = answer.json()
    assert said["status"] == "ok"
    assert said["releases"] >= 1
    assert said["version"]
    assert "no-store" in answer["Cache-Control"]


def test_damaged_release_is_told_to_machines(
    client: Client, region: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    from firstyear.errors import StorageError
    from firstyear_web.shelf import views

    def broken() -> None:
        raise StorageError("a release cannot be read")

    monkeypatch.setattr(views, "current_store", broken)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "not well"
    assert "cannot be read" in answer.json()["problem"]
