/* what all texts share */
var Site = {};
Site.files = function (id, box) {
  $.ajax({ url: "/site/attach/list", type: "GET", data: { textId: id }, dataType: "json", success: function (answer) {
    var files = answer.data.files;
    for (var i = 0; i < files.length; i++) {
      document.getElementById(box + "_" + i).href = "/site/file/get?fid=" + files[i].fid + "&sign=" + files[i].sign;
    }
  } });
};
Site.visits = function (id) { $.get("/site/visit", { textId: id }, function (n) { $("#visits").text(n); }); };
Site.zan = function (id) { $.post("/site/zan", { textId: id }); };
Site.remove = function (id) { $.get("/site/attach/delete", { textId: id }); };
function fetchFile(id, number) { window.open("/download/" + id + "/" + number + ".wps"); }
