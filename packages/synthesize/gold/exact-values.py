"""The values of r-imprecision.test.ts in 40-digit arithmetic: python3 exact-values.py (mpmath 1.3; about three minutes).

Nothing here is shared with the library: derivatives are central differences with a step of 1e-10, integrals mpmath's own.
"""
import json
import os
from mpmath import (atan, det, eigsy, erfinv, exp, findroot, fsum, hermite, linspace, log, loggamma, lu_solve, matrix, mp,
                    mpf, nstr, pi, polyroots, quad, sin, sqrt, taylor, factorial)

mp.dps = 40
folder = os.path.dirname(os.path.abspath(__file__))
studies = json.load(open(os.path.join(folder, "../fixtures/published/studies.json")))
tiny = mpf(10) ** -10


def show(name, value):
    print(name, nstr(value, 17))


def log_choose(n, k):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)


def derivatives(f, p):
    """Value, gradient and Hessian."""
    n, here = len(p), f(p)

    def at(*moves):
        q = list(p)
        for i, by in moves:
            q[i] += by
        return f(q)

    up, down = [at((i, tiny)) for i in range(n)], [at((i, -tiny)) for i in range(n)]
    g = matrix([(up[i] - down[i]) / (2 * tiny) for i in range(n)])
    h = matrix(n, n)
    for i in range(n):
        h[i, i] = (up[i] - 2 * here + down[i]) / tiny ** 2
        for j in range(i):
            corner = at((i, tiny), (j, tiny)) + at((i, -tiny), (j, -tiny))
            h[i, j] = h[j, i] = (corner - up[i] - up[j] - down[i] - down[j] + 2 * here) / (2 * tiny ** 2)
    return here, g, h


def climb(f, start):
    """Newton's maximum, the value there and the inverse information."""
    p = [mpf(x) for x in start]
    for _ in range(40):
        value, g, h = derivatives(f, p)
        step = lu_solve(-h, g)
        size = max(abs(x) for x in step)
        p = [x + s * min(1, mpf(1) / 2 / size if size > 0 else 1) for x, s in zip(p, step)]
        if size < mpf(10) ** -16:
            break
    value, g, h = derivatives(f, p)
    return p, value, (-h) ** -1


def cell(data, arm):
    x = mpf(data["events%d" % arm])
    if "time1" in data:
        t = mpf(data["time%d" % arm])
        return lambda e: (x * (log(t) + e) - t * exp(e) - loggamma(x + 1), x - t * exp(e), -t * exp(e))
    n = mpf(data["n%d" % arm])

    def binomial(e):
        p = 1 / (1 + exp(-e))
        return log_choose(n, x) + x * e - n * log(1 + exp(e)), x - n * p, -n * p * (1 - p)

    return binomial


def cells(name):
    return [(cell(row, 1), cell(row, 2)) for row in studies[name] if row["events1"] + row["events2"] > 0]


def mode(pair, offsets, z):
    """Mode of standard normal effects b in offsets + z b, log density there, and curvature."""
    q = len(z[0])
    b = matrix(q, 1)
    for _ in range(200):
        terms = [f(offsets[j] + sum(z[j][r] * b[r] for r in range(q))) for j, f in enumerate(pair)]
        g = matrix([sum(z[j][r] * terms[j][1] for j in (0, 1)) - b[r] for r in range(q)])
        h = matrix(q, q)
        for r in range(q):
            for s in range(q):
                h[r, s] = (r == s) - sum(z[j][r] * z[j][s] * terms[j][2] for j in (0, 1))
        step = lu_solve(h, g)
        size = max(abs(x) for x in step)
        b = b + step * min(1, 3 / size if size > 0 else 1)
        if size < mpf(10) ** (8 - mp.dps):
            break
    return b, sum(t[0] for t in terms) - sum(x * x for x in b) / 2, h


def laplace(pair, offsets, z):
    _, value, h = mode(pair, offsets, z)
    return value - log(det(h)) / 2


nodes = [x.real for x in polyroots(taylor(lambda x: hermite(7, x), 0, 7)[::-1], maxsteps=200, extraprec=200)]
weights = [2 ** 6 * factorial(7) * sqrt(pi) / (49 * hermite(6, x) ** 2) for x in nodes]


