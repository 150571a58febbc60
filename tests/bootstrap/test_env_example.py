"""The list of variables is the list of what the program reads."""

import re

from tests.bootstrap.conftest import ROOT

READ = re.compile(
    r"""(?:env_int|env_bool|_names|environ|environ\.get)[\[(]\s*"([A-Z_]+)\""""
)


def test_every_variable_is_listed_and_nothing_else():
    sources = [ROOT / "bootstrap.py", *(ROOT / "eventreg").rglob("*.py")]
    read = {name for file in sources for name in READ.findall(file.read_text())}
    read -= {"HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "REMOTE_ADDR"}

    listed = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M)

    assert sorted(listed) == sorted(read)
