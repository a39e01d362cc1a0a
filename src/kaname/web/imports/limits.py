"""How much may be uploaded at once: more is not even kept while it comes in."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _


class UploadLimit(FileUploadHandler):
    """Leave out the files of a request that is larger than allowed, whoever sends it; the form then says so."""

    def handle_raw_input(self, input_data: Any, META: dict[str, Any], content_length: int, *rest: Any) -> None:
        """Judge the request by the length that it announces; the server reads no further than that."""
        self.too_large = content_length > settings.UPLOAD_LIMIT
        if self.request is not None:
            self.request.META["kaname.upload_too_large"] = self.too_large

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse the files of a request that is too large."""
        super().new_file(*args, **kwargs)
        if self.too_large:
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the data on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
        return


def too_large(request: HttpRequest) -> bool:
    """Return whether the request's files were left out."""
    return bool(request.META.get("kaname.upload_too_large"))


def say_too_large(form: forms.Form, name: str, request: HttpRequest) -> None:
    """Let a form whose file was left out say why it is missing."""
    if too_large(request):
        limit = {"limit": settings.UPLOAD_LIMIT // 2**20}
        form.fields[name].error_messages["required"] = _("The file is larger than %(limit)s MB.") % limit
