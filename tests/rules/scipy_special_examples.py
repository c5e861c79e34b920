"""Example calls of `scipy.special`, where a parameter is no operand or the domain is its own."""

import numpy as np
import scipy.special as sp

from srcgrad import runtime
from tests.rules.samples import Call, call, examples, real, signed


@examples(sp.gamma, sp.rgamma)
def _() -> list[Call]:
    return [call(real(3)), call(1.7), call(np.array([-0.6, -1.4, 2.3]))]


@examples(sp.polygamma)
def _() -> list[Call]:
    return [call(1, real(3)), call(2, 0.7), call(np.array([[0], [1]]), real(3))]


@examples(sp.zeta)
def _() -> list[Call]:
    return [call(2.5, real(3)), call(real(2, 1) + 2, real(3)), call(3.0), call(real(3) + 2)]


@examples(sp.zetac)
def _() -> list[Call]:
    return [call(real(3) + 2), call(2.7)]


@examples(sp.gammainc, sp.gammaincc, sp.gammaincinv, sp.gammainccinv)
def _() -> list[Call]:
    return [call(1.7, real(3)), call(real(2, 1), real(3)), call(0.6, 0.4)]


@examples(
    sp.betainc,
    sp.betaincinv,
    *[getattr(sp, name) for name in ("betaincc", "betainccinv") if hasattr(sp, name)],
)
def _() -> list[Call]:
    return [call(1.7, 0.8, real(3)), call(real(2, 1) + 1, 2.0, real(3)), call(0.6, 1.4, 0.4)]


@examples(runtime.gammainc_slope, runtime.gamma_density_slope)
def _() -> list[Call]:
    return [call(1, real(2, 1), real(3)), call(2, 1.7, 2.4)]


@examples(runtime.betainc_slope, runtime.beta_density_slope)
def _() -> list[Call]:
    return [call(1, 0, real(2, 1), 1.3, real(3)), call(1, 1, 0.6, 1.4, 0.4)]


@examples(sp.erf, sp.erfc, sp.erfi, sp.erfcx, sp.dawsn, sp.ndtr, sp.log_ndtr, sp.expit)
def _() -> list[Call]:
    return [call(signed(4)), call(0.0), call(signed(2, 3) * 2)]


@examples(sp.log_expit, sp.exprel, sp.cosm1, sp.j0, sp.j1, sp.i0, sp.i1, sp.spence)
def _() -> list[Call]:
    return [call(real(4)), call(1.0), call(real(2, 3) * 2)]


@examples(sp.i0e, sp.i1e)
def _() -> list[Call]:
    return [call(signed(4)), call(1.0), call(real(2, 3) * 2)]


@examples(sp.boxcox, sp.boxcox1p, sp.inv_boxcox, sp.inv_boxcox1p)
def _() -> list[Call]:
    return [call(real(4) + 1, real(4)), call(real(2, 1), 0.0), call(0.7, 1e-3), call(1.3, -0.4)]


@examples(sp.huber, sp.pseudo_huber)
def _() -> list[Call]:
    return [call(0.5, signed(4) * 3), call(real(3, 1), signed(2) * 2), call(2.0, 0.3)]


@examples(sp.radian)
def _() -> list[Call]:
    return [call(real(3), 2.0, 3.0), call(1.0, real(2), real(2, 1))]


@examples(sp.logsumexp)
def _() -> list[Call]:
    a = signed(2, 3)
    return [
        call(signed(4)),
        call(a),
        call(a, 0),
        call(a, axis=1, keepdims=True),
        call(a, -1, real(2, 3)),
        call(a, axis=(0, 1)),
        call(a, None, real(3)),
        call(1.3, keepdims=True),
    ]


@examples(sp.softmax, sp.log_softmax)
def _() -> list[Call]:
    return [call(signed(4)), call(signed(2, 3)), call(signed(2, 3), axis=0), call(signed(2, 3), 1)]


@examples(sp.jv, sp.yv, sp.iv, sp.ive, sp.kv, sp.kve, sp.jve, sp.yve, sp.struve, sp.modstruve)
def _() -> list[Call]:
    return [call(0.7, real(3)), call(2, real(3)), call(real(2, 1), real(3)), call(0, 1.3)]


@examples(runtime.digamma_rise)
def _() -> list[Call]:
    return [call(0, real(3) + 60, real(2, 1)), call(1, 70.0, -2.5)]


@examples(runtime.bessel_decay)
def _() -> list[Call]:
    return [call(0, real(2, 1), real(3) + 60), call(1, 1.5, -70.0)]


