/* the tree is drawn by the library */
function MzTreeView(n){this.name=n;this.nodes={};this.icons={};}
