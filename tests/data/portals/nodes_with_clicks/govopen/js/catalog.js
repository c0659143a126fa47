var setting = {data: {simpleData: {enable: true, idKey: 'id', pIdKey: 'pId', rootPId: 0}}, view: {showLine: false}};
var zNodes = [
  {id: 1, pId: 0, name: "政府信息公开", open: true},
  {id: 100, pId: 1, name: "政府信息公开指南", open: true, click: "showList('100')"},
  {id: 101, pId: 1, name: "政府信息公开规定", open: true, click: "showList('101')"},
  {id: 102, pId: 1, name: "机构职能", open: true, click: "showList('102')"},
  {id: 103, pId: 1, name: "法定主动公开内容", open: true},
  {id: 1031, pId: 103, name: "规划计划", open: true, click: "showList('1031')"},
  {id: 1032, pId: 103, name: "财政预决算", open: true, click: "showList('1032')"},
  {id: 104, pId: 1, name: "政府信息公开年报", open: true},
  {id: 1041, pId: 104, name: "县政府年报", open: true, click: "showList('1041')"},
  {id: 1042, pId: 104, name: "部门年报", open: true, click: "showList('1042')"},
  {id: 1043, pId: 104, name: "乡镇年报", open: true, click: "showList('1043')"}
];
function showList(id) {
  document.getElementById('listFrame').src = 'infoList.do?catalogId=' + id + '&pageNo=1';
}
$(document).ready(function () { $.fn.zTree.init($('#catalogTree'), setting, zNodes); });