@examples(runtime.slope_of_one)
def _() -> list[Call]:
    return [call(sp.zeta, 1, real(3) + 1.5), call(sp.kolmogorov, 2, 0.7)]


@examples(runtime.slope_of_two)
def _() -> list[Call]:
    return [call(sp.kv, 1, 0, real(2, 1), real(3)), call(sp.jv, 0, 1, 0.7, 1.3)]


@examples(runtime.slope_of_three)
def _() -> list[Call]:
    return [call(sp.hyp1f1, 1, 0, 0, 1.2, real(2, 1), real(3))]


@examples(runtime.slope_of_result_of_two)
def _() -> list[Call]:
    return [call(sp.pbdv, 0, 1, 0, 0.7, real(3)), call(sp.pbwa, 1, 0, 1, real(2, 1), 1.2)]


@examples(runtime.slope_of_result_of_three)
def _() -> list[Call]:
    return [call(sp.mathieu_cem, 1, 0, 1, 0, 2, real(2, 1), real(3))]


@examples(runtime.slope_of_four)
def _() -> list[Call]:
    return [call(sp.hyp2f1, 0, 0, 1, 0, 1.2, 0.7, real(2, 1), real(3) * 0.4)]


@examples(sp.yn, sp.kn)
def _() -> list[Call]:
    return [call(0, real(3)), call(2, real(3)), call(np.array([[1], [3]]), real(3)), call(1, 1.3)]


@examples(sp.spherical_jn, sp.spherical_yn, sp.spherical_in, sp.spherical_kn)
def _() -> list[Call]:
    orders = np.array([[1], [3]])
    plain = [call(0, real(3)), call(2, real(3)), call(orders, real(3)), call(1, 1.3)]
    return [*plain, call(0, real(3), True), call(orders, real(3), True)]


@examples(sp.airy, sp.sici, sp.shichi, sp.fresnel)
def _() -> list[Call]:
    return [call(real(3)), call(0.7), call(real(2, 3) + 1)]


@examples(sp.ellipj)
def _() -> list[Call]:
    return [call(real(3), 0.4), call(real(3), real(2, 1)), call(0.7, 0.2)]


@examples(sp.expn)
def _() -> list[Call]:
    return [call(0, real(3)), call(1, real(3)), call(np.array([[2], [3]]), real(3)), call(2, 1.3)]


@examples(sp.ellipkinc, sp.ellipeinc)
def _() -> list[Call]:
    return [
        call(real(3), real(3)),
        call(real(2, 1) + 2.5, real(2)),
        call(-0.7, 0.0),
        call(5.0, 0.5),
    ]


@examples(sp.ellipk, sp.ellipe)
def _() -> list[Call]:
    return [call(real(3)), call(0.0), call(1e-4), call(-2.0)]


@examples(sp.elliprf)
def _() -> list[Call]:
    return [call(real(3), real(2, 1), 0.7), call(0.3, 0.4, 0.5)]


@examples(sp.elliprd)
def _() -> list[Call]:
    return [call(real(3), real(2, 1), 0.7), call(0.3, 0.4, 0.3), call(0.4, 0.4, 5.0)]


@examples(sp.hyp0f1)
def _() -> list[Call]:
    return [call(1.5, signed(3)), call(0.7, 0.4)]


@examples(sp.hyp1f1, sp.hyperu)
def _() -> list[Call]:
    return [call(1.5, 0.8, real(3)), call(0.7, 2.2, 0.4)]


@examples(sp.hyp2f1)
def _() -> list[Call]:
    return [call(1.5, 0.8, 2.3, signed(3) * 0.8), call(0.7, 2.2, 1.4, 0.4)]


@examples(
    sp.eval_legendre,
    sp.eval_chebyt,
    sp.eval_chebyu,
    sp.eval_laguerre,
)
def _() -> list[Call]:
    whole = [call(n, signed(3)) for n in range(4)] + [call(np.array([[0], [2]]), real(3))]
    return [*whole, call(real(2, 3) + 1, real(3))]


@examples(sp.eval_hermite, sp.eval_hermitenorm)
def _() -> list[Call]:
    return [call(n, signed(3)) for n in range(4)] + [call(np.array([[0], [2]]), real(3))]


@examples(sp.eval_genlaguerre, sp.eval_gegenbauer)
def _() -> list[Call]:
    return [*[call(n, 0.7, signed(3)) for n in range(4)], call(real(2, 3) + 1, 0.7, real(3))]


