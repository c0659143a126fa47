"""The numbers of a sentence, one by one: named by their words, by others, or by a list."""
