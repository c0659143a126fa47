"""Prose: figures that running text states, named by the meaning of the words around a number.

`reading` goes through sections, sentences and numbers; each room below imports only those under it.

| room | what it knows |
|---|---|
| `numbers` | one number: named by its words, by other numbers, or by a list |
| `objections` | why a number whose words fit a code is no figure of it |
| `clauses` | clauses without a number: that there was none of something, or what all of it was |
| `parts` | what numbers are to each other: parts and wholes, sums over years, sorts, and who has them |
| `names` | what the words around a number name: the frame that they fit |
| `context` | what a report has stated and turned to so far |
| `sentences` | sentences as they stand: phrases, lists, media, and which numbers are parts of which |
| `words` | what words mean: terms with features, and the frames of codes |
"""
