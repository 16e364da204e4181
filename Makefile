# make convert   set up and convert the sample pages, from nothing      make test   set up and pass every test
# make quick     the tests that need nothing but the package            make fuzz   many more examples, others each time
# make lint      style, types, import contracts                         make bench  ratios against baselines
# make sizes     the longest files and functions                        make review read those articles in a browser
# make samples   output/ again, which is committed: what raw/ makes

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

PARALLEL := -n logical --maxprocesses 8 --dist worksteal

.PHONY: convert samples test quick fuzz lint sizes bench review clean

convert: $(VENV)/.installed
	[ -e demo/decisions.jsonl ] || rm -rf demo  # what somebody decided there stays
	$(BIN)/extractor convert raw/ -o demo

samples: $(VENV)/.installed
	rm -rf output/pending output/records
	$(BIN)/extractor convert raw/ -o output

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(PARALLEL)

quick: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(PARALLEL) --hypothesis-profile quick -m "not (browser or server or cluster or corpus or process or timing)"

fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(PARALLEL) --hypothesis-profile fuzz -m hypothesis

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

sizes: $(VENV)/.installed-dev
	$(BIN)/python -m tests.architecture.sizes

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks

review: $(VENV)/.installed
	[ -d demo ] || $(MAKE) convert
	$(BIN)/extractor review -o demo

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml configs/constraints.txt
	$(BIN)/python -m pip install --quiet --constraint configs/constraints.txt --editable '.[tables,review]'
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint configs/constraints.txt --editable '.[tables,review,reingest,cluster,s3,metrics,docx,pdf,train,dev]'
	touch $@

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
