# The commands of a newcomer: make demo, make run, make test. Nothing but Python 3.11+ is needed beforehand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo run test lint content docs lock chromium clean

demo: $(VENV)/ready ## the whole bot on this machine, with a chat page
	$(BIN)/bagyt demo

run: $(VENV)/ready ## the bot on Telegram: TELEGRAM_BOT_TOKEN=... make run
	$(BIN)/bagyt run

test: $(VENV)/ready chromium lint content ## everything: style, types, content, tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

content: $(VENV)/ready ## what is wrong in the content
	$(BIN)/bagyt content check

docs: $(VENV)/ready ## the examples of the staff guide, written anew
	$(BIN)/python tests/staff/guide_pages.py

chromium:
	@sh scripts/chromium

# The environment is made from the lock file alone: every package by its hash.
$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q bot  # a start in a second, also where Python may not write bytecode
	-$(BIN)/bagyt ask "салам" >/dev/null  # learns the phrases, so that the first start need not
	touch $@

lock: ## newest versions in the allowed ranges, with hashes and no package host
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --no-annotate --upgrade pyproject.toml --group dev -o requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
