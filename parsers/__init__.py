"""Bytes to rows: pure functions from a document to what it says, without network, clock, disk or scheduler.

The steps of a document's journey, in their order; `parsers.pipeline` takes them one after the other.

1. `decode`: what kind of file it is, and in which encoding its text is.
2. `blocks`: a reader for each kind of file gives paragraphs and tables.
3. `repair`: what copying has done to the characters is undone.
4. `body`: where the report stands on its page, whose copy it is, and why a page may be no report.
5. `identify`: who reports on which year.
6. `text`: the report as one text with offsets; its sections, numbers and dates.
7. `figures`: what the report states in numbers, in its forms and in its prose.
8. `checks`: rules that the figures must meet, ratios and derived figures.

What all steps share: `model` (the plain data that passes from one step to the next), `errors` (why a document does not
become a report), `knowledge` and its files in `data` (what can be counted, forms, units, words), `version`.
"""