def quadrature(pair, offsets, z):
    """Adaptive Gauss-Hermite with seven nodes."""
    b, _, h = mode(pair, offsets, [[z[0]], [z[1]]])
    scale = 1 / sqrt(h[0])
    total = mpf(0)
    for x, w in zip(nodes, weights):
        u = b[0] + sqrt(2) * scale * x
        total += w * exp(x * x + sum(f(offsets[j] + z[j] * u)[0] for j, f in enumerate(pair)) - u * u / 2)
    return log(scale * total / sqrt(pi))


def wald_heterogeneity(effects, covariance):
    k = len(effects)
    c = matrix(k - 1, k)
    for i in range(k - 1):
        c[i, 0], c[i, i + 1] = -1, 1
    d = c * matrix(effects)
    return (d.T * (c * covariance * c.T) ** -1 * d)[0]


def random_intercepts(name, start):
    data = cells(name)
    f = lambda q: sum(laplace(c, [q[0] + q[1], q[0]], [[q[2], q[3] / 2], [q[2], -q[3] / 2]]) for c in data)
    p, value, covariance = climb(f, start)
    for what, x in (("estimate", p[1]), ("se", sqrt(covariance[1, 1])), ("tau2", p[3] ** 2), ("ll", value)):
        show("%s UM.RS/ML %s" % (name, what), x)


random_intercepts("bcg", (-4, -0.76, 1.4, 0.56))
random_intercepts("nielweise2008", (-5.5, -0.47, 0.6, 0.3))

hart = cells("hart1999")
p, value, covariance = climb(lambda q: sum(laplace(c, [q[0] + q[1], q[0]], [[q[2]], [q[2]]]) for c in hart), (-2.9, -1.03, 0.4))
show("hart1999 UM.RS/ML, tau2 = 0: estimate", p[1])
show("hart1999 UM.RS/ML, tau2 = 0: se", sqrt(covariance[1, 1]))
show("hart1999 UM.RS/ML, tau2 = 0: ll", value)
free = lambda q: sum(quadrature(c, [q[0] + q[2 + i], q[0]], [q[1], q[1]]) for i, c in enumerate(hart))
q, _, covariance = climb(free, [p[0], p[2]] + [p[1]] * len(hart))
show("hart1999 UM.RS/EE Wald heterogeneity", wald_heterogeneity(q[2:], covariance[2:, 2:]))

niel = cells("nielweise2008")
start = [mpf("-0.459"), mpf("0.309")] + [log(mpf(r["events1"] + r["events2"]) / (r["time1"] + r["time2"])) + mpf("0.2")
                                         for r in studies["nielweise2008"]]
fixed = lambda q: sum(quadrature(c, [q[2 + i] + q[0], q[2 + i]], [q[1] / 2, -q[1] / 2]) for i, c in enumerate(niel))
q, _, covariance = climb(fixed, start)
show("nielweise2008 UM.FS/ML estimate", q[0])
show("nielweise2008 UM.FS/ML se", sqrt(covariance[0, 0]))
show("nielweise2008 UM.FS/ML tau2", q[1] ** 2)


def conditional(name, start):
    """The non-central hypergeometric model with a common odds ratio; studies of an infinite odds ratio add nothing to Q."""
    own = []
    for row in studies[name]:
        a, n1, c, n2 = (mpf(row[key]) for key in ("events1", "n1", "events2", "n2"))
        counts = range(int(max(0, a + c - n2)), int(min(n1, a + c)) + 1)
        base = [log_choose(n1, k) + log_choose(n2, a + c - k) for k in counts]

        def moments(t, counts=counts, base=base):
            e = [exp(x + k * t) for x, k in zip(base, counts)]
            mean = fsum(x * k for x, k in zip(e, counts)) / fsum(e)
            return mean, fsum(x * (k - mean) ** 2 for x, k in zip(e, counts)) / fsum(e)

        own.append((a, a in (counts[0], counts[-1]), moments))
    theta = findroot(lambda t: fsum(a - m(t)[0] for a, _, m in own), start)
    show("%s CM.EL/EE estimate" % name, theta)
    show("%s CM.EL/EE se" % name, 1 / sqrt(fsum(m(theta)[1] for _, _, m in own)))
    finite = [(findroot(lambda t: m(t)[0] - a, theta), m) for a, edge, m in own if not edge]
    w = [m(t)[1] for t, m in finite]
    mean = fsum(x * t for x, (t, _) in zip(w, finite)) / fsum(w)
    show("%s CM.EL/EE Wald heterogeneity" % name, fsum(x * (t - mean) ** 2 for x, (t, _) in zip(w, finite)))


