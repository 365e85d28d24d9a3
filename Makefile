# Every rule of this project is a command. `make check` runs them all; what each one is stands in .ci/check.py.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)

.PHONY: help check format lint types spelling contracts tests content fix messages bench ci

help:
	@echo "make check      everything below that can fail: format lint types spelling contracts tests content"
	@echo "make fix        format the code and repair what ruff can repair"
	@echo "make messages   collect the interface's words and compile the catalogues"
	@echo "make bench      what things cost, as ratios in one run"
	@echo "make ci         what the forge runs: a clean environment, the README's commands, the checks"

check:
	@$(PYTHON) .ci/check.py

format lint types spelling contracts tests content:
	@$(PYTHON) .ci/check.py $@

fix:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

messages:
	@mkdir -p build
	$(PYTHON) -m babel.messages.frontend extract --no-location --sort-output --project nntutor \
		--keyword _ --keyword N_ --keyword ngettext:1,2 --output-file build/nntutor.pot tutor
	$(PYTHON) -m babel.messages.frontend update --no-fuzzy-matching --ignore-obsolete --domain nntutor \
		--input-file build/nntutor.pot --output-dir tutor/locale
	$(PYTHON) -m babel.messages.frontend compile --domain nntutor --directory tutor/locale --statistics

bench:
	@for bench in tests/bench/*.py; do echo "── $$bench"; $(PYTHON) $$bench; done

ci:
	.ci/run