@examples(sp.eval_jacobi)
def _() -> list[Call]:
    return [*[call(n, 0.7, 1.2, signed(3)) for n in range(4)], call(real(2, 3), 0.7, 1.2, real(3))]


@examples(sp.stdtr, sp.stdtrit, sp.chdtr, sp.chdtrc, sp.chdtri, sp.pdtr, sp.pdtrc)
def _() -> list[Call]:
    return [call(3.0, real(3)), call(np.array([[2.0], [5.0]]), real(3)), call(4.0, 0.4)]


@examples(sp.fdtr, sp.fdtrc)
def _() -> list[Call]:
    return [call(3.0, 5.0, real(3)), call(2.0, 4.0, 0.4)]


@examples(sp.gdtr, sp.gdtrc)
def _() -> list[Call]:
    return [call(real(3), 1.7, real(3)), call(1.3, 2.5, 0.4)]


@examples(sp.bdtr, sp.bdtrc, sp.bdtri)
def _() -> list[Call]:
    return [call(2.0, 6, real(3)), call(np.array([[0.0], [3.0]]), 5, real(3)), call(1.0, 4, 0.4)]


@examples(sp.nbdtr, sp.nbdtrc, sp.nbdtri)
def _() -> list[Call]:
    return [call(2, 6, real(3)), call(np.array([[0], [3]]), 5, real(3)), call(1, 4, 0.4)]


@examples(sp.pdtri)
def _() -> list[Call]:
    return [call(3, real(3)), call(np.array([[2], [5]]), real(3)), call(4, 0.4)]


@examples(sp.fdtri)
def _() -> list[Call]:
    return [call(3.0, 5.0, real(3)), call(2.0, 4.0, 0.4)]


@examples(sp.fdtridfd)
def _() -> list[Call]:
    return [call(2.0, 0.8, np.array([2.2, 2.6]))]


@examples(sp.stdtridf)
def _() -> list[Call]:
    return [call(np.array([0.87, 0.9]), 1.5)]


@examples(sp.btdtria)
def _() -> list[Call]:
    return [call(0.7, 1.7, real(3)), call(real(3), 1.3, 0.4)]


@examples(sp.btdtrib, sp.gdtrib)
def _() -> list[Call]:
    return [call(1.7, 0.7, real(3)), call(1.3, real(3), 0.4)]


@examples(sp.pdtrik)
def _() -> list[Call]:
    return [call(np.array([0.6, 0.8]), 1.3)]


@examples(sp.bdtrik, sp.nbdtrik)
def _() -> list[Call]:
    return [call(np.array([0.6, 0.8]), 5.5, 0.4)]


@examples(sp.bdtrin, sp.nbdtrin)
def _() -> list[Call]:
    return [call(2.5, np.array([0.6, 0.8]), 0.4)]


@examples(sp.chndtridf)
def _() -> list[Call]:
    return [call(4.0, np.array([0.4, 0.5]), 1.3)]


@examples(sp.nctdtr, sp.nctdtrit)
def _() -> list[Call]:
    return [call(3.5, 0.7, real(3))]


@examples(sp.nctdtridf)
def _() -> list[Call]:
    return [call(0.75, 0.6, 1.9)]  # SciPy's value is right to rounding here, not everywhere


@examples(sp.nctdtrinc)
def _() -> list[Call]:
    return [call(0.8, 0.6, 1.9)]


@examples(sp.ncfdtr, sp.ncfdtri)
def _() -> list[Call]:
    return [call(3.5, 2.7, 0.6, real(3))]


@examples(sp.smirnov, sp.smirnovi)
def _() -> list[Call]:
    return [call(4, real(3)), call(np.array([[2], [5]]), real(3) * 0.5)]


@examples(sp.itairy)
def _() -> list[Call]:
    return [call(real(3)), call(0.7)]


@examples(sp.elliprj)
def _() -> list[Call]:
    return [call(real(3), real(2, 1), 0.7, 1.2)]


@examples(sp.gdtria)
def _() -> list[Call]:
    return [call(real(3), 1.7, real(3)), call(0.4, 2.5, 1.3)]


@examples(sp.gdtrix)
def _() -> list[Call]:
    return [call(real(3), 1.7, real(3)), call(1.3, 2.5, 0.4)]


@examples(sp.chndtr)
def _() -> list[Call]:
    return [call(real(3) * 4, 3.0, real(3)), call(2.0, real(2, 1) + 2, 1.3), call(real(3), 3.0, 0)]


@examples(sp.chndtrix)
def _() -> list[Call]:
    return [call(real(3), 3.0, real(3)), call(0.4, 2.5, 1.3)]


