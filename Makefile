# The daily commands. Each is one call that works without make, too: `make -n <target>` shows it.
.DEFAULT_GOAL := help
.PHONY: help build test verify warnings format run demo clean ci

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## compile and assemble the program, without tests
	./mvnw -q -DskipTests package

test: ## unit tests
	./mvnw test

verify: ## everything: unit and integration tests, format check
	./mvnw verify

warnings: ## see every warning at once; a build stops at the first file with one
	./mvnw -q clean test-compile -Dmaven.compiler.failOnWarning=false

format: ## format the sources
	./mvnw -q spotless:apply

run: ## run Loadstone, for example: make run ARGS="version"
	./loadstone $(ARGS)

demo: ## a first load test, against the built-in testbed
	./loadstone demo

clean: ## remove everything built
	./mvnw -q clean

ci: ## what continuous integration runs
	.ci/run
