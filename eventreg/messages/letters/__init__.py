"""The letters that go to many, or come by themselves."""
