"""What a document may load: the assets it was given, and nothing else."""

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from eventreg.documents.assets import Asset


class AssetFetcher(URLFetcher):
    """Serve the assets a document was given, by name, and nothing else.

    Text that people typed ends up in these documents; without this, an
    ``<img src>`` in it could read local files or call internal hosts.
    Passed to ``HTML()`` and to each ``CSS()``.
    """

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__(allowed_protocols=set(), allow_redirects=False)
        self._assets = assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        asset = self._assets.get(url.removeprefix("asset:"))
        if asset is None:
            raise ValueError(f"document may not load {url}")
        return URLFetcherResponse(url, asset.body, {"Content-Type": asset.media_type})
