"""The hook for pre-commit, run by pre-commit itself in a repository of somebody else."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.checkout import ROOT, commit_all, copy_of_project, git, quiet_git

SOUND = (ROOT / "tests" / "questionnaire" / "rich.yaml").read_text()
BROKEN = (ROOT / "tests" / "broken" / "questionnaire" / "codes.yaml").read_text()
NO_NETWORK = ("No matching distribution", "Temporary failure in name resolution", "Connection refused")


def pre_commit(*args: str, folder: Path, home: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *args, "--color", "never"],
        cwd=folder,
        env={**quiet_git(), "PRE_COMMIT_HOME": str(home), "CXMATURITY_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_manifest_is_valid() -> None:
    argv = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.slow
def test_pre_commit_lets_the_sound_pass_and_shows_what_is_wrong_with_the_broken(tmp_path: Path) -> None:
    source, theirs, home = (tmp_path / name for name in ("cxmaturity", "theirs", "home"))
    rev = commit_all(copy_of_project(source))
    theirs.mkdir()
    hook = f"repos: [{{repo: '{source.as_uri()}', rev: {rev}, hooks: [{{id: cxmaturity-validate}}]}}]\n"
    (theirs / ".pre-commit-config.yaml").write_text(hook)
    (theirs / "a model.yaml").write_text(SOUND)
    (theirs / "mkdocs.yml").write_text("emoji: !!python/name:materialx.emoji.twemoji\n")
    (theirs / "package.json").write_text('["no mapping"]\n')
    (theirs / "broken.txt").write_text(BROKEN)
    commit_all(theirs)

    code, shown = pre_commit("run", "--all-files", "--verbose", folder=theirs, home=home)
    if code and any(words in shown for words in NO_NETWORK):
        pytest.skip("this machine cannot install what the hook needs")
    assert (code, "1 questionnaire checked, no problems." in shown) == (0, True), shown

    (theirs / "broken.yaml").write_text(BROKEN)
    git("add", "broken.yaml", folder=theirs)
    code, shown = pre_commit("run", folder=theirs, home=home)
    assert (code, "broken.yaml:17:64 duplicate-code The code 1 already belongs to scattered." in shown) == (
        1,
        True,
    )

    git("rm", "-qf", "broken.yaml", folder=theirs)
    (theirs / "mkdocs.yml").write_text("a: *b\n")
    git("add", "mkdocs.yml", folder=theirs)
    assert pre_commit("run", folder=theirs, home=home)[0] == 0
