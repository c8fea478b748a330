"""Every notebook runs from top to bottom, and is kept without outputs."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
each_notebook = pytest.mark.parametrize(
    "path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem
)


def read_notebook(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


@each_notebook
@pytest.mark.filterwarnings("ignore")  # what a kernel of another package warns of is not ours
def test_notebook_runs(path: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "notebooks").mkdir()
    notebook = read_notebook(path)
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}}
    )
    client.execute()
    printed = [
        output.get("text", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    ]

    assert any("长沙银行" in text for text in printed), "the question about the park was answered"


@each_notebook
def test_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = read_notebook(path).cells

    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
