"""Pictures and fonts for documents, kept in memory."""

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