conditional("hine1989", 0.5)
conditional("nielweise2007", -1)

row = studies["bcg"][7]
a, b, c, d = row["events1"], row["n1"] - row["events1"], row["events2"], row["n2"] - row["events2"]
n = mpf(a + b + c + d)
h, k = (sqrt(2) * erfinv(2 * margin / n - 1) for margin in (a + b, a + c))
density = lambda r: exp(-(h * h - 2 * r * h * k + k * k) / (2 * (1 - r * r))) / (2 * pi * sqrt(1 - r * r))
show("bcg RTET of trial 8", findroot(lambda r: quad(density, [0, r]) - a / n + (a + b) / n * (a + c) / n, mpf("0.003")))

ratios = [(log(mpf(r["events1"]) * r["n2"] / (mpf(r["events2"]) * r["n1"])),
           sum(s / mpf(r[key]) for s, key in ((1, "events1"), (-1, "n1"), (1, "events2"), (-1, "n2")))) for r in studies["bcg"]]


def tail(tau2):
    """P(Q > q) of the generalised Q with weights 1/v, by Imhof's inversion."""
    y, v = zip(*ratios)
    w = [1 / x for x in v]
    total = fsum(w)
    mean = fsum(x * z for x, z in zip(w, y)) / total
    q = fsum(x * (z - mean) ** 2 for x, z in zip(w, y))
    form = matrix(len(y), len(y))
    for i in range(len(y)):
        for j in range(len(y)):
            form[i, j] = sqrt((v[i] + tau2) * (v[j] + tau2)) * ((w[i] if i == j else 0) - w[i] * w[j] / total)
    roots = [x for x in eigsy(form, eigvals_only=True) if x > mpf(10) ** -12]
    f = lambda u: sin((fsum(atan(l * u) for l in roots) - q * u) / 2) / (u * exp(fsum(log(1 + (l * u) ** 2) for l in roots) / 4))
    top = max(roots)
    return mpf(1) / 2 + quad(f, linspace(0, 40 / top, 41) + [x / top for x in (80, 200, 1000, 10000)]) / pi


def restricted(name, z, scale, start):
    """REML of a location-scale model with tau2 = a + b z."""
    def f(q):
        w = [1 / (v + q[0] + q[1] * s) for (_, v), s in zip(z, scale)]
        mean = fsum(x * y for x, (y, _) in zip(w, z)) / fsum(w)
        squares = fsum(x * (y - mean) ** 2 for x, (y, _) in zip(w, z))
        return (fsum(log(x) for x in w) - log(fsum(w)) - squares - (len(z) - 1) * log(2 * pi) + log(mpf(len(z)))) / 2

    p, value, _ = climb(f, start)
    show("%s rma, scale, identity link: a" % name, p[0])
    show("%s rma, scale, identity link: b" % name, p[1])
    show("%s rma, scale, identity link: ll" % name, value)


restricted("bcg", ratios, [mpf(r["n1"] + r["n2"]) / 1000 for r in studies["bcg"]], (0.21, 0.0027))
writing = studies["bangertdrowns2004"]
restricted("bangertdrowns2004", [(mpf(str(r["yi"])), mpf(str(r["vi"]))) for r in writing], [r["grade"] for r in writing], (0.043, 0.0027))

mp.dps = 18
for limit, p, start in (("low", "0.025", "0.10105"), ("high", "0.975", "1.63608")):
    root = findroot(lambda t: tail(t) - mpf(p), (mpf(start), mpf(start) * mpf("1.001")), solver="secant", tol=1e-14)
    print("bcg GENQ confint", limit, nstr(root, 12))
