# Everything a user or CI does with a checkout.  `make` alone says what there is.
# Needs Python 3.11 to 3.13 and make; another Python: make PYTHON=python3.12 demo

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test check bench golden notebook clean

help:  ## 列出全部目标 · list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.run  ## 建环境，由 seeds/ 生成 out/ · set up and build the graph of seeds/ into out/
	$(BIN)/kg build seeds -o out
	@echo
	@echo "在浏览器里打开 out/graph.html；再试：$(BIN)/kg ask"

test: $(VENV)/.dev  ## 运行测试 · run the tests
	$(BIN)/python -m pytest

check: $(VENV)/.dev  ## 格式、静态检查、类型 · format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.dev  ## 速度 · speed
	$(BIN)/python -m pytest -m bench -s

golden: $(VENV)/.dev  ## 重写金标准文件（之后请读差异）· rewrite golden files, then read the diff
	-$(BIN)/python -m pytest tests/test_golden.py --regen
	git diff --stat tests

notebook: $(VENV)/.dev  ## 执行全部笔记本 · execute the notebooks
	$(BIN)/python -m pytest tests/test_notebooks.py

clean:  ## 删去生成物 · delete what was made
	rm -rf $(VENV) out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# A stamp each: `demo` needs the run-time packages only, `test` and `check` the developers' too.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "需要 Python 3.11 至 3.13：make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV) \
	  || { echo "建不了虚拟环境；Debian/Ubuntu 请先装 python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) --editable '.[dev]'
	@touch $@
