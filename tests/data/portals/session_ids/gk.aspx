<!DOCTYPE html><html><head><meta charset="utf-8"><title>政务公开</title></head><body>
<a href="/index.html?PHPSESSID=bbb222">首页</a><a href="/gk.aspx?PHPSESSID=bbb222">政务公开</a><a href="/nb.aspx?PHPSESSID=bbb222">政府信息公开年报</a>
<div class="footer"><a href="/about/contact.html">联系我们</a> 主办：市人民政府办公室</div></body></html>
