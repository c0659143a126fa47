var siteInfo = {"siteGuid": "7eb5f7f1-9041-43ad-8e13", "projectName": "/EWB-FRONT"};
var Util = { getUrlParams: function (name) { var reg = new RegExp("(^|&)" + name + "=([^&]*)(&|$)", "i"); var r = window.location.search.substr(1).match(reg); return r ? decodeURIComponent(r[2]) : ""; },
  ajax: function (options) { options.type = "POST"; options.contentType = "application/json;charset=UTF-8"; options.data = JSON.stringify({ token: "", params: options.data }); options.url = siteInfo.projectName + options.url; return $.ajax(options); } };
