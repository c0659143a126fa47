var entries = [
  {name: "政府信息公开指南", url: "zn/"},
  {name: "政府信息公开年报", url: "nb/", under: [{name: "县政府", url: "nb/xzf/"}, {name: "部门", url: "nb/bm/"}]},
  {name: "依申请公开", url: "ysq/"}];
(function () {
  var from = "/gk/pt/", text = "<ul>";
  for (var i = 0; i < entries.length; i++) {
    text += '<li><a href="' + from + entries[i].url + '">' + entries[i].name + '</a>';
    if (entries[i].under) {
      text += "<ul>";
      for (var j = 0; j < entries[i].under.length; j++) { text += '<li><a href="' + from + entries[i].under[j].url + '">' + entries[i].under[j].name + '</a></li>'; }
      text += "</ul>";
    }
    text += "</li>";
  }
  document.getElementById("side").innerHTML = text + "</ul>";
})();
