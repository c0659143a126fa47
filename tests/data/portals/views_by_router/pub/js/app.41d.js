axios.defaults.baseURL = "/pub-api";
axios.interceptors.response.use(function (response) { return response.data; });
Vue.prototype.$api = axios;
Vue.use(VueRouter);
var Front = { template: "<div><router-link v-for='one in columns' :key='one.sign' :to=\"'/cols/' + one.sign\">{{ one.words }}</router-link></div>",
  data: function () { return { columns: [{ sign: "zn", words: "公开指南" }, { sign: "fg", words: "规章文件" }, { sign: "ndbg", words: "年度报告" }] }; } };
var Rows = { template: "<table><tr v-for='(one, at) in rows'><td><router-link :to=\"{ name: 'one', params: { sign: one.sign } }\">{{ one.words }}</router-link></td><td>{{ one.day }}</td></tr></table>",
  data() { return { rows: [], sum: 0, form: { column: "", pageNo: 1, pageSize: 5 } }; },
  methods: { async load() { const got = await this.$api.get("/rows", { params: this.form }); this.rows = got.body.rows; this.sum = got.body.sum; } },
  created() { this.form.column = this.$route.params.sign; this.load(); } };
var One = { template: "<article><h2>{{ text.words }}</h2><div v-html='text.markup'></div></article>", data: () => ({ text: {} }),
  mounted() { this.$api.get("/rows/" + this.$route.params.sign).then(got => { this.text = got.body; }); } };
var Ask = { template: "<form @submit.prevent='send'></form>", methods: { send() { this.$api.post("/ask/submit", this.form); } } };
var router = new VueRouter({ mode: "hash", routes: [
  { path: "/", component: Front }, { path: "/cols/:sign", component: Rows }, { path: "/one/:sign", name: "one", component: One }, { path: "/sq", component: Ask }, { path: "*", redirect: "/" } ] });
new Vue({ router: router, render: h => h("router-view") }).$mount("#app");
