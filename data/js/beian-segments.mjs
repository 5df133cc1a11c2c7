// Generated from data/ by python -m tools.build: do not edit. CC0-1.0. What it does: beian-segments.d.mts.
export const DATA_VERSION="2026-11-28";
const e=11;
const y=["13","14","15","16","17","18","19"];
const J=[3,7];
const K={white_space:"0009-000D 0020 0085 00A0 1680 2000-200A 2028 2029 202F 205F 3000",dashes:"002D 2010-2015 2212 FE58 FE63 FF0D",dots:"002E 00B7 FF0E 30FB",brackets:"0028 0029 005B 005D 007B 007D FF08 FF09 FF3B FF3D FF5B FF5D 3010 3011",invisible:"00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 20E3 3164 FE00-FE0F FEFF FFA0 FFF0-FFF8"};
const C="130 131 132 133 134 135 136 137 138 139 146 147 150 151 152 153 155 156 157 158 159 162 165 166 167 170 171 172 173 175 176 177 178 180 181 182 183 184 185 186 187 188 189 191 193 195 196 198 199".split(" ");
const L=new Map(Object.entries({"":"130 131 132 135 136 137 138 139 150 151 152 155 156 157 158 159 166 173 175 176 177 178 180 181 182 183 184 185 186 187 188 189 191 193 195 196 198 199","carrier-label-differs":"133 134 153","carrier-label-differs extrapolated":"1340 1341 1342 1343 1344 1345 1346 1347 1348","carrier-label-differs satellite extrapolated":"1349 13492 13493 13499","unallocated low-confidence":"140",iot:"141 146 148","iot extrapolated":"1410 1440 1441",unallocated:"142 143 154 160 161 163 164 168 169 179 194","iot low-confidence":"144","data-card":"145 147 149",extrapolated:"1610","satellite extrapolated":"1619 1740 17400 17401 17402 17403 17404 17405 17406 17407 17408 17409 1741 17410 17411 17412 1749",mvno:"162 165 167 170 171","carrier-label-differs mvno extrapolated":"1700 1701 1702 1703 1705 1706","mvno extrapolated":"1704 1707 1708 1709","low-confidence":"172",satellite:"174","wide-use":"190 192 197"}).flatMap(([caveats,prefixes])=>
prefixes.split(" ").map((prefix)=>[prefix,caveats?caveats.split(" "):[]])));
const U={"190":{in_use:"2025-02",blocks:7486},"192":{in_use:"2025-02",blocks:9388},"197":{in_use:"2025-02",blocks:4778}};
const V={empty:{zh:["请输入手机号码。"],en:["Enter a mobile number."]},"not-a-number":{zh:["这不是手机号码：含有手机号码以外的字符，或写法有误。请只填写 11 位手机号码。"],en:["This is not a phone number: it has a character, or an order of characters, that no number has. Enter the 11 digits of a mobile number only."]},"not-mainland":{zh:["这不是中国大陆的号码。备案短信核验需要中国大陆的手机号码。"],en:["This is not a mainland China number. SMS verification of a filing takes a mainland mobile number."]},"not-mobile":{zh:["这不是手机号码。请填写 13 至 19 开头的 11 位手机号码。"],en:["This is not a mobile number. Enter the 11 digits of a mobile number, which begins with 13 to 19."]},"too-short":{zh:["号码位数不足：手机号码为 11 位数字。"],en:["Too few digits: a mobile number has 11."]},"too-long":{zh:["号码位数过多：手机号码为 11 位数字，请去掉分机号、IP 拨号前缀等多余的数字。"],en:["Too many digits: a mobile number has 11. Leave out extensions and dial codes."]},"segment-not-listed":{zh:["号段 {segment} 不在腾讯云公布的号段表内，但该表早于这一号段的普及（截至 {in_use} 已启用 {blocks} 个万号段），不能据此断定收不到备案核验短信。请先向运营商确认，或换用表内号段的手机号码。","号段 {segment} 不在腾讯云公布的号段表内，可能收不到备案核验短信。请换用表内号段的手机号码，或先向运营商确认。"],en:["Segment {segment} is not covered by the published list of segments that receive the filing SMS, but that list is older than its wide use ({blocks} of its 10,000 blocks by {in_use}), so this proves little. Ask the carrier first, or use a number of a listed segment.","Segment {segment} is not covered by the published list of segments that receive the filing SMS, so the code may not arrive. Use a number of a listed segment, or ask the carrier first."]},supported:{zh:["号段 {segment} 在腾讯云公布的可接收备案核验短信的号段表内。"],en:["Segment {segment} is covered by the published list of segments that receive the filing SMS."]}};
const W={masked:{zh:"号码中有几位被星号等符号遮住了，请填写完整的 11 位手机号码。",en:"Some digits of the number are masked. Enter the whole number."},scientific:{zh:"表格软件把号码改成了科学计数法，部分数字可能已丢失。请将该列设为“文本”格式后重新填写或导出。",en:"A spreadsheet changed the number to scientific notation, and digits may be lost. Format the column as text, then enter or export it again."},decimal:{zh:"号码被表格或程序当成了带小数的数值。请填写不带小数点的 11 位手机号码；表格中请将该列设为“文本”格式。",en:"A spreadsheet or program read the number as one with decimals. Enter the 11 digits without a decimal point; in a spreadsheet, format the column as text."},thousands:{zh:"表格软件在号码中加了千位分隔符。请填写不带逗号的 11 位手机号码；表格中请将该列设为“文本”格式。",en:"A spreadsheet put thousands separators into the number. Enter the 11 digits without commas; in a spreadsheet, format the column as text."},"ip-address":{zh:"这是 IP 地址，不是手机号码。请填写 11 位手机号码。",en:"This is an IP address, not a phone number. Enter the 11 digits of a mobile number."},"text-guard":{zh:"号码外面有表格导出时加上的引号或等号，请去掉后只填写 11 位手机号码。",en:"A quotation mark or equals sign of a spreadsheet export stands around the number. Remove it and enter the 11 digits only."},extension:{zh:"手机号码后面带有分机号，请去掉分机号，只填写 11 位手机号码。",en:"An extension follows the number. Enter the 11 digits of the mobile number without it."},"several-numbers":{zh:"这里有不止一个手机号码，每栏请只填写一个。",en:"There is more than one mobile number here. Enter one number a field."},"foreign-grouping":{zh:"号码的分组和括号是其他国家或地区号码的写法。备案短信核验需要中国大陆的手机号码，请直接填写 11 位数字。",en:"The number is grouped as one of another country. SMS verification of a filing takes a mainland mobile number; enter its 11 digits without brackets or dots."},"text-around":{zh:"手机号码前后有其他文字或符号，请只填写 11 位手机号码。",en:"There are other characters around the number. Enter the 11 digits of the mobile number alone."}};
const o=(...kinds)=>
kinds.map((kind)=>K[kind].replace(/[0-9A-F]+/g,"\\u{$&}").replace(/ /g,"")).join("");
const l=o(...Object.keys(K));
const X=o("white_space","invisible");
const M=o("white_space");
const c=`[${l}]*`;
const j=(pattern,flags="u")=>new RegExp(pattern,flags);
const h=(pattern,flags)=>j(`^(?:${pattern})$`,flags);
const B=h(`[${l}]`);
const Y=h(`[${X}]`);
const q=`${c}(?:tel:${c})?`;
const Z=`(?:\\+${c}|00?${c})?`;
const N=`${q}(?:${Z}86${c})?(?:0${c})?`;
const a0=`(1[${l}0-9]*)`;
const b3=h(N+a0,"iu");
const O=j(`^${q}(\\+|00)?`,"iu");
const a1=h(`[${l}0-9]*`);
const b4=h(`${c}(?:t|te|tel)|${q}(?:${Z}8|(?:\\+|00)${c})`,"iu");
const b5=h(`${N}${a0}?`,"iu");
const b6=h(`[${o(...["white_space","dashes","invisible"])}]*`);
const a2=j(`[${o(...["dots"])}]`);
const a3=(text,characters)=>
text.replace(characters,(wide)=>String.fromCharCode(wide.charCodeAt(0)-0xfee0));
const a4=(text)=>a3(text,/[！-＠［-｀｛-～]/g);
const t=(text)=>text.replace(/[^0-9]/g,"");
const D=(digits)=>digits.length===e&&y.includes(digits.slice(0,2))&&/^[0-9]*$/.test(digits);
function a5(number){
const gaps=number.slice(1).split(/[0-9]/);
const dotted=a2.test(gaps[J[0]-1]);
return gaps.slice(0,e-1).every((gap,at)=>{
if(!J.includes(at+1))return b6.test(gap);
return a2.test(gap)?dotted:!dotted||at+1===gaps.length;
});
}
function m(raw){
const text=a4(raw);
const found=b3.exec(text);
if(found){
const number=t(found[1]);
if(D(number)&&a5(found[1]))return{refusal:null,number};
}
return{refusal:E(text),number:null};
}
function E(text){
const[start,sign]=O.exec(text);
const rest=k(text.slice(start.length),B);
if(!a1.test(rest))return"not-a-number";
const digits=t(rest);
if(!digits&&sign!=="00")return k(text,Y)?"not-a-number":"empty";
if(sign){
if(rest.startsWith("86"))return a6(digits.slice(2));
if(digits[0]==="0")return sign==="+"?"not-a-number":"not-mobile";
if(digits.startsWith("86"))return"not-a-number";
return"86".startsWith(digits)?"too-short":"not-mainland";
}
const bare=j(`^0?${c}86`).test(rest)&&/^(0?86)(?=0?1)/.exec(digits);
return a6(bare?digits.slice(bare[1].length):digits);
}
function a6(withTrunk){
const digits=withTrunk.replace(/^0/,"");
if(!digits)return"too-short";
if(digits[0]!=="1")return"not-mobile";
if(digits.length>1&&digits.length<=e&&!y.includes(digits.slice(0,2)))return"not-mobile";
if(digits.length!==e)return digits.length<e?"too-short":"too-long";
return"not-a-number";
}
function k(text,ofClass,atStart=true){
let start=0;
let end=text.length;
while(end>start&&ofClass.test(text[end-1]))end-=1;
while(atStart&&start<end&&ofClass.test(text[start]))start+=1;
return text.slice(start,end);
}
const b7=100000;
const P=(text,at)=>/\p{Nd}$/u.test(text.slice(Math.max(at-2,0),at));
const a7=(text,at)=>/^\p{Nd}/u.test(text.slice(at,at+2));
function G(){
const BREAKS="\\n\\v\\f\\r\\x85\\u2028\\u2029";
const blanks=`[${X}]*`;
const dashes=o("dashes");
const joins=o("dashes","dots","invisible")+"_";
const inLine=`(?:(?![${BREAKS}])[${l}])`;
const line=`${inLine}*`;
const gap=`${inLine}+`;
const alone="(?!\\p{Nd})";
const second=`[${y.map((lead) => lead[1]).join("")}]`;
const block=`1${second}\\d`;
const thousands=`(?:\\d{2}|8,\\d{3})(?:,\\d{3}){3}`;
const scientific=`(?:\\d\\.\\d{10}[eE]\\+?10|\\d\\.\\d{12}[eE]\\+?12)`;
const country=`(?:(?:\\+${line}|00${line}|0${line}|)86${line}|)`;
const home=`\\+${line}86${line}`;
const numberOf=(between)=>`1${between}${second}${between}\\d(?:${between}\\d){${e - 3}}`;
const tight=`[${o("dashes", "brackets", "dots", "invisible")}]*`;
const few=`${inLine}{0,3}\\d`;
const abroad=`(?:${few}){0,7}(?:(?![${M}]+${block}\\d{8}${alone})${few}){0,7}`;
const words="转(?:接|分机)?|轉|分机号?|分機號?|内线|;?ext(?:ension|n)?\\.?=?|x|#|,";
const extension=
`(?:${blanks}(?:[${dashes}]{1,2}|(?:${words})[:：]?)${blanks}\\d{1,6}${alone}(?![${joins}:：]+\\p{Nd})(?![一-\u9fff])`+
`|${blanks}\\(${blanks}(?:${words})[:：]?${blanks}\\d{1,6}${blanks}\\))`;
const octet="(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
const set=(characters)=>h(`[${characters}]`);
return{
island:j(`[+0-9](?:[${l},]*[+0-9]){${e - 1}}[${l},+0-9]*(?:[eE]\\+?\\d{1,2}${alone})?`,"gu"),
part:/[^,]{11,}/gu,
line:j(`[^${BREAKS}]{11,}`,"gu"),
spreadsheet:j(`${thousands}(?!,?\\p{Nd})|${scientific}`,"gu"),
candidate:j(
`(?<foreign>\\+${line}(?!86)\\d${abroad}|(?<!\\p{Nd})00(?!86)[1-9]${abroad})`+
`|(?<!\\p{Nd})(?:(?<!\\p{Nd},)(?<thousands>${thousands}(?:\\.0+)?(?!,?\\p{Nd}))|(?<scientific>${scientific}${alone})`+
`|${country}(?:0${line}|)${block}\\d{8}${alone}`+
`|(?:${home}|${country}(?<!\\p{Nd})|)(?:0${gap}|)${block}${gap}\\d{4}${gap}\\d{4}${alone}`+
`|${country}(?:0|)${numberOf(tight)}${alone}`+
`|${home}(?:0${line}|)${numberOf(line)}${alone})`,"gu"),
zeros:j(`\\.0+${alone}`,"uy"),
joined:j(`[${joins}]+(?=\\p{Nd})`,"uy"),
extension:j(extension,"iuy"),
withExtension:j(`^[^]*?\\d(?=${extension}${blanks}$)`,"iu"),
ofSpreadsheet:h(
`(?<scientific>\\+?\\d{1,3}(?:[.,]\\d*)?[eE][+-]?\\d{1,2})|(?<decimal>\\+?\\d+\\.\\d+)`+
`|(?<thousands>\\+?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?)|(?<ip>${octet}(?:\\.${octet}){3})`),
masked:h(`${N}((?:[0-9*•●x]${c}){${e}})`,"iu"),
abroad:h(`\\d[${l}]+\\d{3}[${l}]+\\d{3}[${l}]+\\d{4}`),
joins:set(joins),
ignored:set(`${l},`),
white:set(M),
before:set(`${joins}'"=`),
after:set(`${joins}${M},;xXeE#转轉分内('`),
};
}
function b8(){
try{
return G();
}catch{
return null;
}
}
let b;
function b9(raw,verdict){
if(raw.length<3||raw.length>b7||verdict==="empty"||/^[0-9]*$/.test(raw))return null;
const text=a3(raw,/[！-～]/g).replace(/[‘’]/g,"'");
if(!/[0-9*•●xX]/.test(text))return null;
if(b===undefined)b=b8();
if(!b)return null;
const bare=k(text,Y);
const isWhole=text.length>=e&&verdict!=="too-short";
const masked=isWhole&&b.masked.exec(text);
if(masked&&masked[1].replace(/[^*•●x]/gi,"").length>=3)return"masked";
const broken=b.ofSpreadsheet.exec(bare);
if(broken){
const name=Object.keys(broken.groups).find((each)=>broken.groups[each]);
return name==="ip"?"ip-address":name;
}
if(!isWhole||t(text).length<e)return null;
const guarded=/^(?:="([^"]*)"|['=]([^\n]*))$/.exec(bare);
if(guarded&&H(guarded[1]||guarded[2]||""))return"text-guard";
const extended=b.withExtension.exec(text);
if(extended&&H(extended[0]))return"extension";
const found=c0(text);
if(found>1)return"several-numbers";
const digits=t(text);
const wouldBe=D(digits)&&a1.test(text)&&b.abroad.test(k(text,B));
return wouldBe?"foreign-grouping":found?"text-around":null;
}
const H=(text)=>m(text).refusal===null;
function c0(text){
const all=c1(text);
let next=all.next().value;
let count=0;
let joined=0;
let last=0;
while(next&&count<2){
let{start,end,damage}=next;
next=all.next().value;
if(!b.after.test(text[end])&&!b.before.test(text[start-1])){
count+=1;
last=end;
continue;
}
const isApart=()=>{
const before=c4(text,start);
if(start<last||(before!==null&&before!==last))return false;
if(before===null)joined=0;
return true;
};
if(!isApart()){
start=c5(text,start,end);
if(!isApart()){
joined=0;
continue;
}
}
if(!damage)end=c6(text,start,end,next?next.start:text.length);
joined+=1;
last=end;
if(!Q(b.joined,text,end)){
count+=joined;
joined=0;
}
}
return count;
}
function Q(sticky,text,at){
sticky.lastIndex=at;
return sticky.exec(text);
}
function z(global,text,start,end){
global.lastIndex=start;
return text.slice(0,end).matchAll(global);
}
function*c1(text){
for(const island of z(b.island,text,0,text.length)){
const from=island.index;
const isPlain=D(k(island[0],b.ignored,false));
const inIsland=isPlain?[{start:from,end:from+e}]:c2(text,from,from+island[0].length);
for(const found of inIsland){
let{start,end}=found;
if(P(text,start)||a7(text,end))continue;
if(/[*•●]{3}$/.test(text.slice(Math.max(start-3,0),start))||/^[*•●xX]{3}/.test(text.slice(end,end+3)))continue;
if(start===from&&start&&!found.damage)start=c3(text,start);
if(/[([{【]/.test(text[start-1])){
const writing=text.slice(start,end);
if(writing.split(/[)\]}】]/).length>writing.split(/[([{【]/).length)start-=1;
}
yield{start,end,damage:found.damage};
}
}
}
function*c2(text,start,end){
if(!z(b.spreadsheet,text,start,end).next().done){
yield*a9(text,start,end);
return;
}
for(const part of z(b.part,text,start,end)){
const partEnd=part.index+part[0].length;
const found=a8(text,part.index,partEnd);
if(found){
yield found;
continue;
}
for(const line of z(b.line,text,part.index,partEnd)){
const lineEnd=line.index+line[0].length;
const inLine=line[0].length===part[0].length?null:a8(text,line.index,lineEnd);
if(inLine)yield inLine;
else yield*a9(text,line.index,lineEnd);
}
}
}
function a8(text,start,end){
const writing=k(text.slice(start,end),B,false);
const stripped=k(writing,B);
const count=t(stripped).length;
if(count<e||count>e+5||!H(stripped))return null;
return{start:start+writing.length-stripped.length,end:start+writing.length};
}
function*a9(text,from,to){
for(const found of z(b.candidate,text,from,to)){
const{foreign,thousands,scientific}=found.groups;
const damage=Boolean(thousands||scientific);
const isOne=damage?D(t(found[0]).replace(/^86/,"").slice(0,e)):!foreign&&H(found[0]);
if(isOne)yield{start:found.index,end:found.index+found[0].length,damage};
}
}
function c3(text,start){
let place=start;
while(place&&B.test(text[place-1]))place-=1;
const scheme=place-4;
return scheme>=0&&/^tel:$/i.test(text.slice(scheme,place))&&!P(text,scheme)?scheme:start;
}
function c4(text,start){
if(!a7(text,start))return null;
let end=start;
while(end&&b.joins.test(text[end-1]))end-=1;
return end&&end<start&&P(text,end)?end:null;
}
function c5(text,start,end){
let place=end;
for(let count=0;count<e&&place>start;)if(/[0-9]/.test(text[(place-=1)]))count+=1;
return start<place&&b.white.test(text[place-1])?place:start;
}
function c6(text,start,end,limit){
const zeros=/^\+*[0-9]+$/.test(text.slice(start,end))&&Q(b.zeros,text,end);
if(zeros)return end+zeros[0].length;
const extension=b.after.test(text[end])&&Q(b.extension,text,end);
if(extension){
const after=end+extension[0].length;
const isField=k(extension[0],b.white)[0]===","&&(text[start-1]===","||text[after]===",");
if(after<=limit&&!isField)return after;
}
const isGuarded=text.slice(start-2,start)==='="'&&text[end]==='"'&&start>1;
return isGuarded&&(start===2||b.white.test(text[start-3])||/[,;|；"]/.test(text[start-3]))?end+1:end;
}
const I=(prefixes,digits)=>prefixes.some((prefix)=>prefix.startsWith(digits)||digits.startsWith(prefix));
const R=(digits)=>C.some((prefix)=>digits.startsWith(prefix));
const b0=(digits)=>
R(digits)||
(I(C,digits)&&
[..."0123456789"].map((digit)=>digits+digit).filter((longer)=>I(y,longer)).every(b0));
function b1(digits){
for(let end=digits.length;end;end-=1)if(L.has(digits.slice(0,end)))return digits.slice(0,end);
return null;
}
function T(text){
if(typeof text!=="string")throw new TypeError(`a number must be a string, not ${text === null ? "null" : typeof text}`);
return text;
}
function b2(tag){
const language=String(tag).split(/[-_.@]/)[0].toLowerCase();
if(language!=="zh"&&language!=="en")throw new RangeError("lang: unknown language; known languages are zh, en");
return language;
}
function c7(verdict,fields,language){
const known=(each)=>[...each.matchAll(/{(\w+)}/g)].every(([,name])=>name in fields);
return V[verdict][language].find(known).replace(/{(\w+)}/g,(_,name)=>fields[name]);
}
export function checkSegment(text){
const{refusal,number}=m(T(text));
const segment=number&&b1(number);
const verdict=refusal||(R(number)?"supported":"segment-not-listed");
const damage=refusal&&b9(text,refusal);
const caveats=segment?[...L.get(segment)]:[];
const fields=number?{segment:segment||number.slice(0,3),...U[number.slice(0,3)]}:{};
return{
verdict,
number,
segment,
damage,
caveats,
message(lang="zh"){
return damage?W[damage][b2(lang)]:c7(verdict,fields,b2(lang));
},
};
}
export function isSupportedSegment(text){
const{number}=m(T(text));
return number!==null&&R(number);
}
export function matchPrefix(text){
const typed=a4(T(text));
const found=b4.test(typed)?[]:b5.exec(typed);
const number=(found&&found[1])||"";
const digits=t(number);
if(!found||digits.length>e||!I(y,digits)||!a5(number)){
return{status:"invalid",segment:null};
}
const status=b0(digits)?"supported":I(C,digits)?"possible":"not-listed";
return{status,segment:b1(digits)};
}
