<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>信息公开</title></head>
<body><div><a href="/">首页</a> <a href="/List_2/Index.aspx">古蔺新闻</a> <a href="/List_30/Index.aspx">信息公开</a></div><a href="/List_31/Index.aspx">政府文件</a> <a href="/List_40/Index.aspx">信息公开年度报告</a></body></html>
