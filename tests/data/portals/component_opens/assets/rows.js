new Vue({
  el: "#list",
  data: { lanmu: window.lanmu || {}, rows: [], sum: 0, asked: { page: 1, size: 4 } },
  mounted: function () { this.load(); },
  methods: {
    load: function () {
      var self = this;
      axios.post("/front/rows/query", { site: this.lanmu.site, code: this.lanmu.code, page: this.asked.page, size: this.asked.size })
        .then(function (answer) {
          if (answer.data.status === 200) { self.rows = answer.data.result.rows; self.sum = answer.data.result.total; }
        });
    },
    more: function () { this.asked.page = this.asked.page + 1; this.load(); },
    clear: function () { this.rows = []; this.lanmu = {}; },
    open: function (row) { window.open(row.outer ? row.outer : "/gk/text/" + row.key + ".html"); }
  }
});
