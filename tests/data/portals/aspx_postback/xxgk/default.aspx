<!DOCTYPE html><html><head><meta charset="utf-8"><title>信息公开</title></head><body>
<a href="/InfoPublic.aspx?cid=1019&amp;pid=971&amp;page=1">信息公开年报</a>
<div class="footer"><a href="/about/contact.html">联系我们</a> 主办：市人民政府办公室</div></body></html>