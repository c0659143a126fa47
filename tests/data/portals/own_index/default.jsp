<!DOCTYPE html><html><head><meta charset="utf-8"><title>随州市人民政府门户网站</title></head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/xwzx/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul>
<ul><li><a href="/xwzx/20240301.html">随州市召开2024年政务公开工作推进会</a><span>2024-03-01</span></li></ul>
<div class="footer"><a href="/about/contact.html">联系我们</a> 主办：市人民政府办公室</div></body></html>
