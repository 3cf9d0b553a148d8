##@ Tests
test: labtool ## Run the tests
	./labtool --self-test
_fixtures:
	mkdir fixtures
