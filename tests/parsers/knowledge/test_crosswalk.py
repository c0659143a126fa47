"""Rows and columns that go on from one form to the next under other words."""

from __future__ import annotations

from parsers.knowledge.forms import label_key, same_words


def test_words_of_rows_and_columns_go_on_in_later_forms() -> None:
    label, column = (label_key(words) for words in ("行政规范性文件", "本年处理决定数量"))
    assert label_key("规范性文件") in same_words(label)
    assert label_key("处理决定数量") in same_words(column)
    assert same_words(label_key("行政事业性收费")) == (label_key("行政事业性收费"),)
