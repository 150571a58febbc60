# Short names for the same commands.
.PHONY: run test all check bench pictures sure messages

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

# After a change of texts: gather them, then fill in translations/*/LC_MESSAGES.
messages:
	.venv/bin/pybabel -q extract -F babel.cfg -k _l --sort-output --no-location -o messages.pot .
	.venv/bin/pybabel -q update -i messages.pot -d translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 88
	.venv/bin/pybabel -q compile -d translations
	rm messages.pot
