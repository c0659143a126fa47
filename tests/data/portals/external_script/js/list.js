function q(p){ $.ajax({type:"POST",url:"/info_open/search",data:{pageIndex:p,pageSize:20,siteId:siteId,channelIds:channelIds,searchType:1,order:"writeTime"},success:function(r){}}); }
q(1);