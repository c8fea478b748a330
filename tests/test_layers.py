"""The architecture as a test: who may import whom, and how large a module may grow."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = [  # a part imports from the lines above its own; parts on one line ignore each other
    ["kg.errors"],
    ["kg.model"],
    ["kg.know"],
    ["kg.read", "kg.extract"],
    ["kg.resolve"],
    ["kg.builds"],
    ["kg.graph"],
    ["kg.view"],
    ["kg.run"],
    ["kg.arguments"],
    ["kg.commands"],
    ["kg.cli"],
    ["kg.__main__"],
]
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
MODULES = sorted(path for path in (ROOT / "kg").rglob("*.py") if path != ROOT / "kg/__init__.py")
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))


def part(module: str) -> str:
    return ".".join(module.split(".")[:2])


@each_module
def test_imports_point_one_way(path: Path) -> None:
    here = part(".".join(path.relative_to(ROOT).with_suffix("").parts))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
    others = {part(name) for name in imports if name.startswith("kg")} - {here}

    assert all(LEVEL[other] < LEVEL[here] for other in others), others


@each_module
def test_modules_stay_small(path: Path) -> None:
    limit = 400 if path.name == "model.py" else 250  # the values are read in one go
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


@each_module
def test_functions_stay_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    long = [f.name for f in functions if f.end_lineno and f.end_lineno - f.lineno > 45]

    assert not long


@each_module
def test_no_module_imports_a_name_that_starts_a_second_way(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]

    assert not [name for name in plain if name.split(".")[0] == "kg"], "write `from kg.x import y`"
