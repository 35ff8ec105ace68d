from django.http import HttpRequest, HttpResponse


def documentation(request: HttpRequest) -> HttpResponse:
    return HttpResponse("This page is being built.", content_type="text/plain")
