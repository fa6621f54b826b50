# Colloquy: from a job application to a signed labour contract. `make help` lists what there is.
SHELL := /bin/bash
CHECK := --explicit-target-dependency-import-check error
export COLLOQUY_ENGINES ?= $(CURDIR)/.colloquy/engines
LOCAL := .build/debug/colloquy local

.DEFAULT_GOAL := help
.PHONY: help setup build demo story test browser firefox screenshots prove check bench evaluate format lint schemas service clean

help: ## Say what each target does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /|/' | while IFS='|' read -r t d; do printf '  make %-11s %s\n' "$$t" "$$d"; done

setup: ## Install what is missing (apt, Python tools, models); about a second when nothing is
	@scripts/setup

build: setup ## Build everything in release, as it is deployed
	swift build -c release --static-swift-stdlib $(CHECK)
	@scripts/without-failpoints $(addprefix .build/release/,screening workflow gateway scoring reporting notification contracts colloquy)

demo: build ## Play a hiring story from outside on a private database and broker (STAY=1, ANSWER=file.webm)
	@STAY="$(STAY)" ANSWER="$(ANSWER)" .build/release/colloquy demo

story: ## Play the story against containers from a clean clone, with faults (needs Docker; KEEP=1: leave them up)
	@/usr/bin/python3 -B Tools/story/containers.py $(if $(KEEP),--keep)

test: setup ## Run all tests, the story too, on an own PostgreSQL and broker (FILTER=VaultTests: some, REPEAT=20: rounds)
	swift build --build-tests $(CHECK)
ifeq ($(FILTER),)
	@status=0; \
	$(LOCAL) --name test -- scripts/test --repeat $(or $(REPEAT),1) --except StoryTests --except BrowserTests || \
		{ status=1; echo 'test  red; story and browser run all the same'; }; \
	swift test --skip-build --no-parallel --filter StoryTests || { status=$$((status + 2)); echo 'test  the story is red'; }; \
	swift test --skip-build --no-parallel --filter BrowserTests || { status=$$((status + 4)); echo 'test  the browser is red'; }; \
	exit $$status
else ifneq ($(filter $(FILTER),StoryTests BrowserTests),)
	swift test --skip-build --no-parallel --filter $(FILTER)
else
	$(LOCAL) --name test -- swift test --skip-build --no-parallel --filter "$(FILTER)"
endif

browser: setup ## Take the candidate's pages through Chromium (ONLY="denied": cases whose sentence has these words)
	swift build $(CHECK)
	@.colloquy/venv-browser/bin/python -B Tools/browser/browser.py --only "$(ONLY)"

firefox: setup ## Record answers in Firefox ESR, which it installs, with a picture and real sound (ONLY="cut": some cases)
	@scripts/firefox-setup
	swift build $(CHECK)
	@.colloquy/venv-browser/bin/python -B Tools/firefox/firefox.py --only "$(ONLY)"

screenshots: setup ## The same, and write the pictures of all pages to docs/screens
	swift build $(CHECK)
	@.colloquy/venv-browser/bin/python -B Tools/browser/browser.py --pictures docs/screens

prove: setup ## Break a house under load, count what is lost (SEED=2; LONG=1: every row; ONLY=broker,disk: some rows)
	swift build $(CHECK)
	@$(if $(LONG),scripts/check-memory,true)
	@.colloquy/venv-test/bin/python -B Tools/prove/prove.py --seed $(or $(SEED),1) $(if $(LONG),--long) \
		$(if $(ONLY),--only "$(ONLY)",--write)

check: setup lint ## Format lint, build with warnings as errors, all tests but story and browser, generated files up to date
	swift build --build-tests $(CHECK)
	$(LOCAL) --name check -- scripts/test --except StoryTests --except BrowserTests

lint: ## Check the format of the Swift sources
	swift format lint --strict --parallel --recursive Package.swift Shared Services Tools Tests

bench: build ## Measure beside the peers (ONLY=http: one module), write docs/performance.md
	@scripts/bench-setup
	@PYTHONDONTWRITEBYTECODE=1 python3 Tools/bench/bench.py --only "$(ONLY)"

evaluate: build ## Ask what the scores are worth, typed, spoken, said otherwise, and write docs/validity.md (ONLY=scores,spoken: some parts)
	@/usr/bin/python3 -B Tools/evaluate/evaluate.py $(if $(ONLY),--only "$(ONLY)")

format: ## Format the Swift sources in place
	swift format --in-place --parallel --recursive Package.swift Shared Services Tools Tests

schemas: setup ## Write Schemas/ and docs/flow.md from the event files
	swift run -q colloquy schemas

service: ## Write a new service (name=referral), build it and draw it into docs/flow.md
	swift build --product colloquy
	.build/debug/colloquy new service "$(name)"
	swift build $(CHECK)
	.build/debug/colloquy schemas

clean: ## Remove build products and run-time data (keeps downloads)
	rm -rf .build .colloquy
