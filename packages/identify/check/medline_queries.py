"""
Answers PubMed searches over MEDLINE XML by brute force with lxml; shares nothing with the TypeScript that it checks.

  python medline_queries.py PUBMED_FOLDER MESH_DESCRIPTORS_TSV QUERIES_TXT OUT_JSON

PUBMED_FOLDER holds the four files of FILES as .xml.gz; QUERIES_TXT one search a line, every term with its tag. Searches are read
from left to right. The answers are in ../fixtures/medline-queries.json, those of more than 140 records left out.
"""
import gzip, json, re, sys, unicodedata, glob
from lxml import etree
FILES=['medline16n0902','pubmed21n1000','pubmed21n1002','pubmed21n1004']
def fold(s):
    s=unicodedata.normalize('NFKD',s).lower()
    return ''.join(c for c in s if not unicodedata.combining(c))
def toks(s): return re.findall(r'[^\W_]+',fold(s))
def txt(e): return ''.join(e.itertext())
recs=[]
for f in FILES:
    root=etree.fromstring(gzip.open(f'{sys.argv[1]}/{f}.xml.gz').read())
    for c in root.iter('MedlineCitation'):
        art=c.find('Article'); par=c.getparent()
        r={'pmid':c.findtext('PMID')}
        r['ti']=[toks(txt(e)) for e in art.findall('ArticleTitle')]
        r['ab']=[toks(txt(e)) for e in art.findall('Abstract/AbstractText')]
        r['oab']=[toks(txt(e)) for e in c.findall('OtherAbstract/AbstractText')]
        r['kw']=[toks(txt(e)) for e in c.findall('KeywordList/Keyword')]
        r['mh']=[]
        for m in c.findall('MeshHeadingList/MeshHeading'):
            d=m.find('DescriptorName'); qs=[(q.get('UI'),q.get('MajorTopicYN')=='Y',q.text) for q in m.findall('QualifierName')]
            r['mh'].append((d.get('UI'),d.get('MajorTopicYN')=='Y',qs,d.text))
        r['pt']=[(e.get('UI'),e.text) for e in art.findall('PublicationTypeList/PublicationType')]
        r['la']=[e.text for e in art.findall('Language')]
        r['nm']=[toks(txt(e)) for e in c.findall('ChemicalList/Chemical/NameOfSubstance')]
        r['si']=[toks(b.findtext('DataBankName')+' '+a.text) for b in art.findall('DataBankList/DataBank') for a in b.findall('AccessionNumberList/AccessionNumber')]
        r['ref']={e.get('RefType') for e in c.findall('CommentsCorrectionsList/CommentsCorrections')}
        r['status']=c.get('Status')
        def day(e):
            if e is None: return None
            y=e.findtext('Year') ; m=e.findtext('Month'); d=e.findtext('Day')
            if y is None:
                t=e.findtext('MedlineDate'); y=re.match(r'\d{4}',t).group(); mm=re.match(r'\d{4} ([A-Z][a-z]{2})',t); m=mm.group(1) if mm else None; d=None
                dd=re.match(r'\d{4} [A-Z][a-z]{2} (\d+)',t); d=dd.group(1) if dd else None
            M={n:i+1 for i,n in enumerate('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split())}
            m=M.get(m) or (int(m) if m else 1)
            return int(y)*10000+m*100+(int(d) if d else 1)
        elec=art.get('PubModel','').startswith('Electronic')
        pd=day(art.find('Journal/JournalIssue/PubDate')); ad=[day(e) for e in art.findall('ArticleDate')]
        r['pdat']=[] if elec else [pd]; r['edatp']=ad+([pd] if elec else [])
        hist={h.get('PubStatus'):day(h) for h in (par.findall('PubmedData/History/PubMedPubDate') if par.tag=='PubmedArticle' else [])}
        cr=day(c.find('DateCreated'))
        r['edat']=[hist.get('pubmed') or hist.get('entrez') or cr]
        r['crdt']=[hist.get('entrez') or cr]
        r['mhda']=[hist['medline']] if 'medline' in hist else []
        r['lr']=[x for x in [day(c.find('DateRevised'))] if x]
        r['dcom']=[x for x in [day(c.find('DateCompleted'))] if x]
        r['au']=[]
        for a in art.findall('AuthorList/Author'):
            if a.get('ValidYN')=='N': continue
            if a.findtext('LastName'): r['au'].append(toks(a.findtext('LastName')+' '+(a.findtext('Initials') or '')+' '+(a.findtext('Suffix') or '')))
            elif a.findtext('CollectiveName'): r['au'].append(toks(txt(a.find('CollectiveName'))))
        r['ad']=[toks(txt(e)) for e in art.findall('.//Affiliation')]
        ji=c.find('MedlineJournalInfo')
        r['ta']=[toks(x) for x in [art.findtext('Journal/Title'),art.findtext('Journal/ISOAbbreviation'),ji.findtext('MedlineTA')] if x]
        r['vi']=art.findtext('Journal/JournalIssue/Volume'); r['ip']=art.findtext('Journal/JournalIssue/Issue')
        recs.append(r)
print(len(recs),len({r['pmid'] for r in recs}),file=sys.stderr)
mesh={}; tree={}; byname={}
for l in list(open(sys.argv[2],encoding='utf8'))[1:]:
    p=l.rstrip('\n').split('\t'); mesh[p[0]]=p; byname[' '.join(toks(p[1]))]=p[0]
    for t in p[2].split('|'):
        if t: tree[t]=p[0]
for l in mesh.values():
    for t in l[3].split('|'):
        if t: byname.setdefault(' '.join(toks(t)),l[0])
def explode(ui):
    out={ui}
    for t in mesh[ui][2].split('|'):
        if t: out|={u for n,u in tree.items() if n==t or n.startswith(t+'.')}
    return out
FAM={'therapeutic use':['administration & dosage','adverse effects','poisoning'],'therapy':['diet therapy','drug therapy','nursing','prevention & control','radiotherapy','rehabilitation','surgery','transplantation'],'diagnosis':['pathology','radiography','radionuclide imaging','ultrasonography','diagnostic imaging']}
def pat(w): return re.compile('^'+'.*'.join(re.escape(x) for x in w.split('*'))+'$',re.S)
def words(s):
    s=fold(s); return re.findall(r'[^\W_*]*\*?[^\W_]*(?:\*[^\W_]*)*',s)
def qtoks(s): return [w for w in re.findall(r'(?:[^\W_]|\*)+',fold(s)) if w.strip('*')]
def phrase(els,ws):
    ps=[pat(w) for w in ws]
    for e in els:
        for i in range(len(e)-len(ps)+1):
            if all(p.match(e[i+k]) for k,p in enumerate(ps)): return True
    return False
import itertools
def near(els,ws,n):
    ps=[pat(w) for w in ws]
    for e in els:
        pos=[[i for i,t in enumerate(e) if p.match(t)] for p in ps]
        if any(not p for p in pos): continue
        for combo in itertools.product(*pos):
            if len(set(combo))==len(combo) and max(combo)-min(combo)+1-len(combo)<=n: return True
    return False
def els(r,f):
    if f=='ti': return r['ti']
    if f=='ab': return r['ab']
    if f=='tiab': return r['ti']+r['ab']+r['oab']+r['kw']
    if f=='ot': return r['kw']
    if f=='tw': return r['ti']+r['ab']+r['oab']+r['kw']+[toks(m[3]) for m in r['mh']]+[toks(q[2]) for m in r['mh'] for q in m[2]]+[toks(t[1]) for t in r['pt']]+r['nm']+r['si']
    if f=='ad': return r['ad']
    if f=='si': return r['si']
def rng(s,lo):
    p=[int(x) for x in s.strip().strip('"').split('/')]
    return p[0]*10000+(p[1] if len(p)>1 else (1 if lo else 12))*100+(p[2] if len(p)>2 else (1 if lo else 31))
def term(t,tag):
    t=t.strip(); q=t.startswith('"'); raw=t.strip('"'); tag=tag.lower(); 
    m=re.match(r'(ti|ab|tiab):~(\d+)$',tag)
    if m:
        ws=qtoks(raw); n=int(m.group(2)); return lambda r:near(els(r,m.group(1)),ws,n)
    if tag in('ti','ab','tiab','ot','tw','ad','si'):
        ws=qtoks(raw); return lambda r:phrase(els(r,tag),ws)
    if tag in('mh','mh:noexp','majr','majr:noexp'):
        name,_,sub=raw.partition('/'); ui=byname[' '.join(toks(name))]
        uis=explode(ui) if 'noexp' not in tag else {ui}
        subs=None
        if sub: subs={sub}|(set(FAM.get(sub,[])) if 'noexp' not in tag else set())
        def f(r):
            for u,mj,qs,_ in r['mh']:
                if u not in uis: continue
                if 'majr' in tag:
                    if subs is None:
                        if mj or any(q[1] for q in qs): return True
                    elif any(q[2] in subs and (q[1] or mj) for q in qs): return True
                elif subs is None or any(q[2] in subs for q in qs): return True
            return False
        return f
    if tag in('sh','sh:noexp'):
        subs={raw}|(set(FAM.get(raw,[])) if tag=='sh' else set())
        return lambda r:any(q[2] in subs for m in r['mh'] for q in m[2])
    if tag=='pt':
        ui=byname.get(' '.join(toks(raw))); uis=explode(ui) if ui else set()
        return lambda r:any(u in uis or toks(n)==toks(raw) for u,n in r['pt'])
    if tag=='la':
        code={'english':'eng','french':'fre','german':'ger','spanish':'spa','chinese':'chi','japanese':'jpn'}.get(raw.lower(),raw.lower())
        return lambda r:code in r['la']
    if tag=='nm': return lambda r:toks(raw) in r['nm']
    if tag in('dp','ppdat','epdat','edat','crdt','mhda','lr','dcom'):
        a,_,b=raw.partition(':'); b=b or a; lo,hi=rng(a,True),rng(b,False)
        key={'dp':['pdat','edatp'],'ppdat':['pdat'],'epdat':['edatp']}.get(tag,[tag])
        return lambda r:any(lo<=d<=hi for k in key for d in r[k])
    if tag=='au':
        ws=toks(raw)
        def f(r):
            for a in r['au']:
                if q:
                    if a==ws: return True
                elif len(ws)>1:
                    if a[:len(ws)-1]==ws[:-1] and len(a)>=len(ws) and a[len(ws)-1].startswith(ws[-1]): return True
                elif a[:1]==ws: return True
            return False
        return f
    if tag=='ta': return lambda r:toks(raw) in r['ta']
    if tag=='vi': return lambda r:r['vi']==raw
    if tag=='pmid': return lambda r:r['pmid'] in re.split(r'[, ]+',raw)
    if tag=='sb':
        st={'medline':'MEDLINE','pubmednotmedline':'PubMed-not-MEDLINE','publisher':'Publisher','inprocess':'In-Process'}[raw]
        return lambda r:r['status']==st or (raw=='inprocess' and r['status']=='In-Data-Review')
    if tag=='filter':
        if raw=='hasabstract': return lambda r:bool(r['ab'])
        k={'hascommenton':'CommentOn','hascommentin':'CommentIn','haserratumin':'ErratumIn','haserratumfor':'ErratumFor'}.get(raw)
        if k: return lambda r:k in r['ref']
        if raw=='humans': return term('humans','mh')
    raise KeyError(tag)
TOK=re.compile(r'\s*(?:(\()|(\))|(AND|OR|NOT)\b|((?:"[^"]*"|[^\[\]()"])+?)\[([^\]]+)\])')
def parse(q):
    pos=0; toks_=[]
    while pos<len(q):
        if q[pos:].strip()=='' : break
        m=TOK.match(q,pos); assert m,(q,pos); toks_.append(m); pos=m.end()
    i=0
    def expr():
        nonlocal i
        l=atom()
        while i<len(toks_) and toks_[i].group(3):
            op=toks_[i].group(3); i+=1; rr=atom(); a=l
            l=(lambda a,rr:lambda r:a(r) and rr(r))(a,rr) if op=='AND' else (lambda a,rr:lambda r:a(r) or rr(r))(a,rr) if op=='OR' else (lambda a,rr:lambda r:a(r) and not rr(r))(a,rr)
        return l
    def atom():
        nonlocal i
        t=toks_[i]; i+=1
        if t.group(1):
            e=expr(); assert toks_[i].group(2); i+=1; return e
        return term(t.group(4),t.group(5))
    e=expr(); assert i==len(toks_); return e
qs=[l.strip() for l in open(sys.argv[3]) if l.strip()]
out={}
for q in qs:
    f=parse(q); out[q]=sorted({r['pmid'] for r in recs if f(r)},key=int)
json.dump(out,open(sys.argv[4],'w'),indent=0)
for q in qs: print(len(out[q]),q)
