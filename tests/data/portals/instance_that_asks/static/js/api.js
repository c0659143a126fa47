const service = axios.create({ baseURL: '/gateway/portal', timeout: 10000, headers: { 'X-Site': '58' } });
service.interceptors.request.use(function (config) { config.params = Object.assign({ siteId: 58 }, config.params); return config; });
service.interceptors.response.use(function (response) { return response.data; }, function (error) { return Promise.reject(error); });
const portal = { articles(query) { return service({ url: '/article/page', method: 'get', params: query }); } };
