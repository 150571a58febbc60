"""Pictures and fonts for documents, kept in memory."""

from base64 import b64encode
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asset:
    """One file a document may use as ``asset:<name>``."""

    body: bytes
    media_type: str

    @classmethod
    def png(cls, body: bytes) -> "Asset":
        return cls(body, "image/png")

    @classmethod
    def svg(cls, body: bytes) -> "Asset":
        return cls(body, "image/svg+xml")

    @property
    def data_url(self) -> str:
        """The file itself as an address, for a preview in a browser."""
        return f"data:{self.media_type};base64,{b64encode(self.body).decode()}"
