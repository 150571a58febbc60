"""Mail domains: whose they are, and which anybody can have an address at."""

from urllib.parse import urlsplit

#: Where anybody can have an address; these say nothing about a company.
FREE_MAIL = frozenset(
    {
        *("aol.com", "aol.de", "arcor.de", "email.de", "fastmail.com", "free.fr"),
        *("freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de"),
        *("gmx.net", "googlemail.com", "hotmail.be", "hotmail.co.uk", "hotmail.com"),
        *("hotmail.com.tr", "hotmail.de", "hotmail.fr", "icloud.com", "kpnmail.nl"),
        *("laposte.net", "libero.it", "live.com", "live.de", "live.nl", "mac.com"),
        *("mail.com", "mail.de", "mail.ru", "mailbox.org", "me.com", "msn.com"),
        *("mynet.com", "naver.com", "netcologne.de", "online.de", "orange.fr"),
        *("outlook.com", "outlook.com.tr", "outlook.de", "outlook.fr", "posteo.de"),
        *("posteo.net", "proton.me", "protonmail.com", "qq.com", "rocketmail.com"),
        *("seznam.cz", "skynet.be", "superonline.com", "t-online.de", "telenet.be"),
        *("tutanota.com", "ttmail.com", "unitybox.de", "vodafone.de", "wanadoo.fr"),
        *("web.de", "wp.pl", "yaani.com", "yahoo.co.uk", "yahoo.com", "yahoo.com.tr"),
        *("yahoo.de", "yahoo.fr", "yandex.com", "yandex.com.tr", "yandex.ru"),
        *("ymail.com", "ziggo.nl", "163.com", "126.com"),
    }
)
#: Whose pages are those of many: an address there is no site of one's own.
_SHARED_SITES = frozenset(
    {
        *("facebook.com", "github.io", "instagram.com", "jimdofree.com"),
        *("linkedin.com", "sites.google.com", "wixsite.com", "wordpress.com"),
        *("xing.com", "youtube.com"),
    }
)


def is_own(domain: str) -> bool:
    """Whether a mail domain can say for whom somebody works."""
    return bool(domain) and domain not in FREE_MAIL


def of_address(email: str) -> str:
    """What stands behind the @; empty where anybody can have an address."""
    domain = email.rpartition("@")[2].lower()
    return domain if is_own(domain) else ""


def of_website(website: str) -> str:
    """The mail domain that belongs to a site: ``https://www.king.example/de`` is
    ``king.example``; empty where the site is one of many people."""
    address = website if "://" in website else f"https://{website}"
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host if "." in host and is_own(host) and not _is_shared(host) else ""


def _is_shared(host: str) -> bool:
    return any(host == site or host.endswith(f".{site}") for site in _SHARED_SITES)
