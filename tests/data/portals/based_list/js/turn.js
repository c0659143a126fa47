function createPageHTML(id, total, current, prefix, suffix, rows) {
  var html = '';
  for (var i = 1; i <= total; i++) {
    var address = prefix + (i == 1 ? '' : '_' + i) + '.' + suffix;
    html += i == current ? '<b>' + i + '</b>' : '<a href="' + address + '">' + i + '</a>';
  }
  document.getElementById(id).innerHTML = html;
}
