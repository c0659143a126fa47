"""Tables that a copy has flattened to lines, put together again.

Official forms are rebuilt by the labels of their rows (`rebuild`), tables of an office's own making by their shape
(`own_tables`).
"""
