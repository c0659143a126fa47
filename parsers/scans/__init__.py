"""Scans and pictures: pages to recognised cells and lines, and what of their numbers can be proved.

`pages` opens the pictures, `picture` finds rules, cells and lines on them, `unruled` cells where only rows have rules,
`engine` recognises what is printed, `recognition` puts a page together, `blocks` makes it tables and paragraphs like
those of any other document. `labels` finds the rows of the forms in words that may be misread, `proof` solves their
sums, `figures` says what is published.

Only `pages`, `picture`, `unruled`, `engine` and `recognition` need the extra `nianbao[ocr]`; `reading` is the only way
to them.
"""
