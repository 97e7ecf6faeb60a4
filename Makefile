# Everything on a fresh machine with Python 3.11, make and a C compiler: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
DATA ?= ../shared/data
export UV_LINK_MODE := copy

.PHONY: run test ask bench eval index clean

run: $(VENV)/.installed
	$(BIN)/ipos serve --port $(PORT)

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

ask: $(VENV)/.installed
	@$(BIN)/ipos ask "$(Q)"

index: $(VENV)/.installed
	$(BIN)/ipos index

bench: $(VENV)/.installed-dev
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.patents.xml_speed $(DATA)/patents_raw
	$(BIN)/python -m evals.patents.peak_memory $(DATA)/patents_raw
	$(BIN)/python -m evals.patents.embedding_speed
	$(BIN)/python -m evals.patents.search_speed
	$(BIN)/python -m evals.trademarks.bench
	$(BIN)/python -m evals.trade.bench
	$(BIN)/python -m evals.triage.bench

eval: $(VENV)/.installed
	$(BIN)/python -m evals $(ARGS)

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache

# uv installs in seconds what pip installs in minutes; where only pip is set up to find packages, pip does it.
$(VENV)/bin/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet uv

$(VENV)/.installed: pyproject.toml $(VENV)/bin/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --editable . || $(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/uv pip install --quiet --python $(BIN)/python --editable ".[dev]" || $(BIN)/pip install --quiet --editable ".[dev]"
	touch $@
