"""What the scripts of a page would do: read with a JavaScript parser, and worked out as far as it is constant.

Nothing is run: there is no clock, no network and no browser behind it. What cannot be known is `UNKNOWN`, and what is
made of it is unknown, too; of two ways that depend on it, both are taken. What a script would ask for, write or go to
is noted (`Effects`), in bounded time.
"""
