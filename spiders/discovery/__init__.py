"""What a page says of where the reports are: words, addresses, links and scripts, read without asking anything.

What a link is called is told by these modules, in this order (`pages.PortalPage.link_at`):

1. `labels`: its own words, those of what pops up over it, or those of its picture.
2. `matrices`: the heads of its row and column in a table, where its own words say nothing, or name a year.
3. `surroundings`: the words of its row or block, or the heading before it, where its own words say nothing.
4. `rows`: the year in another cell of its row, where its own words name a report without one.
5. `panes`: the tab above its block, where its own words say no more than that it leads to all rows of a list (更多).

Besides, `groups` tells what stands above it, `previews` of which list it leads to the rest, `beside` which body its row
names, and `surroundings` whether that row shows a day. `titles` takes the words apart, and `judgement` says by them
what the link promises.
"""
