# The short names for what people and CI do here; `make help` lists them.

MAKEFLAGS += --no-print-directory
CARGO ?= cargo
# Cargo reads the same variable, so both agree on where the binary is.
CARGO_TARGET_DIR ?= target

CORRIGENDA = $(CARGO_TARGET_DIR)/release/corrigenda
DEMO_DRAFT = examples/draft.txt
DEMO_REPORT = $(CARGO_TARGET_DIR)/demo.html

# Status 1 means "findings", which a broken draft must give; 2 and 3 are errors.
findings_are_fine = || [ $$? -eq 1 ]

.PHONY: help setup demo test bench accuracy docs

help: ## list these targets
	@echo 'Corrigenda. Targets:'
	@awk -F ':.*## ' '/^[a-z]+:.*## /{ printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo 'A single corpus file: cargo test --test corpus -- fused-words'

demo: setup ## build, check the example draft, and write the same report as HTML
	$(CARGO) build --release
	@$(CORRIGENDA) check --format text $(DEMO_DRAFT) $(findings_are_fine)
	@$(CORRIGENDA) check --quiet --format html --output $(DEMO_REPORT) $(DEMO_DRAFT) $(findings_are_fine)
	@echo 'The same report as a page: $(DEMO_REPORT)'

test: setup ## format, lints, all tests; ends with the count of tests
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	@scripts/test.sh --workspace

setup: ## install what the build needs and this machine lacks
	@scripts/setup.sh

bench: setup ## run the benchmarks
	$(CARGO) bench

accuracy: setup ## measure every rule on the corpus and rewrite corpus/accuracy.csv
	$(CARGO) xtask accuracy

docs: setup ## rewrite the generated pages in docs/
	$(CARGO) xtask docs
