(function (w) {
  var me = document.currentScript, address = me.dataset.src;
  var config = eval("(" + me.getAttribute("blockConfig") + ")");
  w.blockLoader = { rows: 4, turn: function (n) { config.state = JSON.stringify({ page: n, rows: this.rows }); this.show(); },
    show: function () { $.ajax({ url: address, type: "GET", data: config, success: function (r) { $("#" + config.holder).html(r.body.markup); } }); } };
  w.blockLoader.show();
})(window);
