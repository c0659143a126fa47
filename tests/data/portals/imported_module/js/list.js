import { rows, folder } from './data/nb.js';
const box = document.getElementById('rows');
box.innerHTML = rows.map(([id, title, day]) => `<li><a href="${folder}${id}.html">${title}</a><span>${day}</span></li>`).join('');
