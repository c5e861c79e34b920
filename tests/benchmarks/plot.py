"""The results as a picture: ratios by program, and how time grows."""

from tests.benchmarks.scaling import SERIES, law

PEERS = {"autograd": "tab:orange", "jax": "tab:green", "torch": "tab:red"}


def draw(rows, series, path):
    """Write a PNG; needs matplotlib (extra `bench`)."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    height = 3.5 + 0.24 * len(rows)
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(13, height), gridspec_kw={"width_ratios": [2, 1]}
    )
    _ratios(left, rows)
    _growth(right, series)
    figure.tight_layout()
    figure.savefig(path, dpi=90)
    plt.close(figure)


def _ratios(axes, rows):
    """One line per program: each tool's time over srcgrad's."""
    titles = [title for title, row in rows.items() if "srcgrad" in row][::-1]
    for place, title in enumerate(titles):
        row = rows[title]
        axes.plot(row["by_hand"] / row["srcgrad"], place, "k|", markersize=11)
        axes.plot(row["primal"] / row["srcgrad"], place, ".", color="tab:gray")
        for peer, colour in PEERS.items():
            if peer in row:
                axes.plot(row[peer] / row["srcgrad"], place, "o", color=colour, markersize=5)
    axes.axvline(1.0, color="tab:blue", linewidth=1)
    axes.set_xscale("log")
    axes.set_yticks(range(len(titles)), titles, fontsize=8)
    axes.grid(axis="x", linewidth=0.3)
    axes.set_xlabel("time over that of srcgrad (blue line): slower to the right")
    axes.plot([], [], "k|", label="by hand")
    axes.plot([], [], ".", color="tab:gray", label="primal alone")
    for peer, colour in PEERS.items():
        axes.plot([], [], "o", color=colour, label=peer)
    axes.legend(loc="lower right", fontsize=8)


def _growth(axes, series):
    for title, points in series.items():
        sizes, times = [p[0] for p in points], [p[1] for p in points]
        counted, what, _ = SERIES[title]
        label = f"{what} by {counted}: exponent {law(sizes, times):.2f}"
        axes.plot(sizes, times, "o-", label=label)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("size")
    axes.set_ylabel("seconds")
    axes.grid(linewidth=0.3)
    axes.legend(fontsize=8)
