// Counts from 1: the first page is index.htm, the second one index_2.htm.
function createPageHTML(place, total, current, name, suffix, rows) {
  var shown = "";
  for (var i = 1; i <= total; i++) {
    var url = i == 1 ? name + "." + suffix : name + "_" + i + "." + suffix;
    shown += i == current ? "<span>" + i + "</span>" : '<a href="' + url + '">' + i + "</a>";
  }
  document.getElementById(place).innerHTML = shown;
}
