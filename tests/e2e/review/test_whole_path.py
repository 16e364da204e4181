"""A reviewer's whole path: convert, review three articles with one edit and one rejection, propose, on a real repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.review.test_reviewing import open_article

pytestmark = pytest.mark.browser


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=R. Ito", "-c", "user.email=ito@example.org")
    return subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True, text=True).stdout


def test_from_raw_pages_to_a_branch_that_the_gate_lets_pass(server, page, extractor, tmp_path):
    root = server.root
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "R. Ito")
    git(root, "config", "user.email", "ito@example.org")
    git(root, "add", "raw", "output/pending", "output/records")
    git(root, "commit", "-q", "-m", "Raw pages and drafts")

    open_article(page, server, "nintendo")
    page.locator("#v-completeness details.edit summary").click()
    page.locator("#v-completeness input[name=value]").fill("0.5")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Saved")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".notice")).to_contain_text("Accepted nintendo.")
    open_article(page, server, "marathon")
    row = page.locator(".group-facts [data-fact]").first
    words = row.locator(".text").text_content().split(" line ")[0].strip()
    row.locator("details.reject summary").click()
    row.get_by_label("Why is this fact wrong?").fill("outdated")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Rejected a fact")
    for article in ("marathon", "zugspitze"):
        open_article(page, server, article)
        page.get_by_role("button", name="Accept").click()
        expect(page.locator(".notice")).to_contain_text(f"Accepted {article}.")

    before = (git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD"))
    done = extractor("propose", "-o", "output", "--branch", "review/three", "--body", tmp_path / "body.md", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD")) == before

    assert git(root, "rev-list", "--count", "main..review/three").strip() == "1"
    listing = git(root, "ls-tree", "-r", "--name-only", "review/three", "output").split()
    assert {Path(name).stem for name in listing if "/articles/" in name} == {"nintendo", "marathon", "zugspitze"}
    assert not {"nintendo", "marathon", "zugspitze"} & {Path(name).stem for name in listing if "/pending/" in name}
    body = (tmp_path / "body.md").read_text("utf-8")
    assert body.startswith("# Reviewed articles: 3 new")
    assert "outdated" in body
    assert "R. Ito" in body

    checkout = tmp_path / "checkout"
    git(root, "worktree", "add", "-q", str(checkout), "review/three")
    checked = extractor("check", "output", cwd=checkout)
    assert checked.returncode == 0, checked.stdout
    assert words not in (checkout / "output").rglob("marathon.md").__next__().read_text("utf-8").split("---")[1]
    assert extractor("propose", "-o", "output", "--base", "review/three", cwd=root).returncode == 1
    assert "is there already" in extractor("propose", "-o", "output", "--branch", "review/three", cwd=root).stderr
    shutil.rmtree(checkout)
