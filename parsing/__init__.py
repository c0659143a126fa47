"""Parsing every document of an archive, each within limits, and keeping what was parsed.

- `sources`: the distinct documents of the archive, which are to be parsed.
- `limits`: what a document may take, and what is said of one that takes more.
- `worker`: the program that parses: a document in, what was read out.
- `cage`: a process of that program, watched from outside, and replaced when it hangs, grows or dies.
- `batch`: some documents through the cage into the store.
- `codec`, `store`: what was parsed as columns in files of the data root, and back.

No document can stop, slow or change the reading of another. Prefect is not needed; flows call `batch`.
"""
