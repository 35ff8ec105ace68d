from django.http import HttpRequest, HttpResponse


def _soon(request: HttpRequest, **rest: str) -> HttpResponse:
    return HttpResponse("This page is being built.", content_type="text/plain")


methods = method = glossary = support = accessibility = healthz = _soon
