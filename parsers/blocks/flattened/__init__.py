"""Forms that a copy has flattened to lines, put together as tables again."""
