function gotoPage(n) { document.getElementById('pageNo').value = n; document.getElementById('pageForm').submit(); }
function showClass(id) { document.getElementById('mainFrame').src = 'NewsList.action?classId=' + id; }
function showNews(key) { window.open('/njzf/ShowNews.action?key=' + key); }