@examples(sp.chndtrinc)
def _() -> list[Call]:
    return [call(np.array([4.0, 5.0]), 3.0, np.array([0.4, 0.5])), call(4.0, 3.0, 0.3)]


@examples(sp.nrdtrimn)
def _() -> list[Call]:
    return [call(real(3), 1.5, real(2, 1)), call(0.3, real(3), 0.4)]


@examples(sp.nrdtrisd)
def _() -> list[Call]:
    return [call(0.3, np.array([0.6, 0.8, 0.9]), 0.7), call(real(3), 0.3, 0.1)]


@examples(sp.tklmbda)
def _() -> list[Call]:
    return [call(signed(3), -0.3), call(signed(3), 0.7), call(0.4, 0.2)]


@examples(sp.pbdv, sp.pbvv, sp.pbwa)
def _() -> list[Call]:
    return [call(1.3, real(3)), call(np.array([[0.5], [1.6]]), real(3)), call(0.7, 1.4)]


@examples(sp.mathieu_a, sp.mathieu_b)
def _() -> list[Call]:
    return [call(2, real(3)), call(1, 1.3)]


@examples(sp.mathieu_cem, sp.mathieu_sem)
def _() -> list[Call]:
    return [call(2, 1.3, real(3) * 80), call(1, np.array([[0.5], [2.0]]), real(3) * 80)]


@examples(sp.mathieu_modcem1, sp.mathieu_modcem2, sp.mathieu_modsem1, sp.mathieu_modsem2)
def _() -> list[Call]:
    return [call(2, 1.3, real(3)), call(1, np.array([[0.5], [2.0]]), real(3)), call(3, 1.0, 0.4)]


@examples(sp.besselpoly)
def _() -> list[Call]:
    return [call(real(3), 1.5, 2.0), call(0.7, 0.5, 1.0)]


@examples(sp.airye, sp.itj0y0, sp.iti0k0, sp.it2j0y0, sp.it2i0k0)
def _() -> list[Call]:
    return [call(real(3)), call(0.7), call(real(2, 3) + 1)]


@examples(sp.jvp, sp.yvp, sp.ivp, sp.kvp)
def _() -> list[Call]:
    return [call(0.7, real(3)), call(2, real(3), 2), call(real(2, 1), real(3), 0), call(0, 1.3)]


@examples(sp.eval_chebyc, sp.eval_chebys, sp.eval_sh_legendre, sp.eval_sh_chebyt, sp.eval_sh_chebyu)
def _() -> list[Call]:
    return [call(n, real(3)) for n in (0, 1, 2, 3, 0.5)] + [call(np.array([[0], [2]]), real(3))]


@examples(sp.eval_sh_jacobi)
def _() -> list[Call]:
    return [call(n, 2.3, 1.2, real(3)) for n in (0, 1, 3, 0.5)]


@examples(sp.assoc_laguerre)
def _() -> list[Call]:
    return [call(real(3), n, 0.7) for n in (0, 1, 3, 0.5)] + [call(0.4, 2)]


@examples(sp.lpmv)
def _() -> list[Call]:
    return [call(m, v, signed(3)) for m, v in ((0, 0.0), (0, 2.0), (1, 3.0), (2, 2.0), (-1, 2.5))]


@examples(*[getattr(sp, n) for n in ("wright_bessel", "log_wright_bessel") if hasattr(sp, n)])
def _() -> list[Call]:
    return [call(1.2, 0.7, real(3)), call(0.5, real(2, 1), real(3)), call(1.0, 2.0, 0.4)]


@examples(sp.multigammaln)
def _() -> list[Call]:
    return [call(real(3) + 2, 3), call(1.7, 1), call(real(2, 2) + 1, 2)]


@examples(sp.diric)
def _() -> list[Call]:
    return [call(signed(4), n) for n in (1, 2, 5)] + [call(0.0, 4), call(signed(2, 2) * 4, 3)]


@examples(sp.voigt_profile)
def _() -> list[Call]:
    calls = [call(signed(3), 0.7, 0.4), call(0.3, real(3), real(2, 1)), call(0.4, 1.3, 0.8)]
    return [*calls, call(signed(3), 0, 0.4)]


@examples(sp.elliprc)
def _() -> list[Call]:
    return [call(real(3), real(3)), call(real(2, 1), 0.7), call(0.3, 0.4)]


@examples(sp.elliprg)
def _() -> list[Call]:
    return [call(real(3), real(2, 1), 0.7), call(0.3, 0.4, 0.5)]
