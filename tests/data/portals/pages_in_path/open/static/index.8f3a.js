
var List = { template: '<div><ul class="side"><li v-for="m in menus" :key="m.id"><router-link :to="\'/list/\' + m.id">{{ m.title }}</router-link></li></ul><ul><li v-for="item in rows" :key="item.id"><a :href="\'/open/detail.html?id=\' + item.id" target="_blank">{{ item.title }}</a></li></ul><el-pagination layout="prev, pager, next" :page-size="size" :total="total" @current-change="handleCurrentChange"></el-pagination></div>',
  data: function () { return { menus: [{ id: 31, title: "公开指南" }, { id: 32, title: "公开制度" }, { id: 36, title: "政府信息公开年报" }, { id: 38, title: "人事信息" }], rows: [], total: 0, page: 1, size: 6 }; },
  watch: { $route: function () { this.page = 1; this.fetchData(); } },
  mounted: function () { this.fetchData(); },
  methods: {
    fetchData: function () { var self = this; axios.get("/prod-api/open/article/list/" + this.$route.params.id + "/" + this.page + "/" + this.size).then(function (r) { self.rows = r.data.data.list; self.total = r.data.data.total; }); },
    handleCurrentChange: function (val) { this.page = val; this.fetchData(); }
  } };
var router = new VueRouter({ routes: [{ path: "/", redirect: "/list/31" }, { path: "/list/:id", component: List }] });
new Vue({ router: router }).$mount("#app");
