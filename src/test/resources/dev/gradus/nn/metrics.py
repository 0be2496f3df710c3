"""Makes metrics.txt: metrics of given answers, by scikit-learn.

python metrics.py > metrics.txt        (needs scikit-learn; any version)

Each line is a key, a name and numbers. Outputs and truths are written too, so that the test uses no random numbers of
its own. Outputs are rounded to two digits, so that many are tied; but for top-k, where scikit-learn breaks ties the
other way.
"""

import sys
import warnings

import numpy as np
import sklearn
from sklearn import metrics

warnings.simplefilter("ignore")  # of classes that never occur
random = np.random.default_rng(7)


def write(key, name, values):
    print(key, name, *(repr(float(v)) for v in np.asarray(values, dtype=float).reshape(-1)))


def classes(key, truth, outputs, k):
    predicted = outputs.argmax(1)
    write(key, "truth", truth)
    write(key, "outputs", outputs)
    write(key, "accuracy", metrics.accuracy_score(truth, predicted))
    for average, name in ((None, ""), ("macro", "macro-")):
        labels = list(range(k)) if average is None else None
        options = {"labels": labels, "average": average}
        write(key, name + "precision", metrics.precision_score(truth, predicted, **options))
        write(key, name + "recall", metrics.recall_score(truth, predicted, **options))
        write(key, name + "f1", metrics.f1_score(truth, predicted, **options))
    areas = []
    for c in range(k):
        if 0 < (truth == c).sum() < len(truth):
            fpr, tpr, _ = metrics.roc_curve(truth == c, outputs[:, c], drop_intermediate=False)
            write(key, f"fpr-{c}", fpr)
            write(key, f"tpr-{c}", tpr)
            areas.append(metrics.roc_auc_score(truth == c, outputs[:, c]))
            write(key, f"area-{c}", areas[-1])
    write(key, "macro-area", np.mean(areas))


def answers(truth, k, digits):
    scores = random.random((len(truth), k)) + 0.5 * np.eye(k)[truth]
    return (scores / scores.sum(1, keepdims=True)).round(digits)


print(f"# scikit-learn {sklearn.__version__}, numpy {np.__version__}, python {sys.version.split()[0]}")
truth = random.integers(0, 4, 60)
classes("four", truth, answers(truth, 4, 2), 4)
truth = random.choice([0, 1, 3], 40)
classes("missing", truth, answers(truth, 5, 2) * [1, 1, 1, 1, 0], 5)  # 2 never occurs, 4 neither occurs nor is predicted

truth = random.integers(0, 6, 80)
outputs = answers(truth, 6, 12)
write("top", "truth", truth)
write("top", "outputs", outputs)
for k in range(1, 6):
    write("top", f"top-{k}", metrics.top_k_accuracy_score(truth, outputs, k=k, labels=list(range(6))))

truth = random.integers(0, 2, 50)
scores = (0.6 * random.random(50) + 0.4 * truth * random.random(50)).round(2)
write("binary", "truth", truth)
write("binary", "outputs", scores)
for name in ("precision", "recall", "f1"):
    score = getattr(metrics, name + "_score")
    write("binary", name, [score(truth, scores >= 0.5, pos_label=c) for c in (0, 1)])
fpr, tpr, thresholds = metrics.roc_curve(truth, scores, drop_intermediate=False)
write("binary", "fpr", fpr)
write("binary", "tpr", tpr)
write("binary", "thresholds", thresholds[1:])  # the first is infinite
write("binary", "area", metrics.roc_auc_score(truth, scores))

y = random.normal(3, 2, (30, 2))
a = y + random.normal(0, 1, (30, 2))
for key, a, y in (("numbers", a[:, :1], y[:, :1]), ("pairs", a, y), ("bad", -a, y)):
    write(key, "outputs", a)
    write(key, "targets", y)
    write(key, "mse", metrics.mean_squared_error(y, a))
    write(key, "mae", metrics.mean_absolute_error(y, a))
    write(key, "r2", metrics.r2_score(y, a))

# Four questions of yes and no: to the third the one yes is in error, to the fourth there is none, in truth or answer.
truth = random.integers(0, 2, (40, 4)) * [1, 1, 0, 0]
outputs = (0.5 * random.random((40, 4)) + 0.4 * truth * random.random((40, 4)) + [0.05, 0.2, 0, 0]).round(2)
outputs[7, 2] = 0.9
predicted = (outputs >= 0.5).astype(int)
write("questions", "truth", truth)
write("questions", "outputs", outputs)
write("questions", "accuracy", metrics.accuracy_score(truth.reshape(-1), predicted.reshape(-1)))
write("questions", "confusion", metrics.multilabel_confusion_matrix(truth, predicted))
for name in ("precision", "recall", "f1"):
    write("questions", name, getattr(metrics, name + "_score")(truth, predicted, average=None))
write("questions", "area", [metrics.roc_auc_score(truth[:, k], outputs[:, k]) for k in (0, 1)])
