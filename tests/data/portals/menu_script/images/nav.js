document.writeln("<ul class='nav'>");
document.writeln("<li><a href='/xwzx/'>新闻</a></li><li><a href='/gk/'>政务公开</a></li>");
document.writeln("</ul>");
