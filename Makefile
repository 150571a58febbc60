# Short names for the same commands.
.PHONY: run test all check bench pictures sure

run:
	python3 app.py

test:
	python3 app.py test

all:
	python3 app.py test --all

check:
	python3 app.py check

bench:
	python3 app.py bench

pictures:
	python3 app.py pictures

sure: check test
