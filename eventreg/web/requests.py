"""What a request may bring: how much of it, and nothing that cannot be kept."""

import re
from collections.abc import Callable
from typing import IO, Any, TypeVar

from flask import Flask, Request, current_app
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.utils import cached_property

from eventreg.web.incoming import CountedStream, CutOffFile

View = TypeVar("View", bound=Callable[..., Any])

#: PostgreSQL keeps no NUL, and half a pair is no text that anything can encode.
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


def takes_files(view: View) -> View:
    """Mark a page with a form for files, which may bring more than words."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


class SiteRequest(Request):
    """A request of which no page needs to fear size or odd characters."""

    _counted: CountedStream

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._incoming: list[CutOffFile] = []

    def close(self) -> None:
        """Close all files, those too of a form that could not be read to its end."""
        super().close()
        for file in self._incoming:
            file.close()

    @property
    def takes_files(self) -> bool:
        view = current_app.view_functions.get(self.endpoint or "")
        return getattr(view, "takes_files", False)

    @property
    def max_content_length(self) -> int | None:
        """MAX_CONTENT_LENGTH where files are taken, else what words may take."""
        largest, words = super().max_content_length, self.max_form_memory_size
        brings_files = self.takes_files and self.mimetype == "multipart/form-data"
        if brings_files or largest is None or words is None:
            return largest
        return min(largest, words)

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        self._max_content_length = value

    def _get_stream_for_parsing(self) -> IO[bytes]:
        stream = super()._get_stream_for_parsing()
        words = self.max_form_memory_size
        if words is None:
            return stream
        self._counted = CountedStream(stream, words)
        return self._counted  # type: ignore[return-value]

    def _get_file_stream(self, *_args: Any, **_more: Any) -> IO[bytes]:
        file = CutOffFile(self._counted.of_file)
        self._incoming.append(file)
        return file

    @cached_property
    def args(self) -> MultiDict[str, str]:
        return _keepable(super().args)

    def _load_form_data(self) -> None:
        if "form" not in self.__dict__:
            super()._load_form_data()
            self.__dict__["form"] = _keepable(self.__dict__["form"])


def _keepable(typed: MultiDict[str, str]) -> MultiDict[str, str]:
    """What was typed without characters that no database takes."""
    pairs = list(typed.items(multi=True))
    if not any(_UNKEEPABLE.search(name + value) for name, value in pairs):
        return typed
    return ImmutableMultiDict(
        (_UNKEEPABLE.sub("", name), _UNKEEPABLE.sub("", value)) for name, value in pairs
    )


def init_app(app: Flask) -> None:
    app.request_class = SiteRequest
