var group = GROUPS[$("#rows").attr("data-group")], joined = "";
for (var i in group) { joined = joined == "" ? group[i] : joined + "|" + group[i]; }
function fill(n) { $.getJSON(ROOT + "/rows?keys=" + joined + "&no=" + n, function (d) { $.each(d.items, function (i, x) { $("#rows").append("<li><a href='" + x.link + "'>" + x.caption + "</a></li>"); }); }); }
fill(1);
