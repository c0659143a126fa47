
var api = axios.create({ baseURL: "/webapi" });
var Home = { template: '<div><div class="nav"><router-link to="/news">新闻动态</router-link><router-link to="/channel/12">政府信息公开</router-link><router-link to="/channel/88">便民服务</router-link></div></div>' };
var Channel = {
  template: '<div><div class="sub"><a v-for="c in children" @click="open(c)">{{c.name}}</a></div><ul><li v-for="a in list"><a @click="show(a)">{{a.title}}</a><span>{{a.time}}</span></li></ul><el-pagination @current-change="turn" :total="total"></el-pagination></div>',
  data: function () { return { children: [], list: [], total: 0, query: { channelId: this.$route.params.id, pageNum: 1, pageSize: 5 } }; },
  created: function () { var that = this; api.get("/channel/children", { params: { parentId: this.$route.params.id } }).then(function (res) { that.children = res.data.data; }); this.load(); },
  methods: {
    load: function () { var that = this; api.post("/article/getNewsList", this.query).then(function (res) { that.list = res.data.data.records; that.total = res.data.data.total; }); },
    turn: function (n) { this.query.pageNum = n; this.load(); },
    open: function (c) { this.$router.push({ path: "/channel/" + c.id }); },
    show: function (a) { this.$router.push({ path: "/article", query: { id: a.articleId } }); }
  }
};
var Article = { template: '<div><h1>{{a.title}}</h1><div v-html="a.content"></div></div>', data: function () { return { a: {} }; }, created: function () { var that = this; api.get("/article/detail", { params: { id: this.$route.query.id } }).then(function (res) { that.a = res.data.data; }); } };
var router = new VueRouter({ routes: [ { path: "/", component: Home }, { path: "/channel/:id", component: Channel }, { path: "/article", component: Article } ] });
new Vue({ el: "#app", router: router, template: "<router-view></router-view>" });
