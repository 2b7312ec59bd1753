"""The words of the field as frozen values; standard library only.

Values are ``NamedTuple`` classes: immutable, compared by content, and about seven times cheaper
to define at start-up than frozen dataclasses, which a command-line tool pays on every run.
"""
