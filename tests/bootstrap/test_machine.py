"""System packages: installed where we may, else the one line to type."""

import os
import sys

import pytest

import machine

SOME = {"libsome1": lambda: False}


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A machine that has no programs but those a test writes."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")

    def write(name, *lines):
        path = tmp_path / name
        path.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
        path.chmod(0o755)

    # apt-get is called through env, which a bare machine has.
    write("env", 'shift; exec "$@"')
    return write


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.fixture
def as_plain_user(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_root_gets_what_is_missing_after_an_update(programs, as_root, tmp_path):
    programs("apt-get", f'echo "$@" >> "{tmp_path}/log"', f': > "{tmp_path}/there"')

    machine.ensure({"libsome1": (tmp_path / "there").exists, "libother1": lambda: True})

    assert (tmp_path / "log").read_text().splitlines() == [
        "-q -y update",
        "-q -y -o APT::Keep-Downloaded-Packages=false install "
        "--no-install-recommends libsome1",
    ]


def test_who_may_use_sudo_without_a_password_is_asked_nothing(
    programs, as_plain_user, tmp_path
):
    programs("apt-get", f': > "{tmp_path}/there"')
    programs("sudo", 'shift; [ "$1" = true ] || exec "$@"')

    machine.ensure({"libsome1": (tmp_path / "there").exists})

    assert (tmp_path / "there").exists()


def test_who_may_not_install_gets_the_line_to_type(programs, as_plain_user):
    programs("apt-get")
    programs("sudo", "exit 1")

    with pytest.raises(machine.Refusal) as refusal:
        machine.ensure(SOME)

    assert str(refusal.value) == (
        "Please type this first, then start again:  sudo apt-get install libsome1"
    )


def test_what_apt_could_not_bring_is_not_passed_over(programs, as_root):
    programs("apt-get", "exit 100")

    with pytest.raises(machine.Refusal):
        machine.ensure(SOME)


def test_without_fonts_for_han_it_runs_and_warns(programs, as_plain_user, capsys):
    machine.ensure({"fonts-noto-cjk": lambda: False})

    assert capsys.readouterr().out == (
        "Without fonts-noto-cjk: Han, kana and hangul in PDFs show as boxes.\n"
    )


def test_a_full_disk_is_noticed_before_anything_is_written(tmp_path):
    with pytest.raises(machine.Refusal, match=r"^The disk is full: "):
        machine.check_space(tmp_path, 10**18)


def test_this_machine_has_what_the_site_needs():
    missing = [name for name, is_there in machine.TO_RUN.items() if not is_there()]

    assert set(missing) <= set(machine.OPTIONAL)


BROWSER = {"chromium-headless-shell": machine.TO_TEST["chromium-headless-shell"]}


def test_the_quick_browser_is_installed_beside_a_slow_one(programs, as_root, tmp_path):
    programs("chromium")
    programs(
        "apt-get",
        f'printf "#!/bin/sh\\n" > "{tmp_path}/chromium-headless-shell"',
        f'chmod +x "{tmp_path}/chromium-headless-shell"',
    )
    programs("chmod", 'exec /bin/chmod "$@"')

    machine.ensure(BROWSER)

    assert machine.browser() == f"{tmp_path}/chromium-headless-shell"


def test_a_slow_browser_will_do_where_nothing_may_be_installed(
    programs, as_plain_user, tmp_path
):
    programs("chromium")

    machine.ensure(BROWSER)

    assert machine.browser() == f"{tmp_path}/chromium"
